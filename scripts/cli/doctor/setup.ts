/** Checks how a project uses the package: the plugin's entry, its types, its worker file, its samples. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { commandLine } from '../../../models/cli/invocation.ts';
import { ONE_FILE, refusesLazyImports } from '../init/rollup-config.ts';
import { type ProjectFile, registersPlugin } from '../project-files.ts';
import { type Finding, findingsOf } from './finding.ts';

const WORKER = 'phrase-worker.js';
const SCRIPT_TAG = 'phaser-adaptive-music.min.js';

/** Whether a script or page of the project registers the plugin. */
export function checkPlugin(files: readonly ProjectFile[]): Finding {
  const { ok, problem } = findingsOf('plugin');
  const file = files.find(registersPlugin);
  return file ? ok(`${file.path} has the plugin`) : problem('no script has the plugin', `run ${commandLine('init')}`);
}

/** Whether `this.soundtrack` is typed in a project with TypeScript. */
export function checkTypes(scripts: readonly ProjectFile[]): Finding {
  const { ok, warning } = findingsOf('types');
  if (!scripts.some(({ path }) => /\.tsx?$/.test(path))) return ok('no TypeScript');
  if (scripts.some(({ text }) => text.includes('phaser-adaptive-music/scene') || text.includes('AdaptiveMusicPlugin;')))
    return ok('this.soundtrack is typed');
  return warning('this.soundtrack has no type', "import 'phaser-adaptive-music/scene' in one script");
}

/** Whether the bundler puts lazy imports into a file of their own, or knows that it must not. */
export function checkBundler(scripts: readonly ProjectFile[]): Finding {
  const { ok, problem } = findingsOf('bundler');
  const config = scripts.find(refusesLazyImports);
  return config
    ? problem(`${config.path} writes one file, for which Rollup refuses lazy imports`, `add ${ONE_FILE} to output`)
    : ok('no config that refuses lazy imports');
}

/** The URL of the worker file that a soundtrack names, or null. */
export function workerUrl(scripts: readonly ProjectFile[]): string | null {
  for (const { text } of scripts) {
    const found = /\bworkerUrl\s*:\s*["'`]([^"'`]+)["'`]/.exec(text);
    if (found) return found[1]!;
  }
  return null;
}

/** Whether the worker file that the game serves is that of the installed package. */
export function checkWorker(project: string, url: string | null, built: string): Finding {
  const { ok, warning, problem } = findingsOf('worker');
  if (url === null) return ok('the worker inside the package');
  const copies = ['public', 'static', 'assets', 'src', '.'].map((folder) => join(project, folder, basename(url)));
  const copy = copies.find((path) => existsSync(path));
  const advice = `cp node_modules/phaser-adaptive-music/dist/${WORKER} public/`;
  if (!copy) return warning(`workerUrl is '${url}', and no such file was found in public`, advice);
  if (!existsSync(built) || readFileSync(copy).equals(readFileSync(built))) return ok(`workerUrl is '${url}'`);
  return problem(`${copy} is not the worker of this version`, advice);
}

/** Whether the samples are beside a script tag's file. */
export function checkSamples(project: string, pages: readonly ProjectFile[], packaged: string): Finding {
  const { ok, problem } = findingsOf('samples');
  if (!existsSync(packaged) || readdirSync(packaged).length === 0)
    return problem('the package has no samples', 'npm install phaser-adaptive-music again');
  for (const { path, text } of pages) {
    const tag = new RegExp(`<script[^>]*src\\s*=\\s*["']([^"']*${SCRIPT_TAG.replaceAll('.', '\\.')})["']`).exec(text);
    if (!tag || /^(?:https?:)?\/\//.test(tag[1]!)) continue;
    const folder = join(project, dirname(path), dirname(tag[1]!), 'samples');
    if (!existsSync(folder))
      return problem(
        `${path} loads ${SCRIPT_TAG}, and there is no folder samples beside it`,
        `copy it from ${packaged}`,
      );
  }
  return ok(`${readdirSync(packaged).length} instruments`);
}
