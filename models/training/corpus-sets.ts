/** The corpus as the trainer and the evaluation see it: melodic stretches, split by piece. */

import { type Corpus, type ReadOptions, readCorpus } from '../corpus/read.ts';
import type { Tune } from '../corpus/record.ts';
import { FEW_PIECES, type SmallSplit, splitFew } from '../corpus/small-split.ts';
import { groupTunes, type SplitName, splitTunes } from '../corpus/split.ts';
import { isMelodic, type Stretch, stretchesOf } from '../corpus/stretches.ts';

/** Stretches by split. */
export type CorpusSets = Readonly<Record<SplitName, readonly Stretch[]>> & {
  readonly tunes: Readonly<Record<SplitName, number>>;
  readonly skipped: ReadonlyMap<string, number>;
  /** What validation is held on: pieces of the split, or what a handful of pieces can spare. */
  readonly held: 'split' | SmallSplit['held'];
  /** What was read and what was not; its tunes are those before all filters. */
  readonly corpus: Omit<Corpus, 'tunes'>;
};

const UNMELODIC = 'mostly repeated pitches or wild leaps';

/**
 * Reads, filters and splits a corpus. Of fewer than a hundred pieces none is kept for evaluation, and validation is held on
 * what they can spare.
 * @throws Error with one clear line if it cannot be read.
 */
export function corpusSets(path: string, options: ReadOptions = {}): CorpusSets {
  const corpus = readCorpus(path, options);
  const tunes = corpus.tunes.filter(isMelodic);
  const skipped = new Map(corpus.skipped);
  const wild = corpus.tunes.length - tunes.length;
  if (wild > 0) skipped.set(UNMELODIC, wild);
  const { parts, held } = divided(tunes);
  const stretches = (name: SplitName) => parts[name].flatMap(stretchesOf);
  return {
    train: stretches('train'),
    valid: stretches('valid'),
    test: stretches('test'),
    tunes: { train: parts.train.length, valid: parts.valid.length, test: parts.test.length },
    skipped,
    held,
    corpus,
  };
}

function divided(tunes: readonly Tune[]): { parts: Record<SplitName, readonly Tune[]>; held: CorpusSets['held'] } {
  const groups = groupTunes(tunes);
  const names = splitTunes(tunes, groups);
  const of = (name: SplitName) => tunes.filter((_, i) => names[i] === name);
  const parts = { train: of('train'), valid: of('valid'), test: of('test') };
  if (new Set(groups).size >= FEW_PIECES && parts.valid.length > 0) return { parts, held: 'split' };
  const { train, valid, held } = splitFew(tunes, groups);
  return { parts: { train, valid, test: [] }, held };
}
