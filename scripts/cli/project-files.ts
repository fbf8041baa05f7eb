/** The source files and pages of a game's project. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CliError } from '../../models/cli/cli.ts';

/** A file of the project; `path` is relative to its folder. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** Folders that hold no sources of the game. */
const SKIPPED = /^(?:node_modules|dist|build|out|coverage|\..*)$/;
const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/;
const PAGE = /\.html$/;
/** Larger files are libraries or data. */
const LARGEST = 500_000;
const MOST_FILES = 5000;

/** The `package.json` of a folder. @throws CliError if the folder is not a project. */
export function readPackage(folder: string): Readonly<Record<string, unknown>> {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) throw new CliError(`no package.json in ${folder}`, "run it in your game's folder");
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch {
    throw new CliError(`${path} is not JSON`, 'mend it first');
  }
}

/** The scripts and pages of a project, sorted by path. */
export function projectFiles(folder: string): { readonly scripts: ProjectFile[]; readonly pages: ProjectFile[] } {
  const scripts: ProjectFile[] = [];
  const pages: ProjectFile[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && scripts.length < MOST_FILES; next = folders.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.test(entry.name)) folders.push(path);
        continue;
      }
      const files =
        SCRIPT.test(entry.name) && !entry.name.endsWith('.d.ts') ? scripts : PAGE.test(entry.name) ? pages : null;
      if (!files || !entry.isFile() || statSync(path).size > LARGEST) continue;
      files.push({ path: relative(folder, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') });
    }
  }
  const byPath = (a: ProjectFile, b: ProjectFile) => (a.path < b.path ? -1 : 1);
  return { scripts: scripts.sort(byPath), pages: pages.sort(byPath) };
}

/** Whether a file registers the plugin. */
export function registersPlugin({ text }: ProjectFile): boolean {
  return /\bmusicPlugin\s*\(|\bAdaptiveMusicPlugin\b/.test(text);
}
