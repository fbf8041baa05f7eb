/**
 * Packs and deflates the n-gram tables: they are JSON that compresses well, in a file that a game loads first, which thereby
 * stays below the 2 MiB that service workers cache by default.
 */

import { deflateSync } from 'fflate';
import type { Plugin } from 'vite';
import { packCounts } from '../../plugin/generate/packed-counts.ts';

/** Replaces the text of the tables by one that is inflated on demand. */
export const packedTables: Plugin = {
  name: 'packed-tables',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/ngram-tables.generated.ts')) return null;
    const [, text] = /ngramTables = \(\): string =>\s*'(.*)';/.exec(code) ?? [];
    if (text === undefined) throw new Error(`${id} holds no tables; run npm run train -- --fallback`);
    const base64 = Buffer.from(deflateSync(packCounts(text), { level: 9 })).toString('base64');
    return {
      code: `
import { inflateSync } from 'fflate';
import { unpackCounts } from './packed-counts.ts';
export const ngramTables = () => unpackCounts(inflateSync(Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0))));`,
      map: null,
    };
  },
};
