/** Harmony: how predictable a piece's chords are, how they close, and what the bass does under them. */

import type { Mode } from '../../../plugin/music/pitch.ts';
import { type HeardChord, type KnownSpan, known, type Span } from './chords.ts';
import { conditionalEntropy, deviation, share } from './numbers.ts';
import { type FormNote, line, type Piece, pitchedParts, QUARTER, type Step } from './piece.ts';

/** Chords of a run. */
const RUN = 4;
/** How far a note may lie behind a chord's start and still belong to it. */
const LATE: Step = 3;
/** Bass notes that a piece must have to be judged. */
const LEAST_NOTES = 16;
/** The degree that distinguishes a mode from plain major or minor, in semitones above the tonic. */
const CHARACTERISTIC: Readonly<Partial<Record<Mode, number>>> = {
  lydian: 6,
  mixolydian: 10,
  dorian: 9,
  phrygian: 1,
  'phrygian dominant': 1,
};

function symbols(spans: readonly Span[]): readonly string[] {
  return known(spans).map(({ chord }) => `${chord.root} ${chord.quality}`);
}

/** Bits by which the next chord is uncertain when the one before is known. Source: review, section 2. */
export function nextChordEntropy(spans: readonly Span[]): number | null {
  const all = symbols(spans);
  return conditionalEntropy(all.slice(1).map((next, i) => [all[i]!, next] as const));
}

/** Different chords by root and quality. */
export function differentChords(spans: readonly Span[]): number {
  return new Set(symbols(spans)).size;
}

/** Share of the runs of four chords that were heard before in the piece. */
export function runsHeardBefore(spans: readonly Span[]): number | null {
  const all = symbols(spans);
  const runs = all.slice(RUN - 1).map((_, i) => all.slice(i, i + RUN).join(' '));
  return runs.length === 0 ? null : 1 - new Set(runs).size / runs.length;
}

/** The last chord of every fourth bar, and the one before it. */
function closes({ bars }: Piece, spans: readonly Span[]): readonly { before: HeardChord; last: HeardChord }[] {
  const all = known(spans);
  return bars.flatMap(({ start, length }, i) => {
    if (i % 4 !== 3) return [];
    const end = start + length;
    const at = all.findLastIndex((span) => span.on < end && span.on + span.length >= end - 2);
    return at < 1 ? [] : [{ before: all[at - 1]!.chord, last: all[at]!.chord }];
  });
}

/** Share of the fourth bars that end on the chord of the fifth degree. */
export function closesOnFifth(piece: Piece, spans: readonly Span[]): number | null {
  return share(closes(piece, spans).map(({ last }) => (last.root - piece.tonic + 12) % 12 === 7));
}

/**
 * How far the games of a mood lie apart in their share of fourth bars on the fifth degree: standard deviation. Null where
 * no game has any, as the mode has no such close.
 */
export function spreadOfCloses(games: readonly (number | null)[]): number | null {
  const shares = games.filter((each) => each !== null);
  return shares.every((each) => each === 0) ? null : deviation(shares);
}

/**
 * Share of the fourth bars that close on the tonic chord out of a chord with the mode's own degree (lydian #4, dorian 6,
 * phrygian b2 …), as II-I in lydian. Null in modes without such a degree.
 */
export function modalCloses(piece: Piece, spans: readonly Span[]): number | null {
  const own = CHARACTERISTIC[piece.mode];
  if (own === undefined) return null;
  const names = ({ tones }: HeardChord) => tones.includes((piece.tonic + own) % 12);
  return share(closes(piece, spans).map(({ before, last }) => last.root === piece.tonic && names(before)));
}

/** The bass, one note at a time: of the parts of that role the one that sounds longest. */
export function bassOf(piece: Piece): readonly FormNote[] {
  const parts = pitchedParts(piece).filter(({ role, notes }) => role === 'bass' && notes.length >= LEAST_NOTES);
  const time = (notes: readonly FormNote[]) =>
    notes.reduce((total, { length }) => total + Math.min(length, 4 * QUARTER), 0);
  const part = parts.reduce<(typeof parts)[number] | null>(
    (most, each) => (most === null || time(each.notes) > time(most.notes) ? each : most),
    null,
  );
  const bass = line(part?.notes ?? [], (a, b) => a.pitch < b.pitch);
  return bass.length < LEAST_NOTES ? [] : bass;
}

/** Share of the chord changes under which the bass has the root. */
export function rootUnderChange(piece: Piece, spans: readonly Span[]): number | null {
  const bass = bassOf(piece);
  return share(
    known(spans).flatMap(({ on, chord }: KnownSpan) => {
      const note = bass.findLast((each) => each.on <= on + LATE && each.on + Math.max(each.length, QUARTER / 2) > on);
      return note === undefined ? [] : [note.pitch % 12 === chord.root];
    }),
  );
}

/** Range of the bass, semitones. */
export function bassRange(piece: Piece): number | null {
  const pitches = bassOf(piece).map(({ pitch }) => pitch);
  return pitches.length === 0 ? null : Math.max(...pitches) - Math.min(...pitches);
}
