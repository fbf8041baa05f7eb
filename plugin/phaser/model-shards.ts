/** A model.json names the files its weights lie in: which they are, where they are, and how they make one. */

import { isRecord } from '../mood/names.ts';
import { MODEL_SHARDS } from '../music/limits.ts';

/** Addresses that hold their content or point to what the page made: nothing is asked of anybody for them. */
const AT_HAND = /^(?:data|blob):/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** What browsers leave out of an address: line breaks and tabs anywhere, blanks and control characters before it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const LEFT_OUT = /[\t\n\r]|^[\u0000-\u0020]+/g;
/** A page of nobody's. */
const NOWHERE = 'https://nowhere.invalid/';

/** The shard paths that a model.json names, or a reason why it names none. */
export function shardPaths(model: unknown): readonly string[] | string {
  const manifest = isRecord(model) ? model.weightsManifest : undefined;
  if (!Array.isArray(manifest)) return 'it is not JSON with a weightsManifest';
  const paths = manifest.flatMap((group: unknown) =>
    isRecord(group) && Array.isArray(group.paths) ? group.paths : [],
  );
  const isPath = (path: unknown): path is string => typeof path === 'string' && path !== '';
  if (paths.length === 0 || !paths.every(isPath)) return 'its weightsManifest names no weight files';
  if (paths.length > MODEL_SHARDS)
    return `its weightsManifest names ${paths.length} weight files; at most ${MODEL_SHARDS} are loaded`;
  return paths;
}

/**
 * Where a shard lies: beside its model.json, whose own query (`?v=3`) is left out, or at an address of its own on the same
 * server. Null where it lies on another: a model.json is data, and data calls nobody.
 * @param baseUrl the loader's, which stands before relative addresses
 * @param page the address of the page
 */
export function shardUrl(modelUrl: string, path: string, baseUrl = '', page = NOWHERE): string | null {
  const shard = path.replace(LEFT_OUT, '');
  if (AT_HAND.test(shard)) return shard;
  const bare = modelUrl.replace(/[?#].*$/, '');
  const beside = bare.slice(0, bare.lastIndexOf('/') + 1) + shard;
  // To a browser, `https:x`, `//x` and `\\\\x` may be addresses of their own, too.
  if (!SCHEME.test(shard) && addressOf(shard, NOWHERE)?.origin === new URL(NOWHERE).origin) return beside;
  const [own, manifest] = [addressOf(shard, page), addressOf(modelUrl, addressOf(baseUrl, page)?.href ?? page)];
  const alike = (['origin', 'protocol', 'host'] as const).every((part) => own?.[part] === manifest?.[part]);
  return own && manifest && alike ? own.href : null;
}

function addressOf(path: string, page: string): URL | null {
  try {
    return new URL(path, page);
  } catch {
    return null;
  }
}

/** All shards as one, in order. */
export function joined(shards: readonly ArrayBuffer[]): ArrayBuffer {
  const bytes = new Uint8Array(shards.reduce((size, shard) => size + shard.byteLength, 0));
  let at = 0;
  for (const shard of shards) {
    bytes.set(new Uint8Array(shard), at);
    at += shard.byteLength;
  }
  return bytes.buffer;
}
