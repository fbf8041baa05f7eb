/** A model.json names the files its weights lie in: which they are, where they are, and how they make one. */

import { isRecord } from '../mood/names.ts';

const ABSOLUTE = /^([a-z][a-z0-9+.-]*:|\/\/)/i;

/** The shard paths that a model.json names, or a reason why it names none. */
export function shardPaths(model: unknown): readonly string[] | string {
  const manifest = isRecord(model) ? model.weightsManifest : undefined;
  if (!Array.isArray(manifest)) return 'it is not JSON with a weightsManifest';
  const paths = manifest.flatMap((group: unknown) =>
    isRecord(group) && Array.isArray(group.paths) ? group.paths : [],
  );
  if (paths.length === 0 || !paths.every((path): path is string => typeof path === 'string' && path !== ''))
    return 'its weightsManifest names no weight files';
  return paths;
}

/** Where a shard lies: beside its model.json unless it has an address of its own. The model's own query (`?v=3`) is left out. */
export function shardUrl(modelUrl: string, path: string): string {
  if (ABSOLUTE.test(path)) return path;
  const bare = modelUrl.replace(/[?#].*$/, '');
  return bare.slice(0, bare.lastIndexOf('/') + 1) + path;
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
