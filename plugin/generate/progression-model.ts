/** The chord grammar of a mode: transition probabilities mixed from its own progressions and the corpus. */

import { chordTones, type Quality } from '../music/harmony.ts';
import { MODES, type Mode, scaleOf } from '../music/pitch.ts';
import {
  type ChainCounts,
  type ChordChain,
  type ChordToken,
  chordChain,
  chordOf,
  isSame,
  learnProgression,
  tokenOf,
} from './progression-chain.ts';
import { mannerWeights, type ProgressionFeeling } from './progression-feeling.ts';
import { BORROWED, COLOR_CHORDS, MODE_HARMONY, RIVAL_CHORDS } from './progression-modes.ts';
import { parseNumerals } from './progression-numerals.ts';
import { CHORD_LETTERS, PROGRESSION_TABLE } from './progression-table.generated.ts';

/** The chords of a mode, and the probability of each as the next. */
export interface ChordGrammar {
  readonly vocabulary: readonly ChordToken[];
  /** For each chord of the vocabulary, the probabilities after it alone; 0 for chords that sound the same. */
  readonly steps: readonly Float64Array[];
  /** Probabilities in the order of the vocabulary, given the preceding chords (newest last). */
  next(before: readonly ChordToken[]): Float64Array;
}

/** Whether all tones of a chord lie in a mode. */
export function isInMode(token: ChordToken, mode: Mode): boolean {
  const scale = scaleOf(mode);
  return chordTones(chordOf(token)).every((tone) => scale.includes(tone));
}

const CORPUS_QUALITIES: readonly Quality[] = ['maj', 'min', 'dim', 'dom7', 'aug'];
/** Chromaticism from which borrowed chords have their full weight in the corpus. */
const MAX_CHROMATICISM = 0.5;

/**
 * The grammar of a mode in a feeling. `chromaticism` (0..1) admits borrowed chords in modes that have any; modal moods
 * have none.
 */
export function chordGrammar(mode: Mode, feeling: ProgressionFeeling, chromaticism = 0): ChordGrammar {
  const harmony = MODE_HARMONY[mode];
  const borrows = chromaticism > 0 && BORROWED[mode] !== undefined;
  const { tokens, inMode, onward } = vocabularyOf(mode, borrows);
  const outside = Math.min(1, chromaticism / MAX_CHROMATICISM);
  const chainOf = (name: string, counts: () => ChainCounts | null) =>
    cachedChain(`${mode}/${borrows}/${name}`, counts, tokens);
  const chains = [{ chain: chainOf('turns', () => turnsOf(mode)), weight: 1 - harmony.corpus }];
  if (harmony.corpus > 0) {
    const manners = mannerWeights(feeling);
    const total = Object.values(manners).reduce((sum, weight) => sum + weight, 0);
    for (const [manner, weight] of Object.entries(manners)) {
      const name = `${manner} ${MODES[mode].family}`;
      chains.push({ chain: chainOf(name, () => corpusCounts(name)), weight: (harmony.corpus * weight) / total });
    }
  }
  const next = (before: readonly ChordToken[]) => {
    const mixed = new Float64Array(tokens.length);
    for (const { chain, weight } of chains) {
      if (chain === null) continue;
      const probabilities = chain.next(before);
      for (let i = 0; i < mixed.length; i++) mixed[i]! += weight * probabilities[i]! * (inMode[i] ? 1 : outside);
    }
    return mixed;
  };
  const steps = tokens.map((token, from) => next([token]).map((p, to) => (onward[from]![to] ? p : 0)));
  return { vocabulary: tokens, steps, next };
}

const chainCache = new Map<string, ChordChain | null>();

/** Chains do not depend on the feeling, only their weights do: at most one per mode and table is cached. */
function cachedChain(
  key: string,
  counts: () => ChainCounts | null,
  vocabulary: readonly ChordToken[],
): ChordChain | null {
  const cached = chainCache.get(key);
  if (cached !== undefined) return cached;
  const found = counts();
  const chain = found && chordChain(found, vocabulary);
  chainCache.set(key, chain);
  return chain;
}

/** The chords of a mode, with the statistics of each. */
interface Vocabulary {
  readonly tokens: readonly ChordToken[];
  readonly inMode: readonly boolean[];
  /** Whether one chord (first index) may move to another: not to one that sounds the same. */
  readonly onward: readonly (readonly boolean[])[];
}

