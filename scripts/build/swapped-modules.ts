/** Replaces modules of the sources in a build. */

import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Replaces modules, named by their paths under `root`, wherever they are imported. */
export function swappedModules(root: string, swaps: Readonly<Record<string, string>>): Plugin {
  const targets = new Map(Object.entries(swaps).map(([from, to]) => [join(root, from), join(root, to)]));
  return {
    name: 'swapped-modules',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.')) return null;
      return targets.get(resolve(dirname(importer), source)) ?? null;
    },
  };
}
