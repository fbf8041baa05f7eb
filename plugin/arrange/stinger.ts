/** Stingers: short phrases in the current key that end on the current chord. */

import { type Chord, chordTones } from '../music/harmony.ts';
import {
  clamp01,
  type MidiPitch,
  type Mode,
  modulo,
  scaleOf,
  type Tonic,
  tonicAnchor,
  tonicPitchClass,
} from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Note } from '../music/score.ts';
import { type BPM, EIGHTH, type Ticks } from '../music/time.ts';
import { checkStinger, resolveStingers, type Stingers } from './stinger-definition.ts';
import type { StingerVoice } from './stinger-motifs.ts';

/** The stingers of the package. */
export const PRESET_STINGERS: Stingers = resolveStingers();

/** Stingers play at the tempo of the music; at double tempo if it is below 96, and at 150 if it is above. */
const SLOWEST: BPM = 96;
const FASTEST: BPM = 150;
/** Largest deviation of velocity, in either direction. */
const STRAY_VELOCITY = 0.03;
/** The last tone is moved by octaves to within this many semitones of the one before. */
const LEAP: MidiPitch = 7;

/** The music that a stinger is adapted to. */
export interface StingerOptions {
  readonly tonic: Tonic;
  readonly mode: Mode;
  readonly bpm: BPM;
  readonly seed: string;
  /** The chord at the end of the stinger; default: the tonic chord. */
  readonly chord?: Chord;
}

/**
 * The notes of a stinger, from tick 0, in ticks at the given tempo. It ends on chord tones.
 * @throws RangeError with the known names, if the stinger does not exist.
 */
export function stinger(name: string, options: StingerOptions, stingers: Stingers = PRESET_STINGERS): readonly Note[] {
  checkStinger(name, stingers);
  const { voices, ring, octave } = stingers.get(name)!;
  const pace = options.bpm < SLOWEST ? 0.5 : Math.max(1, options.bpm / FASTEST);
  const anchor = tonicAnchor(options.tonic) + 12 * octave;
  const tones = closingTones(options);
  const chance = random(`${options.seed}/${name}`);
  const ends = voices.map((voice) => voiceLength(voice) * EIGHTH * pace);
  const end = Math.round(Math.max(...ends));
  const ringing = Math.round(ring * EIGHTH * pace);
  const used = new Set<MidiPitch>();
  const notes = voices.flatMap((voice) => {
    const line = readVoice(voice, anchor, options.mode, pace);
    const last = line.at(-1)?.pitch ?? anchor;
    const closing = nearestTone(last, tones, used);
    used.add(closing);
    return [...line, { pitch: closing, tick: end, durationTicks: ringing, velocity: voice.level }];
  });
  return notes
    .map((note) => ({ ...note, velocity: clamp01(note.velocity + (chance.next() * 2 - 1) * STRAY_VELOCITY) }))
    .sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
}

function closingTones({ tonic, mode, chord }: StingerOptions): readonly number[] {
  const third = scaleOf(mode).find((step) => step === 3 || step === 4) ?? 7;
  const relative = chord ? chordTones(chord) : [0, third, 7];
  return relative.map((tone) => (tone + tonicPitchClass(tonic)) % 12);
}

/** The nearest chord tone that no other voice uses. */
function nearestTone(from: MidiPitch, tones: readonly number[], used: ReadonlySet<MidiPitch>): MidiPitch {
  for (let distance = 0; distance <= LEAP; distance++) {
    for (const pitch of [from + distance, from - distance]) {
      if (tones.includes(modulo(pitch, 12)) && !used.has(pitch)) return pitch;
    }
  }
  return from;
}

function words({ text }: StingerVoice): { name: string; eighths: number }[] {
  return text.split(' ').map((word) => {
    const [name, eighths] = word.split(':') as [string, string];
    return { name, eighths: Number(eighths) };
  });
}

function voiceLength(voice: StingerVoice): number {
  return words(voice).reduce((sum, { eighths }) => sum + eighths, 0);
}

function readVoice(voice: StingerVoice, anchor: MidiPitch, mode: Mode, pace: number): Note[] {
  const notes: Note[] = [];
  let at: Ticks = 0;
  for (const { name, eighths } of words(voice)) {
    const ticks = eighths * EIGHTH * pace;
    const pitch = name === 'r' ? null : anchor + degreePitch(name, mode);
    const tick = Math.round(at);
    if (pitch !== null)
      notes.push({ pitch, tick, durationTicks: Math.max(1, Math.round(ticks * 0.92)), velocity: voice.level });
    at += ticks;
  }
  return notes;
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];

/** Semitones above the tonic of a degree like `b2`, `5'` or `1,`. Without an accidental, the mode's tone nearest to the major scale's. */
function degreePitch(name: string, mode: Mode): number {
  const [, accidental, degree, marks] = /^([b#]?)([1-7tTh])([',]*)$/.exec(name)!;
  const octaves = [...marks!].reduce((sum, mark) => sum + (mark === "'" ? 12 : -12), 0);
  if (degree === 't' || degree === 'T' || degree === 'h') return tritone(mode)[degree] + octaves;
  const plain = MAJOR[Number(degree) - 1]!;
  if (accidental) return plain + (accidental === 'b' ? -1 : 1) + octaves;
  const scale: readonly number[] = scaleOf(mode);
  const own =
    scale.length === 7
      ? scale[Number(degree) - 1]!
      : [...scale, 12].reduce((a, b) => (Math.abs(b - plain) < Math.abs(a - plain) ? b : a));
  return own + octaves;
}

/** The mode's lowest tritone and the step above its lower tone; in pentatonic modes, which have none, the widest gap. */
function tritone(mode: Mode): Readonly<Record<'t' | 'T' | 'h', number>> {
  const scale: readonly number[] = scaleOf(mode);
  const low = scale.find((step) => scale.includes((step + 6) % 12));
  if (low !== undefined) return { t: low, T: low + 6, h: scale.find((step) => step > low) ?? 12 };
  return { t: scale.at(-1)! - 12, T: scale[1]!, h: 0 };
}
