/**
 * Writes a folder with a package.json for each entry: resolvers that do not read `exports` (Parcel by default, webpack 4,
 * TypeScript's `node10`) look for `overlay/package.json` when `phaser-adaptive-music/overlay` is imported.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the folders beside `package.json`, one for each entry but the main one.
 * @param declarations the entries' declaration files under `dist/types`.
 */
export function writeEntryFolders(root: string, declarations: Readonly<Record<string, string>>): void {
  for (const [entry, declaration] of Object.entries(declarations)) {
    if (entry === 'index') continue;
    const built = `../dist/${entry}.js`;
    const description = { type: 'module', main: built, module: built, types: `../dist/types/${declaration}` };
    mkdirSync(join(root, entry), { recursive: true });
    writeFileSync(join(root, entry, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
  }
}
