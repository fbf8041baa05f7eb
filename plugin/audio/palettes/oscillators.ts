/**
 * Instruments of last resort: oscillators and noise strokes, computed on first use in about a millisecond. Samples have to be
 * fetched and decoded, and synthesizers rendered; these need neither, so music is never silent. An oscillator is one cycle of
 * a waveform that loops, played faster for higher notes.
 */

import type { MidiPitch } from '../../music/pitch.ts';
import { random } from '../../music/random.ts';
import type { Seconds } from '../../music/time.ts';
import { gainOfDb } from '../decibels.ts';
import { NOTE_LOUDNESS, peakLoudness } from '../loudness.ts';
import { belowNyquist, type Hertz } from '../nyquist.ts';
import type { Sampled, SampledNote } from './sampled-instrument.ts';
import { SYNTHS } from './synths.ts';

/** Samples per cycle. */
const CYCLE = 512;
/** Sample rate of the strokes; noise needs no more. */
const STROKE_RATE: Hertz = 22_050;
/** Length of a plucked note. */
const RUNG: Seconds = 1.6;
/** Lowest pitch of each cycle; a cycle covers an octave. */
const OCTAVES = [24, 36, 48, 60, 72, 84, 96, 108] as const;
/** The drum keys that determine a set's level. */
const BACKBONE = [36, 38];

/** Amplitudes of the harmonics, fundamental first. */
type Wave = readonly number[];
const ROUND: Wave = [1, 0.3, 0.12, 0.05];
const HOLLOW: Wave = [1, 0.06, 0.36, 0.03, 0.16, 0, 0.08];
const BRIGHT: Wave = [1, 0.6, 0.38, 0.26, 0.18, 0.12, 0.09, 0.06];
const GLASS: Wave = [1, 0.05, 0, 0.3, 0, 0, 0.08];

/** Waveforms by the synthesizer that they replace; default {@link ROUND}. */
const WAVES: Readonly<Record<string, Wave>> = {
  'pulse-lead': HOLLOW,
  'pulse-thin': HOLLOW,
  'pulse-pluck': HOLLOW,
  reed: HOLLOW,
  'reed-soft': HOLLOW,
  hollow: HOLLOW,
  'saw-lead': BRIGHT,
  'saw-stab': BRIGHT,
  'growl-bass': BRIGHT,
  'string-machine': BRIGHT,
  'pluck-bright': BRIGHT,
  'pluck-bass': BRIGHT,
  'glass-lead': GLASS,
  'air-pluck': GLASS,
  chime: GLASS,
  'chime-soft': GLASS,
};

/** A stroke: a sine with falling pitch, noise, or both. Gains are linear. */
interface Stroke {
  readonly keys: readonly MidiPitch[];
  readonly seconds: Seconds;
  readonly skin?: { readonly hertz: Hertz; readonly octaves: number };
  readonly noise?: { readonly gain: number; readonly high: boolean };
}

// biome-ignore format: a table reads in columns
const STROKES: readonly Stroke[] = [
  { keys: [35, 36],                                 seconds: 0.24, skin: { hertz: 52, octaves: 2 } },
  { keys: [41, 43, 45, 64],                         seconds: 0.24, skin: { hertz: 88, octaves: 1 } },
  { keys: [47, 48, 50, 60, 61, 63, 65, 66, 78, 79], seconds: 0.18, skin: { hertz: 150, octaves: 0.7 } },
  { keys: [37, 56, 62, 67, 68, 71, 72, 75, 76, 77], seconds: 0.06, skin: { hertz: 740, octaves: 0.4 } },
  { keys: [38, 39, 40],                             seconds: 0.16, skin: { hertz: 180, octaves: 0.6 }, noise: { gain: 0.4, high: false } },
  { keys: [42, 44, 54, 58, 69, 70, 73, 74, 80, 82], seconds: 0.05, noise: { gain: 0.6, high: true } },
  { keys: [46, 49, 51, 52, 53, 55, 57, 59, 81],     seconds: 0.4,  noise: { gain: 0.5, high: true } },
];

/** The oscillators of one context. */
export class Oscillators {
  readonly #context: BaseAudioContext;
  readonly #made = new Map<string, Sampled>();
  readonly #waves = new Map<Wave, readonly AudioBuffer[]>();

  constructor(context: BaseAudioContext) {
    this.#context = context;
  }

