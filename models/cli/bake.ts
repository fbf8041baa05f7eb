/** Bakes a phrase bank: for each mood and take the phrases that a scene's music begins with, as the conductor would ask for them. */

import {
  type BankedPhrase,
  banked,
  type Mood,
  PhraseBank,
  type PhraseBankFile,
  type PhraseModel,
} from '../../plugin/headless.ts';
import { CliError } from './cli.ts';
import { moodPhrases } from './mood-music.ts';

/** What is to be baked. */
export interface BakeWish {
  readonly model: PhraseModel;
  readonly moods: readonly Mood[];
  readonly takes: number;
  /** Phrases a take. */
  readonly phrases: number;
  readonly seed: string;
  readonly told?: (done: number) => void;
}

/** Writes the phrases of a bank, and reads them as a game will. */
export async function bakeBank({ model, moods, takes, phrases, seed, told }: BakeWish): Promise<PhraseBankFile> {
  const all: BankedPhrase[] = [];
  for (const mood of moods) {
    for (let take = 1; take <= takes; take++) {
      const name = `${seed}/${take}`;
      const written = await moodPhrases({ model, mood, seed: name }, phrases);
      all.push(...written.map(({ phrase }) => banked(phrase, mood.name, name)));
      told?.(all.length);
    }
  }
  const file: PhraseBankFile = { kind: 'phrase-bank', version: 1, phrases: all };
  new PhraseBank(file);
  return file;
}

/** The moods that are named, or all. @throws CliError for one that is not known. */
export function moodsNamed(text: string | undefined, moods: ReadonlyMap<string, Mood>): readonly Mood[] {
  if (text === undefined) return [...moods.values()];
  return text.split(',').map((name) => {
    const mood = moods.get(name.trim());
    if (mood === undefined)
      throw new CliError(`unknown mood '${name.trim()}'`, `moods: ${[...moods.keys()].join(', ')}`);
    return mood;
  });
}
