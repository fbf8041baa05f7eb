/** Voice leading: the tune against the bass, and the tune against the chords. */

import { isStrongBeat, metricWeight } from '../../../plugin/music/metric-weight.ts';
import { modulo } from '../../../plugin/music/pitch.ts';
import { PPQ } from '../../../plugin/music/time.ts';
import { chordAt, known, type Span } from './chords.ts';
import { bassOf } from './harmony.ts';
import { share } from './numbers.ts';
import { barOf, type FormNote, type Piece, QUARTER, type Step, tuneOf } from './piece.ts';

/** Perfect intervals, semitones in an octave: unison or octave, and fifth. */
const PERFECT: readonly number[] = [0, 7];
/** Notes further apart (four quarters) are not heard as one move. */
const ONE_MOVE: Step = 4 * QUARTER;
/** A note is left by step within six quarters, or not at all. */
const RESOLVED: Step = 6 * QUARTER;
/** A tone outside the chord of a dotted quarter or more is long. */
const LONG: Step = 1.5 * QUARTER;
const OCTAVE = 12;

/**
 * Parallel fifths and octaves of tune and bass in eight bars: both move in one direction, at one time, from a perfect
 * interval to the same one. Source: review, section 2.
 */
export function parallels(piece: Piece): number | null {
  const [tune, bass] = [tuneOf(piece), bassOf(piece)];
  if (tune.length === 0 || bass.length === 0) return null;
  const found = tune.filter((note, i) => {
    const j = bass.findIndex(({ on }) => on === note.on);
    const [low, before, lowBefore] = [bass[j], tune[i - 1], bass[j - 1]];
    if (!low || !before || !lowBefore) return false;
    if (note.on - before.on > ONE_MOVE || note.on - lowBefore.on > ONE_MOVE) return false;
    const interval = modulo(note.pitch - low.pitch, OCTAVE);
    const isParallel = (note.pitch - before.pitch) * (low.pitch - lowBefore.pitch) > 0;
    return isParallel && PERFECT.includes(interval) && interval === modulo(before.pitch - lowBefore.pitch, OCTAVE);
  });
  return (found.length / piece.bars.length) * 8;
}

/** Kinds of tones outside the chord, after how they are reached and left. */
export type OutsideKind =
  | 'suspension'
  | 'passing'
  | 'neighbor'
  | 'appoggiatura'
  | 'incomplete neighbor'
  | 'anticipation'
  | 'escape'
  | 'unresolved';

/** A note of the tune over a known chord; `kind` is null for tones of the chord. */
export interface PlacedTone {
  readonly note: FormNote;
  readonly isStrong: boolean;
  readonly kind: OutsideKind | null;
  /** Left by step. */
  readonly resolves: boolean;
}

/** The notes of the tune over known chords, and what each is to its chord. */
export function placedTones(piece: Piece, spans: readonly Span[]): readonly PlacedTone[] {
  const tune = tuneOf(piece);
  return tune.flatMap((note, i): PlacedTone[] => {
    const chord = chordAt(spans, note.on);
    if (chord === null) return [];
    const [before, after] = [tune[i - 1], tune[i + 1]];
    const into = before && note.on - before.on <= ONE_MOVE ? note.pitch - before.pitch : null;
    const out = after && after.on - note.on <= RESOLVED ? after.pitch - note.pitch : null;
    const isStrong = isStrongBeat(piece.meter, ticks(place(piece, note)));
    const resolves = isStep(out);
    const isAccented = isStrong || (before !== undefined && weight(piece, note) > weight(piece, before));
    const anticipates = out === 0 && chordAt(spans, after!.on)?.tones.includes(note.pitch % OCTAVE) === true;
    const kind = chord.tones.includes(note.pitch % OCTAVE)
      ? null
      : kindOf({ into, out, resolves, isAccented, anticipates });
    return [{ note, isStrong, kind, resolves }];
  });
}

interface Surroundings {
  readonly into: number | null;
  readonly out: number | null;
  readonly resolves: boolean;
  readonly isAccented: boolean;
  readonly anticipates: boolean;
}

function kindOf({ into, out, resolves, isAccented, anticipates }: Surroundings): OutsideKind {
  if (into === 0 && resolves && isAccented) return 'suspension';
  if (isStep(into) && resolves) return into! * out! > 0 ? 'passing' : 'neighbor';
  if (resolves) return isAccented ? 'appoggiatura' : 'incomplete neighbor';
  if (anticipates) return 'anticipation';
  return isStep(into) ? 'escape' : 'unresolved';
}

/** Share of the tune's notes on strong beats that lie outside the chord. */
export function strongOutside(tones: readonly PlacedTone[]): number | null {
  return share(tones.filter(({ isStrong }) => isStrong).map(({ kind }) => kind !== null));
}

/** Appoggiaturas and suspensions among all notes over known chords. */
export function leaningTones(tones: readonly PlacedTone[]): number | null {
  return share(tones.map(({ kind }) => kind === 'appoggiatura' || kind === 'suspension'));
}

/** Long tones outside the chord that are not left by step, in eight bars. */
export function longUnresolved(piece: Piece, tones: readonly PlacedTone[]): number | null {
  const left = tones.filter(({ kind, note, resolves }) => kind !== null && !resolves && note.length >= LONG);
  return tones.length === 0 ? null : (left.length / piece.bars.length) * 8;
}

/** What the tune stands on where a chord begins with a note of it: colors are all but root, third and perfect fifth. */
export function colorsAtChanges(piece: Piece, spans: readonly Span[]): readonly boolean[] {
  const tune = new Map(tuneOf(piece).map((note) => [note.on, note]));
  return known(spans).flatMap(({ on, chord }) => {
    const note = tune.get(on);
    return note === undefined ? [] : [![0, 3, 4, 7].includes(modulo(note.pitch - chord.root, OCTAVE))];
  });
}

function isStep(move: number | null): boolean {
  return move !== null && Math.abs(move) >= 1 && Math.abs(move) <= 2;
}

function place(piece: Piece, { on }: FormNote): Step {
  return on - piece.bars[barOf(piece, on)]!.start;
}

function weight(piece: Piece, note: FormNote): number {
  return metricWeight(piece.meter, ticks(place(piece, note)));
}

function ticks(step: Step): number {
  return (step * PPQ) / QUARTER;
}
