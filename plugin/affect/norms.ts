/** Valence and arousal of English words, by the Glasgow Norms (Scott et al. 2019), unpacked. */

import { NORM_AROUSAL, NORM_VALENCE, NORM_WORDS } from './norms.generated.ts';

/** What people said of a word on the average. */
export interface WordNorm {
  /** 0 unpleasant .. 1 pleasant */
  readonly valence: number;
  /** 0 calm .. 1 excited */
  readonly arousal: number;
}

const STEPS = 16;
const FIRST = 'a'.charCodeAt(0);

let unpacked: ReadonlyMap<string, WordNorm> | null = null;

/** The norms by word; unpacked once. */
export function wordNorms(): ReadonlyMap<string, WordNorm> {
  unpacked ??= unpack();
  return unpacked;
}

function unpack(): ReadonlyMap<string, WordNorm> {
  const share = (letters: string, i: number) => (letters.charCodeAt(i) - FIRST) / (STEPS - 1);
  const norms = new Map<string, WordNorm>();
  let word = '';
  for (const [, shared, rest] of NORM_WORDS.matchAll(/(\d)([a-z]*)/g)) {
    word = word.slice(0, Number(shared)) + rest;
    norms.set(word, { valence: share(NORM_VALENCE, norms.size), arousal: share(NORM_AROUSAL, norms.size) });
  }
  return norms;
}
