/** A user's project with the package installed as it would be published: packed, unpacked and found in node_modules. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto } from '../../scripts/pack.ts';

const PACKAGE = 'phaser-adaptive-music';

/** A project on disk. */
export interface Consumer {
  readonly folder: string;
  /** Where the package stands in it. */
  readonly installed: string;
  /** The package as it would be published. */
  readonly archive: string;
  remove(): void;
}

/** Builds the package once more from its sources, so that what is tested is what would be published now. */
export function buildPackage(): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--library'], { stdio: 'pipe' });
}

/**
 * Makes a project of the given files with the packed package in it. There is nothing else but Phaser, so that whatever
 * the package should have brought along is missing.
 * @param phaser name of the installed Phaser to give it: `phaser` (4) or `phaser3` (3.90).
 */
export function makeConsumer(files: Readonly<Record<string, string>>, phaser: 'phaser' | 'phaser3'): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const archive = packInto(folder);
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  cpSync(join(folder, 'package'), join(modules, PACKAGE), { recursive: true });
  rmSync(join(folder, 'package'), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules', phaser), join(modules, 'phaser'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return {
    folder,
    installed: join(modules, PACKAGE),
    archive,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
