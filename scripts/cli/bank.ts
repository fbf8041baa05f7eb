/** `bank`: writes a phrase bank. */

import { bakeFile } from '../../models/cli/bake.ts';
import { CliError, runCli } from '../../models/cli/cli.ts';
import { commandLine } from '../../models/cli/invocation.ts';
import { openModel } from '../../models/cli/open-model.ts';
import { resolveSoundtrack, WORLD_MOOD_NAMES } from '../../plugin/internal.ts';

await runCli({
  name: 'bank',
  summary: 'writes a phrase bank, which a game plays without a network',
  usage: `${commandLine('bank')} FILE.json [options]`,
  positionals: 'FILE.json',
  options: {
    mood: { type: 'string', value: 'NAMES', help: 'moods, separated by commas (default: all)' },
    takes: { type: 'string', value: 'N', help: 'versions of each mood', default: '1' },
    phrases: { type: 'string', value: 'N', help: 'phrases in a take', default: '16' },
    seed: { type: 'string', value: 'TEXT', help: 'seeds all randomness', default: '1' },
    model: { type: 'string', value: 'FOLDER', help: "a model folder, or 'ngram' (default: the shipped one)" },
  },
  notes: [`moods: ${[...resolveSoundtrack().moods.keys(), ...WORLD_MOOD_NAMES].join(', ')}`],
  async run({ mood, takes, phrases, seed, model }, [bank, ...others]) {
    if (bank === undefined || others.length > 0) throw new CliError('name one file', 'e.g. bank.json');
    await bakeFile({
      bank,
      mood,
      seed,
      takes: { option: 'takes', value: takes },
      phrases,
      open: () => openModel(model),
    });
  },
});
