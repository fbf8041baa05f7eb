/** `compose --bank` writes a phrase bank to a file. */

import {
  composeBank,
  type Mood,
  type PhraseModel,
  resolveSoundtrack,
  unknownName,
  WORLD_MOOD_NAMES,
} from '../../plugin/internal.ts';
import { CliError, readNumber } from './cli.ts';
import { assertWritable, tell, writeFilesAtomic } from './files.ts';
import { progressLine } from './progress.ts';

/** Writes a phrase bank as the options say. @throws CliError for an invalid option. */
export async function bakeFile(options: {
  readonly bank: string;
  readonly mood: string | undefined;
  readonly seed: string;
  /** The number of takes, and the option that it was given by. */
  readonly takes: { readonly option: string; readonly value: string };
  readonly phrases: string;
  readonly open: () => Promise<PhraseModel>;
}): Promise<void> {
  const { seed } = options;
  const moods = moodsNamed(options.mood, resolveSoundtrack().moods).map(({ name }) => name);
  const takes = readNumber(options.takes.option, options.takes.value, 1, 99, true);
  const phrases = readNumber('phrases', options.phrases, 1, 64, true);
  assertWritable(options.bank);
  const model = await options.open();
  const total = moods.length * takes * phrases;
  const baking = progressLine('baking', total);
  const onProgress = (share: number) => baking.update(Math.round(share * total));
  const file = await composeBank({ model, moods, takes, phrases, seed, onProgress });
  baking.finish();
  model.dispose();
  const text = JSON.stringify(file);
  writeFilesAtomic({ [options.bank]: text });
  tell(
    `${options.bank}: ${counted(file.phrases.length, 'phrase')} of ${counted(moods.length, 'mood')}, ${Math.round(text.length / 1000)} kB, ${model.name}`,
    [options.bank],
  );
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The named moods, or all. @throws CliError for an unknown one. */
export function moodsNamed(text: string | undefined, moods: ReadonlyMap<string, Mood>): readonly Mood[] {
  if (text === undefined) return [...moods.values()];
  return text.split(',').map((name) => {
    const mood = moods.get(name.trim());
    if (mood === undefined)
      throw new CliError(unknownName('mood', name.trim(), [...moods.keys(), ...WORLD_MOOD_NAMES]));
    return mood;
  });
}
