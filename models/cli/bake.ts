/** Bakes a phrase bank: for each mood and take the phrases that a scene's music begins with, as the conductor would ask for them. */

import {
  type Mood,
  PhraseBank,
  type PhraseBankFile,
  type PhraseModel,
  type PhraseSource,
  resolveSoundtrack,
  type SerializedPhrase,
  serializePhrase,
} from '../../plugin/headless.ts';
import { CliError, readNumber } from './cli.ts';
import { assertWritable, tell, writeFilesAtomic } from './files.ts';
import { moodPhrases } from './mood-music.ts';
import { progressLine } from './progress.ts';

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
  const all: SerializedPhrase[] = [];
  for (const mood of moods) {
    for (let take = 1; take <= takes; take++) {
      const name = `${seed}/${take}`;
      const written = await moodPhrases({ model, mood, seed: name }, phrases);
      all.push(...written.map(({ phrase }) => serializePhrase(phrase, mood.name, name)));
      told?.(all.length);
    }
  }
  const file: PhraseBankFile = { kind: 'phrase-bank', version: 1, phrases: all };
  new PhraseBank(file);
  return file;
}

/** Bakes what a command line asks for into a file. @throws CliError where it asks for what is not there. */
export async function bakeFile(wish: {
  readonly bank: string;
  readonly mood: string | undefined;
  readonly seed: string;
  readonly takes: string;
  readonly phrases: string;
  readonly open: () => Promise<PhraseSource>;
}): Promise<void> {
  const moods = moodsNamed(wish.mood, resolveSoundtrack().moods);
  const takes = readNumber('variants', wish.takes, 1, 99, true);
  const phrases = readNumber('phrases', wish.phrases, 1, 64, true);
  assertWritable(wish.bank);
  const source = await wish.open();
  const model = source.composer ?? source.fallback;
  const baking = progressLine('baking', moods.length * takes * phrases);
  const file = await bakeBank({ model, moods, takes, phrases, seed: wish.seed, told: (done) => baking.update(done) });
  baking.finish();
  source.composer?.dispose();
  const text = JSON.stringify(file);
  writeFilesAtomic({ [wish.bank]: text });
  tell(
    `${wish.bank}: ${file.phrases.length} phrases of ${moods.length} moods, ${Math.round(text.length / 1000)} kB, ${model.name}`,
    [wish.bank],
  );
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
