/**
 * Features that distinguish styles: they describe the notes of a tune alone, without its meter, tempo, chords and key. Pitch
 * classes count from the tonic, time is in quarter notes.
 */

import { meterInfo, PPQ } from '../../plugin/internal.ts';
import { FEATURES } from './features.ts';
import { mean } from './interval.ts';
import type { Passage } from './passage.ts';

/** Eighths from the bar line with a bin of their own; later notes share the last. */
const EIGHTHS = 8;
/** Largest interval with a bin of its own, in semitones; wider ones share the outer bins. */
const WIDEST = 9;
/** Places of a quarter that notes start on: the quarter, its halves and quarters, its triplets, and all others. */
const PLACES = [0, 1 / 2, 1 / 4, 3 / 4, 1 / 3, 2 / 3] as const;

/** The features of a passage of at least two notes, in a fixed order. */
export function styleFeatures(passage: Passage): number[] {
  const { notes, bars, meter } = passage;
  const { barTicks } = meterInfo(meter);
  const quarters = (bars * barTicks) / PPQ;
  const moves = notes.slice(1).map(({ pitch }, i) => pitch - notes[i]!.pitch);
  const lengths = notes.map(({ durationTicks }) => durationTicks / PPQ);
  const pairs = lengths.slice(1).map((length, i) => length / lengths[i]!);
  const share = (flags: readonly boolean[]) => (flags.length === 0 ? 0 : mean(flags.map(Number)));
  return [
    ...FEATURES.pitchClassHistogram(passage),
    ...FEATURES.noteLengthHistogram(passage),
    ...histogram(
      moves.map((move) => Math.max(-WIDEST, Math.min(WIDEST, move)) + WIDEST),
      2 * WIDEST + 1,
    ),
    ...histogram(
      notes.map(({ tick }) => placeOf((tick / PPQ) % 1)),
      PLACES.length + 1,
    ),
    ...histogram(
      notes.map(({ tick }) => Math.min(EIGHTHS - 1, Math.floor((tick % barTicks) / (PPQ / 2)))),
      EIGHTHS,
    ),
    ...FEATURES.pitchCount(passage),
    ...FEATURES.pitchRange(passage),
    notes.length / quarters,
    1 - lengths.reduce((sum, length) => sum + length, 0) / quarters,
    mean(notes.map(({ pitch }) => pitch)),
    share(pairs.map((ratio) => ratio === 1)),
    share(pairs.map((ratio) => ratio >= 2)),
    share(pairs.map((ratio) => ratio <= 1 / 2)),
    share(moves.slice(1).map((move, i) => move * moves[i]! < 0)),
    share(moves.slice(1).map((move, i) => move > 0 && moves[i]! > 0)),
    share(moves.slice(1).map((move, i) => move < 0 && moves[i]! < 0)),
    share(moves.map((move) => Math.abs(move) >= 12)),
    notes.filter(({ tick }) => tick % barTicks === 0).length / bars,
    new Set(rhythms(passage)).size / bars,
  ];
}

function placeOf(within: number): number {
  const found = PLACES.findIndex((place) => Math.abs(place - within) < 0.01);
  return found < 0 ? PLACES.length : found;
}

/** Share of each of `size` bins. */
function histogram(bins: readonly number[], size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  for (const bin of bins) counts[bin]! += 1 / bins.length;
  return counts;
}

/** Where notes start in each bar. */
function rhythms({ notes, bars, meter }: Passage): string[] {
  const { barTicks } = meterInfo(meter);
  return Array.from({ length: bars }, (_, bar) =>
    notes.flatMap(({ tick }) => (Math.floor(tick / barTicks) === bar ? [tick % barTicks] : [])).join(' '),
  );
}
