/**
 * A synthesized singer for tests: a glottal pulse (Rosenberg 1971) through the formants of a vowel or a hum, with glides,
 * vibrato, drift, consonants, breaths and aspiration, in a room, with its noise.
 */

import { type Random, random } from '../../plugin/music/random.ts';

export const SAMPLE_RATE = 48_000;

/** A note to sing. */
export interface SungNote {
  /** MIDI pitch. */
  readonly pitch: number;
  /** Seconds. */
  readonly time: number;
  readonly duration: number;
}

/** How it is sung. */
export interface SingingOptions {
  readonly seed: string;
  /** Signal to noise, in dB, of the voice where it sounds against the noise of the room. */
  readonly snr: number;
  /** Depth of the vibrato to each side. Default 50 cents. */
  readonly vibratoCents?: number;
  /** Whether a room is heard. Default true. */
  readonly room?: boolean;
  /** Silence after the last note, in seconds. Default 1. */
  readonly after?: number;
}

/** A take, and when its notes begin. */
export interface Take {
  readonly samples: Float32Array;
  /** As sung: with the singer's own small deviations in time. */
  readonly notes: readonly SungNote[];
}

/** Formants in Hz with bandwidths, after Peterson & Barney (1952); a hum has a nasal one below, and little above. */
const SOUNDS = {
  a: [
    [730, 90],
    [1090, 110],
    [2440, 170],
  ],
  o: [
    [450, 80],
    [800, 100],
    [2830, 170],
  ],
  u: [
    [325, 70],
    [800, 90],
    [2240, 170],
  ],
  m: [
    [270, 60],
    [1000, 400],
    [2200, 500],
  ],
} as const;
type Vowel = keyof typeof SOUNDS;

const ATTACK = 0.05;
const RELEASE = 0.07;
const GLIDE = { least: 0.06, most: 0.12 };
const VIBRATO = { hertz: 5.5, after: 0.18, rise: 0.15 };
const CONSONANT = { least: 7, most: 14, width: 0.06 };
/** Shares of connected notes that begin without a consonant, and of first notes that are scooped from below. */
const LEGATO = 0.5;
const SCOOPED = 0.4;
const ROOM = { rt60: 0.4, density: 1500, direct: 6 };

/** Sings notes in order. The same seed sings the same. */
export function sing(melody: readonly SungNote[], options: SingingOptions): Take {
  const { seed, snr, vibratoCents = 50, room = true, after = 1 } = options;
  const chance = random(`singer/${seed}`);
  const vowel = chance.pick(['a', 'o', 'u', 'm'] as const);
  const notes = melody.map((note, i) => {
    const shift = (chance.next() - 0.5) * 0.03;
    const next = melody[i + 1]?.time ?? Number.POSITIVE_INFINITY;
    const time = Math.max(0.05, note.time + shift);
    const end = Math.min(note.time + note.duration, next) - (takesBreath(melody, i) ? 0.25 : 0);
    return { pitch: note.pitch, time, duration: Math.max(0.1, end - time) };
  });
  const last = notes.at(-1)!;
  const length = Math.ceil((last.time + last.duration + after) * SAMPLE_RATE);
  const { pitch, gain } = contour(notes, length, vibratoCents, chance);
  const dry = throat(pitch, gain, vowel, chance);
  addBreaths(dry, notes, chance);
  const wet = room ? inRoom(dry, chance) : dry;
  const loud = Math.sqrt(meanSquare(wet, (i) => gain[i]! > 0.3));
  const samples = new Float32Array(length);
  const hiss = noise(length, chance);
  const noisy = (loud * 10 ** (-snr / 20)) / Math.sqrt(meanSquare(hiss, () => true));
  for (let i = 0; i < length; i++) samples[i] = (0.1 / loud) * (wet[i]! + noisy * hiss[i]!);
  return { samples, notes };
}

/** A breath is taken in rests, and every eight notes out of the end of a note that has the time. */
function takesBreath(melody: readonly SungNote[], i: number): boolean {
  const { time, duration } = melody[i]!;
  const next = melody[i + 1];
  return next !== undefined && i % 8 === 7 && duration >= 0.5 && next.time - time - duration < 0.25;
}

/** Pitch in MIDI and gain, sample by sample. */
function contour(notes: readonly SungNote[], length: number, vibratoCents: number, chance: Random) {
  const pitch = new Float32Array(length);
  const gain = new Float32Array(length);
  const at = (seconds: number) => Math.round(seconds * SAMPLE_RATE);
  for (const [i, note] of notes.entries()) {
    const before = notes[i - 1];
    const after = notes[i + 1];
    const end = note.time + note.duration;
    const isBound = before !== undefined && note.time - before.time - before.duration < 0.06;
    const holds = after !== undefined && after.time - end < 0.06;
    const until = holds ? after.time : end;
    const isLegato = isBound && before.pitch !== note.pitch && chance.next() < LEGATO;
    const dip = 10 ** (-(CONSONANT.least + chance.next() * (CONSONANT.most - CONSONANT.least)) / 20);
    const glide = GLIDE.least + chance.next() * (GLIDE.most - GLIDE.least);
    const from = isBound ? before.pitch : chance.next() < SCOOPED ? note.pitch - 1.5 : note.pitch;
    const loud = 10 ** (((chance.next() - 0.5) * 4) / 20);
    for (let n = at(note.time - (isBound ? glide * 0.6 : 0)); n < Math.min(length, at(until + RELEASE)); n++) {
      const t = n / SAMPLE_RATE - note.time;
      const glided = smooth((t + (isBound ? glide * 0.6 : 0)) / glide);
      const swing = clamp((t - VIBRATO.after) / VIBRATO.rise) * Math.sin(2 * Math.PI * VIBRATO.hertz * t);
      pitch[n] = from + (note.pitch - from) * glided + (vibratoCents / 100) * swing;
      if (t < 0) continue;
      const rise = isBound ? 1 : clamp(t / ATTACK);
      const fall = holds ? 1 : clamp((until + RELEASE - note.time - t) / RELEASE);
      const said = isBound && !isLegato ? 1 - (1 - dip) * Math.exp(-(((t - 0.01) / (CONSONANT.width / 2)) ** 2)) : 1;
      // The voice swells with its vibrato (Seashore 1932).
      gain[n] = loud * rise * fall * said * (1 + 0.1 * swing);
    }
  }
  return { pitch, gain };
}

