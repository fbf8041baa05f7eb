/** Reads a model folder from disk, for Node. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ModelFiles, type ModelJson, WeightsError } from '../../plugin/headless.ts';

/** The model that ships. */
export const SHIPPED_MODEL = resolve(import.meta.dirname, 'default');

/**
 * Reads `model.json` and its shards from a folder.
 * @throws WeightsError with one clear line if a file is missing or not JSON.
 */
export function readModelFiles(folder: string): ModelFiles {
  const file = join(folder, 'model.json');
  if (!existsSync(file)) throw new WeightsError(`no model.json in ${folder}; name a model folder, or leave --model out for the shipped one`);
  let json: ModelJson;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new WeightsError(`${file} is not JSON; copy it again, whole`);
  }
  const shards = (json.weightsManifest ?? []).flatMap((group) => group.paths).map((path) => {
    const shard = join(folder, path);
    if (!existsSync(shard)) throw new WeightsError(`${shard} is missing; copy it from where model.json came from`);
    return readFileSync(shard);
  });
  const joined = Buffer.concat(shards);
  return { json, data: joined.buffer.slice(joined.byteOffset, joined.byteOffset + joined.length) as ArrayBuffer };
}
