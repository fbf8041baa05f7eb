/** `init`: adds the plugin to a Phaser project, after showing what changes. */

import { existsSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { CliError, runCli } from '../../../models/cli/cli.ts';
import { writeFilesAtomic } from '../../../models/cli/files.ts';
import { commandLine } from '../../../models/cli/invocation.ts';
import { installedPackage } from '../packages.ts';
import { projectFiles, readPackage, registersPlugin } from '../project-files.ts';
import { agreed } from './consent.ts';
import { BY_HAND, soundtrackSource, withPlugin } from './edit.ts';
import { firstMoods } from './first-moods.ts';
import { type GameConfig, gameConfigs, sceneKeys } from './game-config.ts';
import { refusesLazyImports, withOneFile } from './rollup-config.ts';

await runCli({
  name: 'init',
  summary: 'adds the plugin to the Phaser project in this folder, after showing what changes',
  usage: `${commandLine('init')} [options]`,
  options: {
    file: { type: 'string', value: 'PATH', help: 'the script with the game config (default: found)' },
    yes: { type: 'boolean', help: 'write without asking' },
  },
  notes: [
    'It adds one entry to the game config, and a file `soundtrack` beside it with a mood for each scene that it',
    'finds. A Rollup config that writes one file gets `inlineDynamicImports`. It installs nothing.',
  ],
  async run({ file, yes }) {
    const project = process.cwd();
    const description = readPackage(project);
    const { scripts } = projectFiles(project);
    const registered = scripts.find(registersPlugin);
    if (registered) {
      console.log(`nothing to do: ${registered.path} has the plugin`);
      return;
    }
    if (file !== undefined && !existsSync(join(project, file)))
      throw new CliError(`there is no ${file} in ${project}`, 'name a script of the project with --file');
    const config = chosen(
      scripts.filter(({ path }) => file === undefined || path === posix.normalize(file)).flatMap(gameConfigs),
      file,
    );
    const extension = /\.[cm]?tsx?$/.test(config.file.path)
      ? '.ts'
      : config.file.path.endsWith('.mjs')
        ? '.mjs'
        : '.js';
    const beside = posix.join(dirname(config.file.path), `soundtrack${extension}`);
    if (existsSync(join(project, beside)))
      throw new CliError(`${beside} exists and is not a soundtrack of this plugin`, BY_HAND);
    const moods = firstMoods(scripts.flatMap(sceneKeys));
    const seed = typeof description.name === 'string' && description.name !== '' ? description.name : 'my game';
    const after = {
      [config.file.path]: withPlugin(config, extension === '.ts' ? './soundtrack' : `./soundtrack${extname(beside)}`),
      [beside]: soundtrackSource(config, seed, moods),
      ...Object.fromEntries(scripts.filter(refusesLazyImports).map((script) => [script.path, withOneFile(script)])),
    };
    for (const [path, text] of Object.entries(after)) {
      const before = scripts.find((script) => script.path === path);
      console.log(createTwoFilesPatch(before ? path : '/dev/null', path, before?.text ?? '', text));
    }
    if (!yes && !(await agreed(process.stdin, process.stdout))) {
      console.log('nothing was written');
      return;
    }
    writeFilesAtomic(Object.fromEntries(Object.entries(after).map(([path, text]) => [join(project, path), text])));
    console.log(`written: ${Object.keys(after).join(', ')}`);
    if (!installedPackage(project, 'phaser-adaptive-music')) console.log('next: npm install phaser-adaptive-music');
  },
});

/** The one config that was found. @throws CliError if there is none, or more than one. */
function chosen(configs: readonly GameConfig[], file: string | undefined): GameConfig {
  const [first, ...others] = configs;
  if (first && others.length === 0) return first;
  const where = file === undefined ? '' : ` in ${file}`;
  if (!first)
    throw new CliError(
      `no game config with scenes found${where}`,
      file === undefined ? `name its script with --file, or ${BY_HAND}` : BY_HAND,
    );
  const places = [...new Set(configs.map((config) => config.file.path))];
  throw new CliError(`${configs.length} game configs found`, places.join(', '), `name one with --file, or ${BY_HAND}`);
}
