/** The files of a folder and what they import, as dependency-cruiser reads them by the rules of this repository. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';

const root = process.cwd();

/** Reads every import below a folder and holds it to the rules. */
export function cruise(folder: string): ICruiseResult {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', '.'];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

/** The imports, own files and packages alike, that are loaded when a file is loaded. Types and `import()` are not. */
export function loadedBy(entry: string, { modules }: ICruiseResult): readonly { file: string; specifier: string }[] {
  const dependencies = new Map(modules.map((module) => [module.source, module.dependencies]));
  const files = new Set([entry]);
  const found: { file: string; specifier: string }[] = [];
  for (const file of files)
    for (const { module, resolved, dependencyTypes, dynamic } of dependencies.get(file) ?? []) {
      if (dynamic || dependencyTypes.includes('type-only')) continue;
      found.push({ file, specifier: module });
      if (!resolved.startsWith('node_modules/')) files.add(resolved);
    }
  return found;
}
