/**
 * A variable-order Markov chain over chords: the next chord given up to three before it, each order backing off to the
 * one below with Witten & Bell (1991) smoothing. Chords are tokens, `root:quality`.
 */

import type { Chord, Quality } from '../music/harmony.ts';

/** Longest context, in chords. */
export const ORDER = 3;

/** A chord as text, `7:dom7`. */
export type ChordToken = string;

/** A chord's token. */
export function tokenOf({ root, quality }: Chord): ChordToken {
  return `${root}:${quality}`;
}

const chords = new Map<ChordToken, Chord>();

/** The chord of a token. */
export function chordOf(token: ChordToken): Chord {
  let chord = chords.get(token);
  if (chord === undefined) {
    const [root, quality] = token.split(':') as [string, Quality];
    chord = { root: Number(root), quality };
    chords.set(token, chord);
  }
  return chord;
}

/** The quality that the chain uses for each: sevenths and sixths are reduced; suspended and open chords (null) have no third. */
export const PLAIN_QUALITY: Readonly<Record<Quality, Quality | null>> = {
  maj: 'maj',
  maj7: 'maj',
  maj6: 'maj',
  min: 'min',
  min7: 'min',
  min6: 'min',
  dim: 'dim',
  dim7: 'dim',
  m7b5: 'dim',
  dom7: 'dom7',
  aug: 'aug',
  sus4: null,
  sus2: null,
  power: null,
};

/** Whether two chords sound the same: equal root and reduced quality. */
export function isSame(a: ChordToken | null | undefined, b: ChordToken | null | undefined): boolean {
  if (!a || !b) return false;
  const [one, other] = [chordOf(a), chordOf(b)];
  const third = ({ quality }: Chord) => (quality === 'dom7' ? 'maj' : PLAIN_QUALITY[quality]);
  return a === b || (one.root === other.root && third(one) === third(other));
}

/** Count of each chord after each context; a context is its chords joined by spaces, oldest first. */
export type ChainCounts = Map<string, Map<ChordToken, number>>;

/** Adds a progression to the counts; at most `cap` per context and chord, so that loops do not dominate. */
export function learnProgression(counts: ChainCounts, tokens: readonly ChordToken[], weight = 1, cap = 4): void {
  const seen = new Map<string, number>();
  for (let at = 0; at < tokens.length; at++) {
    for (let order = 0; order <= Math.min(ORDER, at); order++) {
      const context = tokens.slice(at - order, at).join(' ');
      const token = tokens[at]!;
      const times = (seen.get(`${context}>${token}`) ?? 0) + 1;
      seen.set(`${context}>${token}`, times);
      if (times > cap) continue;
      const next = counts.get(context) ?? new Map<ChordToken, number>();
      counts.set(context, next);
      next.set(token, (next.get(token) ?? 0) + weight);
    }
  }
}

/** A chain limited to a vocabulary of chords. */
export interface ChordChain {
  /** Probabilities in the order of the vocabulary, given the preceding chords (newest last). */
  next(before: readonly ChordToken[]): Float64Array;
}

/** Makes a chain from counts; chords outside the vocabulary are ignored. */
export function chordChain(counts: ChainCounts, vocabulary: readonly ChordToken[]): ChordChain {
  const cache = new Map<string, Float64Array>();
  const distribution = (before: readonly ChordToken[]): Float64Array => {
    const key = before.join(' ');
    const cached = cache.get(key);
    if (cached) return cached;
    const lower = before.length > 0 ? distribution(before.slice(1)) : uniform(vocabulary.length);
    const followers = counts.get(key);
    const seen = followers === undefined ? [] : vocabulary.map((token) => followers.get(token) ?? 0);
    const total = seen.reduce((sum, count) => sum + count, 0);
    const kinds = seen.filter((count) => count > 0).length;
    const result =
      total === 0 ? lower : Float64Array.from(seen, (count, i) => (count + kinds * lower[i]!) / (total + kinds));
    // The longest contexts are too many to cache.
    if (before.length < ORDER) cache.set(key, result);
    return result;
  };
  return { next: (before) => distribution(before.slice(-ORDER)) };
}

function uniform(size: number): Float64Array {
  return new Float64Array(size).fill(1 / size);
}
