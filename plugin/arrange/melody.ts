/** Assigns the melody to its instrument: one octave for the whole phrase, velocity by beat and contour, articulation by arousal. */

import { metricWeight } from '../music/metric-weight.ts';
import type { Phrase, PhraseNote } from '../music/phrase.ts';
import { clamp01, type MidiPitch, type Tonic, tonicAnchor } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { meterInfo, PPQ } from '../music/time.ts';
import type { ArrangeRequest, Feeling, OctaveMove } from './request.ts';
import type { BandStyle, Register } from './styles.ts';

/** Median register of the training melodies, in semitones above the tonic anchor. */
export const USUAL_HEIGHT = 10;
/** Share of its length that a note sounds: legato when calm, detached when excited. */
const LEGATO = 0.98;
const DETACHED = 0.72;
/** Notes of at least this length are always sustained. */
const LONG = PPQ;

/** Semitones beyond its register in which an instrument still plays a melody moved by an octave. */
const REACH_UP = 5;
const REACH_DOWN = 8;

/** The melody as notes in the register of its instrument; with `octave`, moved by one. */
export function placeMelody(
  phrase: Phrase,
  tonic: Tonic,
  register: BandStyle['melody'],
  feeling: Feeling,
  { octave, statement = phrase }: Pick<ArrangeRequest, 'octave' | 'statement'> = {},
): readonly Note[] {
  const { notes, request } = phrase;
  const shift = tonicAnchor(tonic) + octaveFor(statement.notes, tonicAnchor(tonic), register);
  const pitches = notes.map(({ pitch }) => fold(pitch + shift, register));
  const move = octave ? moveOf(octave, pitches, register) : 0;
  const { barTicks } = meterInfo(request.meter);
  const end = request.bars * barTicks;
  const top = Math.max(...notes.map(({ pitch }) => pitch));
  const span = Math.max(5, top - Math.min(...notes.map(({ pitch }) => pitch)));
  return notes.map((note, i): Note => {
    const next = notes[i + 1];
    const beat = metricWeight(request.meter, note.tick % barTicks);
    const height = (note.pitch - top) / span; // -1 at the lowest pitch, 0 at the highest
    const place = note.tick / end;
    const accent = 0.045 * Math.max(-3, beat) + 0.09;
    const arch = 0.1 * height + 0.08 * Math.sin(Math.PI * Math.min(1, place * 1.2));
    const close = i === notes.length - 1 ? -0.08 : 0;
    const velocity = clamp01(register.level + 0.08 * (feeling.arousal - 0.5) + accent + arch + close);
    return {
      pitch: pitches[i]! + move,
      tick: note.tick,
      durationTicks: Math.max(
        1,
        Math.min(end - note.tick, Math.round(note.durationTicks * lengthOf(note, next, feeling))),
      ),
      velocity,
    };
  });
}

/** Semitones, in whole octaves, that center an average melody in its instrument's register; equal for all phrases in a key, unless one is too wide. */
function octaveFor(
  notes: readonly PhraseNote[],
  anchor: MidiPitch,
  { low, high, center = (low + high) / 2 }: BandStyle['melody'],
): number {
  const usual = 12 * Math.round((center - anchor - USUAL_HEIGHT) / 12);
  const pitches = notes.map(({ pitch }) => pitch + anchor);
  const outside = (shift: number) =>
    pitches.reduce((sum, pitch) => sum + Math.max(0, pitch + shift - high) + Math.max(0, low - pitch - shift), 0);
  return [usual, usual + 12, usual - 12].reduce((best, shift) => (outside(shift) < outside(best) ? shift : best));
}

/** Semitones by which a placed melody moves: 12, -12, or 0 if no requested octave is playable. */
function moveOf(octave: OctaveMove, pitches: readonly MidiPitch[], { low, high }: Register): number {
  const above = Math.max(0, ...pitches.map((pitch) => pitch + 12 - high));
  const below = Math.max(0, ...pitches.map((pitch) => low - (pitch - 12)));
  const moves = [
    { move: 12, outside: above, playable: octave !== 'lower' && above <= REACH_UP },
    { move: -12, outside: below, playable: octave !== 'higher' && below <= REACH_DOWN },
  ].filter(({ playable }) => playable);
  return moves.sort((a, b) => a.outside - b.outside)[0]?.move ?? 0;
}

/** A pitch in the octave that lies in a register. */
export function fold(pitch: MidiPitch, { low, high }: Register): MidiPitch {
  let folded = pitch;
  while (folded > high) folded -= 12;
  while (folded < low) folded += 12;
  return folded;
}

function lengthOf(note: PhraseNote, next: PhraseNote | undefined, { arousal }: Feeling): number {
  if (!next || next.tick > note.tick + note.durationTicks) return 1; // a rest follows: full length
  if (next.pitch === note.pitch) return Math.min(0.88, LEGATO - 0.2 * arousal); // separates repeated notes
  if (note.durationTicks >= LONG) return LEGATO;
  const slurred = Math.abs(next.pitch - note.pitch) <= 2 ? 0.5 : 1;
  return LEGATO - (LEGATO - DETACHED) * Math.max(0, arousal - 0.3) * slurred;
}