/** The voice itself. */
function throat(pitch: Float32Array, gain: Float32Array, vowel: Vowel, chance: Random): Float32Array {
  const source = new Float32Array(pitch.length);
  let phase = 0;
  let drift = 0;
  let flow = 0;
  let jitter = 0;
  for (let n = 0; n < pitch.length; n++) {
    // Slow drift of some cents, and jitter from pulse to pulse.
    drift += (chance.next() - 0.5) * 0.004 - drift * 0.0002;
    const hertz = 440 * 2 ** ((pitch[n]! + drift + jitter - 69) / 12);
    phase += hertz / SAMPLE_RATE;
    if (phase >= 1) {
      phase -= 1;
      jitter = (chance.next() - 0.5) * 0.1;
    }
    const open = pulse(phase);
    const breath = (chance.next() - 0.5) * 0.02 * open;
    source[n] = gain[n]! * (open - flow + breath);
    flow = open;
  }
  return SOUNDS[vowel].reduce<Float32Array>((sound, [hertz, width]) => resonance(sound, hertz, width), source);
}

/** Rosenberg's glottal flow: opens in 40 % of the period, closes in 16 %. */
function pulse(phase: number): number {
  if (phase < 0.4) return 0.5 * (1 - Math.cos((Math.PI * phase) / 0.4));
  if (phase < 0.56) return Math.cos((Math.PI * (phase - 0.4)) / 0.32);
  return 0;
}

function resonance(input: Float32Array, hertz: number, width: number): Float32Array {
  const r = Math.exp((-Math.PI * width) / SAMPLE_RATE);
  const a = 2 * r * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE);
  const b = r * r;
  let [y1, y2] = [0, 0];
  return input.map((x) => {
    const y = (1 - a + b) * x + a * y1 - b * y2;
    [y2, y1] = [y1, y];
    return y;
  });
}

/** In-breaths before notes that follow a gap. */
function addBreaths(sound: Float32Array, notes: readonly SungNote[], chance: Random): void {
  const loud = Math.sqrt(meanSquare(sound, (i) => sound[i] !== 0));
  for (const [i, note] of notes.entries()) {
    const before = notes[i - 1];
    const gap = note.time - (before === undefined ? 0 : before.time + before.duration);
    if (gap < 0.2) continue;
    const length = Math.min(0.35, gap * 0.7);
    const from = Math.round((note.time - length - 0.03) * SAMPLE_RATE);
    const air = Float32Array.from({ length: Math.round(length * SAMPLE_RATE) }, () => chance.next() - 0.5);
    const drawn = resonance(resonance(air, 1600, 900), 2600, 1200);
    const level = (loud * 0.12) / Math.sqrt(meanSquare(drawn, () => true));
    drawn.forEach((sample, n) => {
      if (from + n >= 0) sound[from + n]! += level * sample * Math.sin((Math.PI * n) / drawn.length);
    });
  }
}

/** The room: sparse reflections of random sign that die away (velvet noise, Karjalainen & Järveläinen 2007). */
function inRoom(dry: Float32Array, chance: Random): Float32Array {
  const taps: [delay: number, gain: number][] = [];
  const spacing = SAMPLE_RATE / ROOM.density;
  for (let i = 4; i * spacing < ROOM.rt60 * SAMPLE_RATE; i++) {
    const delay = Math.round((i + chance.next()) * spacing);
    taps.push([delay, (chance.next() < 0.5 ? -1 : 1) * 10 ** ((-3 * delay) / (ROOM.rt60 * SAMPLE_RATE))]);
  }
  const power = taps.reduce((sum, [, gain]) => sum + gain * gain, 0);
  const scale = Math.sqrt(10 ** (-ROOM.direct / 10) / power);
  const wet = dry.slice();
  for (const [delay, gain] of taps) {
    const level = gain * scale;
    for (let n = delay; n < dry.length; n++) wet[n]! += level * dry[n - delay]!;
  }
  return wet;
}

/** Noise of a room: half white, half falling by 6 dB an octave. */
function noise(length: number, chance: Random): Float32Array {
  let low = 0;
  return Float32Array.from({ length }, () => {
    const white = chance.next() - 0.5;
    low = 0.99 * low + 0.1 * white;
    return 0.5 * white + low;
  });
}

function meanSquare(samples: Float32Array, counts: (i: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < samples.length; i++) if (counts(i)) [sum, count] = [sum + samples[i]! ** 2, count + 1];
  return sum / Math.max(1, count);
}

const clamp = (value: number) => Math.max(0, Math.min(1, value));
const smooth = (value: number) => 0.5 - 0.5 * Math.cos(Math.PI * clamp(value));
