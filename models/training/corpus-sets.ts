/** The corpus as the trainer and the evaluation see it: melodic stretches, split by piece. */

import { readCorpus } from '../corpus/read.ts';
import { type SplitName, splitTunes } from '../corpus/split.ts';
import { isMelodic, type Stretch, stretchesOf } from '../corpus/stretches.ts';

/** Stretches by split. */
export type CorpusSets = Readonly<Record<SplitName, readonly Stretch[]>> & {
  readonly tunes: Readonly<Record<SplitName, number>>;
  readonly skipped: ReadonlyMap<string, number>;
};

/** Reads, filters and splits a corpus. @throws Error with one clear line if it cannot be read. */
export function corpusSets(path: string): CorpusSets {
  const corpus = readCorpus(path);
  const skipped = new Map(corpus.skipped);
  const tunes = corpus.tunes.filter((tune) => {
    if (isMelodic(tune)) return true;
    skipped.set(
      'mostly repeated pitches or wild leaps',
      (skipped.get('mostly repeated pitches or wild leaps') ?? 0) + 1,
    );
    return false;
  });
  const split = splitTunes(tunes);
  const sets: Record<SplitName, Stretch[]> = { train: [], valid: [], test: [] };
  const counts: Record<SplitName, number> = { train: 0, valid: 0, test: 0 };
  tunes.forEach((tune, i) => {
    counts[split[i]!]++;
    for (const stretch of stretchesOf(tune)) sets[split[i]!].push(stretch);
  });
  return { ...sets, tunes: counts, skipped };
}
