/**
 * The tables of the n-gram model are JSON that compresses well, and part of what a game loads first. Published, they are
 * deflated, so that the file they are in stays under the 2 MiB that service workers hold by default.
 */

import { deflateSync } from 'fflate';
import type { Plugin } from 'vite';

/** Replaces the text of the tables by one that is inflated when it is asked for. */
export const packedTables: Plugin = {
  name: 'packed-tables',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/ngram-tables.generated.ts')) return null;
    const [, text] = /ngramTables = \(\): string =>\s*'(.*)';/.exec(code) ?? [];
    if (text === undefined) throw new Error(`${id} holds no tables; run npm run train -- --fallback`);
    const base64 = Buffer.from(deflateSync(new TextEncoder().encode(text), { level: 9 })).toString('base64');
    return {
      code: `
import { inflateSync, strFromU8 } from 'fflate';
export const ngramTables = () => strFromU8(inflateSync(Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0))));`,
      map: null,
    };
  },
};
