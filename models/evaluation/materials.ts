/** The real tunes of an evaluation: the test split and the training split. */

import { existsSync, statSync } from 'node:fs';
import type { FineStyle } from '../../plugin/internal.ts';
import { readCorpus } from '../corpus/read.ts';
import { type Stretch, stretchesOf } from '../corpus/stretches.ts';
import { corpusSets } from '../training/corpus-sets.ts';

/** Real tunes. */
export interface Materials {
  /** Stretches on which figures are measured; never trained on. */
  readonly test: readonly Stretch[];
  /** Number of test tunes. */
  readonly tunes: number;
  /** The training split; empty without a corpus. */
  readonly train: readonly Stretch[];
  /** What is held out of each style for its test; empty where a file is measured. */
  readonly styles: ReadonlyMap<FineStyle, readonly Stretch[]>;
  /** What may only be measured, by source. */
  readonly measured: ReadonlyMap<string, readonly Stretch[]>;
}

/**
 * Reads the test and training split of a folder, or all of a file together with the training split of `baseline` ('none' =
 * without).
 * @throws Error with a one-line message if something cannot be read.
 */
export function readMaterials(corpus: string, baseline: string): Materials {
  if (existsSync(corpus) && statSync(corpus).isFile()) {
    const { tunes } = readCorpus(corpus);
    const train = baseline === 'none' ? [] : corpusSets(baseline).train;
    return { test: tunes.flatMap(stretchesOf), tunes: tunes.length, train, styles: new Map(), measured: new Map() };
  }
  const { test, train, tunes, styles, measured } = corpusSets(corpus);
  if (test.length === 0)
    throw new Error(`no tune of ${corpus} falls to the test split; name a larger corpus, or one .jsonl file`);
  const tests = [...styles].map(([style, held]) => [style, held.test] as const);
  return { test, train, tunes: tunes.test, styles: new Map(tests), measured };
}
