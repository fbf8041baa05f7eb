/** Rhythm of the tune: how many bar rhythms it uses, how even its notes are, and where it begins. */

import { counted, share, sum } from './numbers.ts';
import { barOf, type FormNote, type Piece, QUARTER, type Step, tuneByBar, tuneOf } from './piece.ts';

/** Longest length (six quarters) that is compared with its neighbor: longer ones are rests between phrases. */
const LONGEST_PAIRED: Step = 6 * QUARTER;
/** A note must sound this far past a bar line to be sung over it. */
const TOUCH: Step = 3;
/** Bars in which a game's opening is looked for. */
const OPENING = 8;
/** Notes that an opening must have to be judged. */
const LEAST_NOTES = 8;

/** Rhythms of a bar (places of its notes) that occur, each counted once. Source: review, section 2. */
export function rhythmCells(piece: Piece): number {
  return counted(tuneByBar(piece).flatMap(cell)).size;
}

function cell(bar: readonly { readonly place: Step }[]): string[] {
  return bar.length === 0 ? [] : [bar.map(({ place }) => place).join(' ')];
}

/** Pairs of neighboring lengths, from one note's start to the next one's. */
function pairs(piece: Piece): readonly (readonly [Step, Step])[] {
  const lengths = lengthsOf(tuneOf(piece));
  return lengths
    .slice(1)
    .map((length, i) => [lengths[i]!, length] as const)
    .filter(([a, b]) => a <= LONGEST_PAIRED && b <= LONGEST_PAIRED);
}

/** Lengths from each note's start to the next one's. */
export function lengthsOf(tune: readonly FormNote[]): readonly Step[] {
  return tune.slice(1).map(({ on }, i) => on - tune[i]!.on);
}

/** Share of the pairs of neighboring lengths that are equal. */
export function evenPairs(piece: Piece): number | null {
  return share(pairs(piece).map(([a, b]) => a === b));
}

/** Share of the pairs whose first length is twice the second or more. */
export function longShortPairs(piece: Piece): number | null {
  return share(pairs(piece).map(([a, b]) => a >= 2 * b));
}

/** Bar lines over which a note of the tune is held, for each bar with tune. */
export function sungOver(piece: Piece): number | null {
  const tune = tuneOf(piece);
  const held = tune.filter(({ on, length }, i) => {
    const bar = barOf(piece, on);
    if (bar + 1 === piece.bars.length) return false;
    const end = piece.bars[bar]!.start + piece.bars[bar]!.length;
    const next = tune[i + 1]?.on ?? Number.POSITIVE_INFINITY;
    return Math.min(on + length + TOUCH, next) > end + TOUCH && on + length > end + TOUCH;
  });
  const filled = tuneByBar(piece).filter((bar) => bar.length > 0).length;
  return tune.length === 0 ? null : held.length / filled;
}

/** Share of the games whose first note lies in the second half of its bar. */
export function upbeatOpenings(pieces: readonly Piece[]): number | null {
  return share(
    pieces.flatMap((piece) => {
      const length = piece.bars[0]!.length;
      const opening = tuneOf(piece).filter(({ on }) => barOf(piece, on) < OPENING);
      return opening.length < LEAST_NOTES ? [] : [opening[0]!.on % length >= length / 2];
    }),
  );
}

/**
 * The groups of notes between breaths. They are parted by a rest of an eighth, or by a note twice as long as usual (a
 * dotted quarter at least).
 */
export function groupsOf(tune: readonly FormNote[]): readonly (readonly FormNote[])[] {
  const lengths = lengthsOf(tune);
  const usual = sum(lengths.map((length) => Math.min(length, 4 * QUARTER))) / lengths.length;
  const groups: FormNote[][] = [];
  for (const [i, note] of tune.entries()) {
    const before = tune[i - 1];
    const isParted =
      before === undefined ||
      note.on - before.on - before.length >= QUARTER / 2 ||
      lengths[i - 1]! >= Math.max(1.5 * QUARTER, 2 * usual);
    if (isParted) groups.push([note]);
    else groups.at(-1)!.push(note);
  }
  return groups;
}

/** Share of the groups of notes after the first that begin in the second half of a bar. */
export function upbeatGroups(piece: Piece): number | null {
  const begins = groupsOf(tuneOf(piece)).slice(1);
  return share(
    begins.map(([first]) => {
      const { start, length } = piece.bars[barOf(piece, first!.on)]!;
      return first!.on - start >= length / 2;
    }),
  );
}
