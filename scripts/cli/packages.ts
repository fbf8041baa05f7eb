/** Packages that a command needs and that the game's project may not have. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The name of this package. */
const OWN_NAME = 'phaser-adaptive-music';

/** The package that renders sound in Node. */
export const WEB_AUDIO = 'node-web-audio-api';

/** Whether sound can be rendered: the package is found from this file, as a command would import it. */
export function hasWebAudio(): boolean {
  return isInstalled(WEB_AUDIO, import.meta.url);
}

/** Whether a package is found from a file. */
function isInstalled(name: string, from: string): boolean {
  try {
    createRequire(from).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** What a package's `package.json` says in a project, or null if it is not installed there. */
export function installedPackage(project: string, name: string): { readonly version: string } | null {
  try {
    return createRequire(join(project, 'package.json'))(`${name}/package.json`) as { version: string };
  } catch {
    return null;
  }
}

/**
 * What a user runs to get a package that a command needs. A command that npx has fetched for once does not see what the
 * current folder has installed, so that the package with the command has to be installed there, too.
 */
export function howToInstall(name: string): string {
  const here = installedFolder(process.cwd());
  const itself = here === null || relative(here, OWN_DIST).startsWith('..') ? `${OWN_NAME} ` : '';
  return `run npm install ${itself}${name}`;
}

/** The folder of this package as a project has installed it, or null. */
function installedFolder(project: string): string | null {
  try {
    return dirname(createRequire(join(project, 'package.json')).resolve(`${OWN_NAME}/package.json`));
  } catch {
    return null;
  }
}

/** The folder `dist` of the package; all files of its commands lie in a folder below it. */
export const OWN_DIST = fileURLToPath(new URL('..', import.meta.url));

/** The version of the package whose command runs. */
export function ownVersion(): string {
  const file = new URL('../package.json', pathToFileURL(OWN_DIST));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