const vocabularyCache = new Map<string, Vocabulary>();

function vocabularyOf(mode: Mode, borrows: boolean): Vocabulary {
  const key = `${mode}/${borrows}`;
  const cached = vocabularyCache.get(key);
  if (cached !== undefined) return cached;
  const own = [...MODE_HARMONY[mode].turns, ...tailsOf(mode)].flatMap(parseNumerals).map(tokenOf);
  const diatonic = Array.from({ length: 12 }, (_, root) =>
    CORPUS_QUALITIES.map((quality) => tokenOf({ root, quality })),
  )
    .flat()
    .filter((token) => MODE_HARMONY[mode].corpus > 0 && isInMode(token, mode));
  const borrowed = borrows ? parseNumerals(BORROWED[mode] ?? '').map(tokenOf) : [];
  const tokens = [...new Set([...own, ...diatonic, ...borrowed])];
  const vocabulary: Vocabulary = {
    tokens,
    inMode: tokens.map((token) => isInMode(token, mode)),
    onward: tokens.map((from) => tokens.map((to) => !isSame(from, to))),
  };
  vocabularyCache.set(key, vocabulary);
  return vocabulary;
}

function tailsOf(mode: Mode): readonly string[] {
  return Object.values(MODE_HARMONY[mode].cadences).flatMap((tails) => tails.map(([tail]) => tail));
}

const turnCache = new Map<Mode, ChainCounts>();

/** A mode's progressions as counts: each learned as a loop played twice, and its cadences as endings. */
function turnsOf(mode: Mode): ChainCounts {
  const cached = turnCache.get(mode);
  if (cached) return cached;
  const counts: ChainCounts = new Map();
  const withoutRepeats = (tokens: readonly ChordToken[]) => tokens.filter((token, i) => token !== tokens[i - 1]);
  for (const turn of MODE_HARMONY[mode].turns) {
    const tokens = parseNumerals(turn).map(tokenOf);
    learnProgression(counts, withoutRepeats([...tokens, ...tokens]));
  }
  for (const tail of tailsOf(mode)) learnProgression(counts, parseNumerals(tail).map(tokenOf), 0.5);
  turnCache.set(mode, counts);
  return counts;
}

const corpusCache = new Map<string, ChainCounts | null>();

/** One table of the corpus by name (`folk major`), or null. */
function corpusCounts(name: string): ChainCounts | null {
  const cached = corpusCache.get(name);
  if (cached !== undefined) return cached;
  const text = (PROGRESSION_TABLE as Readonly<Record<string, string>>)[name];
  const counts = text === undefined ? null : readTable(text);
  corpusCache.set(name, counts);
  return counts;
}

/** Parses `context:chordCount…` entries, one letter per chord. */
export function readTable(text: string): ChainCounts {
  const tokens = CHORD_LETTERS.split(' ');
  const tokenFor = (letter: string): ChordToken => {
    const code = letter.charCodeAt(0);
    return tokens[code >= 97 ? code - 97 + 26 : code - 65]!;
  };
  const counts: ChainCounts = new Map();
  for (const entry of text.split(' ')) {
    const [context, next] = entry.split(':') as [string, string];
    const followers = new Map<ChordToken, number>();
    for (const [, letter, count] of next.matchAll(/([A-Za-z])(\d+)/g)) followers.set(tokenFor(letter!), Number(count));
    counts.set([...context].map(tokenFor).join(' '), followers);
  }
  return counts;
}

/**
 * Whether a mode contains a chord with a given quality on the token's root, which does not hide what names the mode: no
 * suspension of its characteristic chord, and none that has the chord of {@link RIVAL_CHORDS} in it.
 */
export function canDress(token: ChordToken, quality: Quality, mode: Mode): boolean {
  const dressed = tokenOf({ root: chordOf(token).root, quality });
  const color = COLOR_CHORDS[mode];
  if (quality.startsWith('sus') && color !== undefined && token === tokenOf(parseNumerals(color)[0]!)) return false;
  const rival = RIVAL_CHORDS[mode];
  const tones = chordTones(chordOf(dressed));
  const isRival = rival !== undefined && chordTones(parseNumerals(rival)[0]!).every((tone) => tones.includes(tone));
  return !isRival && isInMode(dressed, mode);
}
