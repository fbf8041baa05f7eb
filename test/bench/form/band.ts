/** Orchestration: who plays in which bar, how loud the blocks are, and whether other parts come near the tune. */

import { median } from './numbers.ts';
import {
  barOf,
  bars,
  type FormNote,
  minutesOf,
  type Piece,
  pitchedParts,
  QUARTER,
  type Step,
  stepsOf,
  tuneOf,
  tunePart,
} from './piece.ts';

/** Bars of a block. */
export const BLOCK = 8;
/** A note must reach this far into a bar to play in it. */
const TOUCH: Step = 3;
/** A third, in semitones. */
const THIRD = 4;
/** How often the sounding notes are looked at: every eighth, in its middle. */
const LOOK: Step = 12;

/** The parts that sound in each bar, by name. */
export function playersByBar({ bars: all, parts }: Piece): readonly string[] {
  return all.map(({ start, length }) =>
    parts
      .filter(({ notes }) => notes.some(({ on, length: held }) => on < start + length && on + held > start + TOUCH))
      .map(({ name }) => name)
      .join(' '),
  );
}

/** Changes of the set of parts that play from bar to bar, a minute. Source: review, section 2. */
export function changesOfPlayers(piece: Piece): number {
  const played = playersByBar(piece);
  return played.filter((set, i) => i > 0 && set !== played[i - 1]).length / minutesOf(piece);
}

/** Different sets of parts that play in a bar. */
export function setsOfPlayers(piece: Piece): number {
  return new Set(playersByBar(piece)).size;
}

/** Share of the bars in which a note of the tune begins. */
export function barsWithTune(piece: Piece): number {
  return new Set(tuneOf(piece).map(({ on }) => barOf(piece, on))).size / piece.bars.length;
}

/** Blocks of eight bars in which the tune begins no note in half of the bars or more, as a share of the blocks. */
export function blocksWithoutTune(piece: Piece): number {
  const blocks = blocksOf(piece);
  return blocks.filter((block) => 1 - barsWithTune(block) >= 0.5).length / blocks.length;
}

/**
 * Range of the loudness of blocks of eight bars, dB. Loudness is the sum of squared velocities times lengths (a half
 * note at most), so it knows nothing of instruments: it rises with accents, with more parts and with denser figures.
 */
export function loudnessRange(piece: Piece): number | null {
  const levels = blocksOf(piece).map(({ parts }) => {
    const power = parts
      .flatMap(({ notes }) => notes)
      .reduce((sum, { velocity, length }) => sum + velocity ** 2 * Math.min(length, 2 * QUARTER), 0);
    return 10 * Math.log10(power || 1);
  });
  return levels.length < 3 ? null : Math.max(...levels) - Math.min(...levels);
}

/** Share of the tune's notes that another part begins with it at the same pitch. */
export function unisonDoubling(piece: Piece): number | null {
  const tune = tuneOf(piece);
  if (tune.length === 0) return null;
  const others = new Set(accompaniment(piece).flatMap(({ notes }) => notes.map(({ on, pitch }) => `${on} ${pitch}`)));
  return tune.filter(({ on, pitch }) => others.has(`${on} ${pitch}`)).length / tune.length;
}

/** Share of the tune's sounding time in which another part sounds within a third of it (0..4 semitones). */
export function nearTune(piece: Piece): number | null {
  const tune = sounding(piece, tunePart(piece)?.notes ?? []);
  const others = accompaniment(piece).map(({ notes }) => sounding(piece, notes));
  const covered = tune.flatMap((pitches, look) => (pitches.length === 0 ? [] : [{ top: Math.max(...pitches), look }]));
  if (covered.length === 0) return null;
  const near = covered.filter(({ top, look }) =>
    others.some((part) => part[look]!.some((pitch) => Math.abs(top - pitch) <= THIRD)),
  );
  return near.length / covered.length;
}

/** Whether a second line plays: a part that is neither tune, chords, pad nor bass. */
export function secondLine(piece: Piece): readonly FormNote[] {
  const lines = accompaniment(piece).filter(({ role }) => !['bass', 'chords', 'pad'].includes(role));
  return lines.reduce<readonly FormNote[]>((most, { notes }) => (notes.length > most.length ? notes : most), []);
}

/** Rhythms of a bar that the second line plays, each counted once; 0 where there is none. */
export function secondLineRhythms(piece: Piece): number {
  const line = secondLine(piece);
  const cells = piece.bars.map(({ start, length }) =>
    [...new Set(line.flatMap(({ on }) => (on >= start && on < start + length ? [on - start] : [])))].join(' '),
  );
  return new Set(cells.filter((cell) => cell !== '')).size;
}

/** Number of moods that in most pieces have a second melody with more than `moreThan` rhythms. */
export function moodsWithSecondLine(byMood: ReadonlyMap<string, readonly Piece[]>, moreThan: number): number {
  return [...byMood.values()].filter((pieces) => median(pieces.map(secondLineRhythms))! > moreThan).length;
}

/** The whole blocks of eight bars that a piece has. */
export function blocksOf(piece: Piece): readonly Piece[] {
  return Array.from({ length: Math.floor(piece.bars.length / BLOCK) }, (_, i) => bars(piece, i * BLOCK, BLOCK));
}

function accompaniment(piece: Piece) {
  return pitchedParts(piece).filter((part) => part !== tunePart(piece));
}

/** The pitches that sound at each look. */
function sounding(piece: Piece, notes: readonly FormNote[]): readonly (readonly number[])[] {
  const looks = Array.from({ length: Math.ceil(stepsOf(piece) / LOOK) }, (): number[] => []);
  for (const { on, length, pitch } of notes) {
    for (let look = Math.max(0, Math.floor(on / LOOK)); look < looks.length; look++) {
      const middle = look * LOOK + LOOK / 2;
      if (middle >= on + length) break;
      if (middle > on) looks[look]!.push(pitch);
    }
  }
  return looks;
}
