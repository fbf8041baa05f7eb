/** The corpus as the trainer and the evaluation see it: melodic stretches, split by piece. */

import { FINE_STYLES, type FineStyle } from '../../plugin/internal.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { SplitName } from '../corpus/first-split.ts';
import { firstSplit } from '../corpus/first-split.ts';
import { type ReadOptions, readCorpus } from '../corpus/read.ts';
import type { Tune } from '../corpus/record.ts';
import { FEW_PIECES, type SmallSplit, splitFew } from '../corpus/small-split.ts';
import { type LeftOut, reasonsOf } from '../corpus/source-counts.ts';
import { sourceNamed } from '../corpus/sources.ts';
import { groupTunes, pieceKey, type Side, splitTunes } from '../corpus/split.ts';
import { type Stretch, stretchesOf } from '../corpus/stretches.ts';
import { useful } from '../corpus/useful.ts';

/** What validates and what tests. */
export type HeldSets = Readonly<Record<'valid' | 'test', readonly Stretch[]>>;

/** Stretches by split. */
export type CorpusSets = Readonly<Record<SplitName, readonly Stretch[]>> & {
  /** The held-out tunes of each style; styles without any are missing. */
  readonly styles: ReadonlyMap<FineStyle, HeldSets>;
  /** By source, tunes used only for measuring. */
  readonly measured: ReadonlyMap<string, readonly Stretch[]>;
  readonly tunes: Readonly<Record<SplitName, number>>;
  readonly skipped: ReadonlyMap<string, number>;
  /** All that was read and is in none of these sets, by name. */
  readonly leftOut: readonly LeftOut[];
  /** What validation is held on: pieces of the split, or what a handful of pieces can spare. */
  readonly held: 'split' | SmallSplit['held'];
  /** What was read and what was not; its tunes are those before all filters. */
  readonly corpus: Omit<Corpus, 'tunes'>;
};

const COPY = 'a near copy of a piece that is held out';

/**
 * Reads, filters and splits a corpus. Of fewer than a hundred pieces none is kept for evaluation, and validation is held on
 * what they can spare. The main validation and test sets are those of the first corpus (and of what is on no list of sources);
 * styles that came later have sets of their own.
 * @throws Error with one clear line if it cannot be read.
 */
export function corpusSets(path: string, options: ReadOptions = {}): CorpusSets {
  const corpus = readCorpus(path, { measuring: true, ...options });
  const leftOut: LeftOut[] = [...corpus.leftOut];
  const { tunes, measured } = useful(corpus.tunes, leftOut);
  const cut = remembered(stretchesOf);
  const { parts, styles, held } = divided(tunes, leftOut, cut);
  const stretches = (name: SplitName) => parts[name].flatMap(cut);
  return {
    train: stretches('train'),
    valid: stretches('valid'),
    test: stretches('test'),
    styles,
    measured: bySource(measured),
    tunes: { train: parts.train.length, valid: parts.valid.length, test: parts.test.length },
    skipped: reasonsOf(leftOut),
    leftOut,
    held,
    corpus,
  };
}

type Cut = (tune: Tune) => readonly Stretch[];

/** The same stretches in every set that a tune is in. */
function remembered(cut: Cut): Cut {
  const known = new Map<Tune, readonly Stretch[]>();
  return (tune) => {
    const stretches = known.get(tune) ?? cut(tune);
    known.set(tune, stretches);
    return stretches;
  };
}

interface Division {
  readonly parts: Record<SplitName, readonly Tune[]>;
  readonly styles: CorpusSets['styles'];
  readonly held: CorpusSets['held'];
}

function divided(tunes: readonly Tune[], leftOut: LeftOut[], cut: Cut): Division {
  const groups = groupTunes(tunes);
  const sides = splitTunes(tunes, groups);
  const of = (side: Side) => tunes.filter((_, i) => sides[i] === side);
  const main = (side: 'valid' | 'test') => of(side).filter(isMain);
  const parts = { train: of('train'), valid: main('valid'), test: main('test') };
  if (new Set(groups).size >= FEW_PIECES && parts.valid.length > 0) {
    for (const { source, id } of of('copy')) leftOut.push({ source, name: id, reason: COPY });
    return { parts, styles: byStyle(of('valid'), of('test'), cut), held: 'split' };
  }
  const { train, valid, held } = splitFew(tunes, groups);
  return { parts: { train, valid, test: [] }, styles: new Map(), held };
}

/** Old figures were measured on the first corpus; a listed source that came later does not change them. */
function isMain(tune: Tune): boolean {
  return firstSplit(pieceKey(tune), tune.source) !== null || !sourceNamed(tune.source);
}

function byStyle(valid: readonly Tune[], test: readonly Tune[], cut: Cut): Map<FineStyle, HeldSets> {
  const of = (tunes: readonly Tune[], style: FineStyle) =>
    tunes.filter(({ fineStyle }) => fineStyle === style).flatMap(cut);
  return new Map(
    FINE_STYLES.map((style) => [style, { valid: of(valid, style), test: of(test, style) }] as const).filter(
      ([, held]) => held.valid.length + held.test.length > 0,
    ),
  );
}

function bySource(tunes: readonly Tune[]): Map<string, readonly Stretch[]> {
  const names = [...new Set(tunes.map(({ source }) => source))];
  return new Map(names.map((name) => [name, tunes.filter(({ source }) => source === name).flatMap(stretchesOf)]));
}
