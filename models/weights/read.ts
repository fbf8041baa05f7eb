/** Reads a model folder from disk, for Node. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelFiles, type ModelJson, WeightsError } from '../../plugin/internal.ts';

export { SHIPPED_MODEL } from './shipped.ts';

/** A path of plain names: no scheme, no backslash, not absolute. */
const BESIDE = /^[^/\\:][^\\:]{0,200}$/;

/**
 * Reads `model.json` and its shards from a folder.
 * @param remedy what to do where there is none
 * @throws WeightsError with a one-line message if a file is missing, not JSON, or outside the folder.
 */
export function readModelFiles(folder: string, remedy = 'name a model folder, or leave --model out for the shipped one'): ModelFiles {
  const file = join(folder, 'model.json');
  if (!existsSync(file)) throw new WeightsError(`no model.json in ${folder}; ${remedy}`);
  let json: ModelJson;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new WeightsError(`${file} is not JSON; copy the complete file again`);
  }
  const manifest: unknown = (json as { weightsManifest?: unknown } | null)?.weightsManifest;
  if (!Array.isArray(manifest)) throw new WeightsError(`${file} has no weightsManifest; it has to be a tfjs LayersModel`);
  const paths = manifest.flatMap((group: { paths?: unknown } | null): unknown[] => (Array.isArray(group?.paths) ? group.paths : []));
  const shards = paths.map((path) => {
    // A manifest may come from anywhere: it may name only files in its own folder.
    if (typeof path !== 'string' || !BESIDE.test(path) || path.split('/').includes('..'))
      throw new WeightsError(`${file} names ${JSON.stringify(path)?.slice(0, 60)} where it should name a file beside it; export the model again`);
    const shard = join(folder, path);
    if (!existsSync(shard) || !statSync(shard).isFile())
      throw new WeightsError(`${shard} is missing; copy it from where model.json came from`);
    return readFileSync(shard);
  });
  const joined = Buffer.concat(shards);
  return { json, data: joined.buffer.slice(joined.byteOffset, joined.byteOffset + joined.length) as ArrayBuffer };
}