  /** The replacement of a synthesizer; a drum set for names without pitches. */
  instrument(synth: string): Sampled {
    const known = this.#made.get(synth);
    if (known) return known;
    const definition = SYNTHS[synth];
    const made = definition
      ? this.#pitched(WAVES[synth] ?? ROUND, definition.kind === 'plucked')
      : (this.#made.get(DRUMS) ?? this.#drums());
    this.#made.set(definition ? synth : DRUMS, made);
    return made;
  }

  #pitched(wave: Wave, plucked: boolean): Sampled {
    const buffers = this.#waves.get(wave) ?? OCTAVES.map((from) => this.#cycle(wave, from + 12));
    this.#waves.set(wave, buffers);
    const power = wave.reduce((sum, amplitude) => sum + amplitude ** 2 / 2, 0);
    const gain = gainOfDb(NOTE_LOUDNESS) / Math.sqrt(power);
    const notes = OCTAVES.map((from, i): SampledNote => {
      const buffer = buffers[i]!;
      const seconds = buffer.duration;
      const edges = [i === 0 ? 0 : from, i === OCTAVES.length - 1 ? 127 : from + 11] as const;
      const pitch = 69 + 12 * Math.log2(1 / seconds / 440);
      const ringing = plucked ? { decay: RUNG, gain: gain * 1.5 } : { gain };
      return { pitch, buffer, start: 0, seconds, loop: { start: 0, end: seconds }, range: edges, ...ringing };
    });
    return { drum: false, notes };
  }

  /** A cycle with the harmonics that fit the context's sample rate at a pitch. */
  #cycle(wave: Wave, highest: MidiPitch): AudioBuffer {
    const { sampleRate } = this.#context;
    const top = 440 * 2 ** ((highest - 69) / 12);
    const samples = new Float32Array(CYCLE);
    for (const [i, amplitude] of wave.entries()) {
      const harmonic = i + 1;
      if (amplitude === 0 || (i > 0 && top * harmonic > belowNyquist(top * harmonic, sampleRate))) continue;
      for (let at = 0; at < CYCLE; at++) samples[at]! += amplitude * SINE[(at * harmonic) % CYCLE]!;
    }
    return this.#buffer(samples, sampleRate);
  }

  #drums(): Sampled {
    const rate = Math.min(STROKE_RATE, this.#context.sampleRate);
    const chance = random('strokes');
    const played = STROKES.map((stroke) => ({ ...stroke, samples: struck(stroke, rate, chance.next) }));
    const judged = played.filter(({ keys }) => keys.some((key) => BACKBONE.includes(key)));
    const loudness = judged.reduce((sum, { samples }) => sum + peakLoudness(samples, rate) / judged.length, 0);
    const gain = gainOfDb(NOTE_LOUDNESS - loudness);
    const notes = played.flatMap(({ keys, samples, seconds }) => {
      const buffer = this.#buffer(samples, rate);
      return keys.map((pitch): SampledNote => ({ pitch, buffer, start: 0, seconds, gain, loop: null, range: null }));
    });
    return { drum: true, notes };
  }

  #buffer(samples: Float32Array<ArrayBuffer>, sampleRate: Hertz): AudioBuffer {
    const buffer = this.#context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(samples, 0);
    return buffer;
  }
}

const DRUMS = 'drums';
/** Samples between changes of a stroke's pitch. */
const PIECE = 32;
const SINE = Float32Array.from({ length: CYCLE }, (_, i) => Math.sin((2 * Math.PI * i) / CYCLE));

/** The samples of a stroke, which decays by 60 dB. */
function struck({ seconds, skin, noise }: Stroke, rate: Hertz, chance: () => number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(seconds * rate));
  const fading = 10 ** (-3 / samples.length);
  let level = 1;
  let phase = 0;
  let step = 0;
  let before = 0;
  for (let i = 0; i < samples.length; i++) {
    if (skin) {
      // Most of the fall in pitch happens within the first tenth.
      if (i % PIECE === 0) step = (2 * Math.PI * skin.hertz * 2 ** (skin.octaves * level ** 3)) / rate;
      phase += step;
      samples[i] = Math.sin(phase);
    }
    if (noise) {
      const value = chance() * 2 - 1;
      samples[i]! += noise.gain * (noise.high ? value - before : value);
      before = value;
    }
    samples[i]! *= level;
    level *= fading;
  }
  return samples;
}
