/** The weight files that a model.json names: their paths, URLs, and contents joined. */

import { isRecord } from '../mood/names.ts';
import { MODEL_SHARDS } from '../music/limits.ts';

/** Schemes of URLs that contain their content or refer to data of the page: they cause no request. */
const AT_HAND = /^(?:data|blob):/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Characters that browsers remove from a URL: line breaks and tabs anywhere, spaces and control characters at its start. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const LEFT_OUT = /[\t\n\r]|^[\u0000-\u0020]+/g;
/** A URL with an origin that no page has. */
const NOWHERE = 'https://nowhere.invalid/';

/** The shard paths of a model.json, or the reason why it has none. */
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
 * The URL of a shard: relative to its model.json, without the latter's query (`?v=3`), or absolute on the same server. Null if
 * it is on another server: a model.json is data and must not cause requests elsewhere.
 * @param baseUrl the loader's base URL, for relative URLs
 * @param page the URL of the page
 */
export function shardUrl(modelUrl: string, path: string, baseUrl = '', page = NOWHERE): string | null {
  const shard = path.replace(LEFT_OUT, '');
  if (AT_HAND.test(shard)) return shard;
  const bare = modelUrl.replace(/[?#].*$/, '');
  const beside = bare.slice(0, bare.lastIndexOf('/') + 1) + shard;
  // Browsers may also treat `https:x`, `//x` and `\\\\x` as absolute URLs.
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

/** All shards joined, in order. */
export function joined(shards: readonly ArrayBuffer[]): ArrayBuffer {
  const bytes = new Uint8Array(shards.reduce((size, shard) => size + shard.byteLength, 0));
  let at = 0;
  for (const shard of shards) {
    bytes.set(new Uint8Array(shard), at);
    at += shard.byteLength;
  }
  return bytes.buffer;
}
