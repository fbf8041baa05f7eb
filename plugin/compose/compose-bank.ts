/** Composes a phrase bank: for each mood and take, the phrases that its music begins with, for games that load no network. */

import { withoutDescriptions } from '../affect/described-moods.ts';
import type { Mood } from '../mood/controls.ts';
import { moodNamed } from '../mood/moods.ts';
import { checkFieldsOf, checkList, checkSeed, type Fields } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import type { PhraseModel } from '../music/phrase.ts';
import { PhraseBank, type PhraseBankFile, type SerializedPhrase, serializePhrase } from '../soundtrack/phrase-bank.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import { moodPhrases } from './mood-phrases.ts';
import { type ModelChoice, openModel } from './open-model.ts';

/** What a bank contains. */
export interface BankOptions {
  /** Names of moods. Default: all moods of the package and of `soundtrack`. */
  readonly moods?: readonly string[];
  /** Different music for each mood, 1 to 99. Default 1. */
  readonly takes?: number;
  /** Phrases of each take, 1 to 64. Default 16. */
  readonly phrases?: number;
  /** Default `'1'`. */
  readonly seed?: string | number;
  readonly soundtrack?: SoundtrackDefinition;
  /** The model that writes the melodies. Default: the network of the package. */
  readonly model?: ModelChoice;
  /** Receives the finished share, 0 to 1, after each take. */
  readonly onProgress?: (share: number) => void;
}

const ANY = () => {};
const count = (max: number) => (value: unknown, owner: string, field: string) => {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > max)
    throw new RangeError(`${owner}: ${field} is ${String(value)}; give a whole number from 1 to ${max}`);
};
const FIELDS: Fields = {
  moods: (value) => checkList('composeBank: moods', value, DECLARED, "['forest', 'battle']"),
  takes: count(99),
  phrases: count(64),
  seed: (value) => checkSeed('composeBank: seed', value),
  soundtrack: ANY,
  model: ANY,
  onProgress: ANY,
};

/**
 * Composes phrases for the `bank` of a soundtrack. The same options give the same phrases.
 * @throws RangeError or TypeError (rejects) naming the option that is wrong.
 * @example
 * const bank = await composeBank({ moods: ['forest', 'battle'], takes: 2 });
 */
export async function composeBank(options: BankOptions = {}): Promise<PhraseBankFile> {
  checkFieldsOf('composeBank', options, FIELDS, 'option');
  const { takes = 1, phrases = 16, seed = '1', onProgress = () => {} } = options;
  // Reports mistakes before anything is loaded.
  resolveSoundtrack(options.soundtrack);
  const known = resolveSoundtrack(await withoutDescriptions(options.soundtrack ?? {})).moods;
  const moods = options.moods?.map((name) => moodNamed(known, name)) ?? [...known.values()];
  const source = await openModel(options.model);
  const total = moods.length * takes * phrases;
  const onPhrases = (done: number) => onProgress(done / total);
  try {
    return await bakeBank({ model: source.composer, moods, takes, phrases, seed: String(seed), onPhrases });
  } finally {
    source.close();
  }
}

/** Resolved {@link BankOptions}. */
export interface BakeOptions {
  readonly model: PhraseModel;
  readonly moods: readonly Mood[];
  readonly takes: number;
  /** Phrases of each take. */
  readonly phrases: number;
  readonly seed: string;
  /** Receives the number of phrases written so far. */
  readonly onPhrases?: (done: number) => void;
}

/** Writes the phrases of a bank, and reads them as a game will. */
export async function bakeBank({
  model,
  moods,
  takes,
  phrases,
  seed,
  onPhrases,
}: BakeOptions): Promise<PhraseBankFile> {
  const all: SerializedPhrase[] = [];
  for (const mood of moods) {
    for (let take = 1; take <= takes; take++) {
      const name = `${seed}/${take}`;
      const written = await moodPhrases({ model, mood, seed: name }, phrases);
      all.push(...written.map(({ phrase }) => serializePhrase(phrase, mood.name, name)));
      onPhrases?.(all.length);
    }
  }
  const file: PhraseBankFile = { kind: 'phrase-bank', version: 1, phrases: all };
  new PhraseBank(file);
  return file;
}
