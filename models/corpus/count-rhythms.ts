/** Counts the rhythms of one bar that basses and chords of games play: where they strike, and how long. */

import type { BandBar, BandPart, BandPiece } from './game-bars.ts';

/** A rhythm of one bar, counted by piece: a piece counts once, however long. */
export interface CountedRhythm {
  /** Which sixteenths are struck. */
  readonly struck: readonly boolean[];
  /** Pieces that have it in {@link FEWEST} bars or more. */
  readonly pieces: number;
  /** Sums over pieces of the share of their bars, by scene. */
  readonly shares: ReadonlyMap<string, number>;
  /** Mean length of each stroke up to the next, in sixteenths. */
  readonly lengths: readonly number[];
  /** A tempo that a quarter of its pieces exceed, in bpm. */
  readonly fastest: number;
}

/** Fewer bars are a fill, not a rhythm. */
const FEWEST = 2;

interface Count {
  readonly struck: readonly boolean[];
  pieces: number;
  readonly tempos: number[];
  readonly shares: Map<string, number>;
  readonly lengths: number[];
}

/** The rhythms of a part in a meter, those of most pieces first. Pieces with hardly any bars of it are left out. */
export function countRhythms(pieces: readonly BandPiece[], part: BandPart, meter: string): readonly CountedRhythm[] {
  const counts = new Map<string, Count>();
  for (const { scene, phrases, file } of pieces) {
    const bars = phrases.flatMap((phrase) => phrase.bars).filter((bar) => bar.meter === meter);
    const played = bars.filter((bar) => bar[part].some((strike) => strike !== null));
    if (played.length < 2 * FEWEST) continue;
    for (const [key, own] of byRhythm(played, part)) {
      if (own.length < FEWEST) continue;
      const count = counts.get(key) ?? none(own[0]!, part);
      counts.set(key, count);
      count.pieces++;
      count.tempos.push(file.bpm);
      count.shares.set(scene, (count.shares.get(scene) ?? 0) + own.length / played.length);
      for (const bar of own) addBar(count, bar.held[part], 1 / own.length);
    }
  }
  const sum = (shares: ReadonlyMap<string, number>) => [...shares.values()].reduce((all, each) => all + each, 0);
  return [...counts.values()]
    .sort((a, b) => sum(b.shares) - sum(a.shares))
    .map(({ lengths, tempos, ...count }) => ({
      ...count,
      fastest: tempos.sort((a, b) => a - b)[Math.floor(0.75 * tempos.length)]!,
      lengths: lengths.map((each) => each / count.pieces),
    }));
}

function byRhythm(bars: readonly BandBar[], part: BandPart): ReadonlyMap<string, readonly BandBar[]> {
  const found = new Map<string, BandBar[]>();
  for (const bar of bars) {
    const key = bar[part].map((strike) => (strike === null ? '.' : 'x')).join('');
    found.set(key, [...(found.get(key) ?? []), bar]);
  }
  return found;
}

function none(bar: BandBar, part: BandPart): Count {
  const struck = bar[part].map((strike) => strike !== null);
  return { struck, pieces: 0, tempos: [], shares: new Map(), lengths: struck.map(() => 0) };
}

function addBar({ lengths, struck }: Count, held: readonly number[], weight: number): void {
  const places = struck.flatMap((strikes, at) => (strikes ? [at] : []));
  for (const [i, at] of places.entries()) {
    const room = (places[i + 1] ?? struck.length) - at;
    lengths[at]! += weight * Math.min(room, held[at]!);
  }
}
