/**
 * The weights of the package for code that runs outside a game. From the sources they are read from disk, which only Node
 * can do; the build replaces this module by `worker/shipped-model.ts`, which carries them.
 */

import { type ModelFiles, type ModelJson, WeightsError } from './weights.ts';

interface FileSystem {
  readFileSync(path: URL): Uint8Array;
}

/** The files of the shipped model. @throws WeightsError outside Node. */
export async function ownWeights(): Promise<ModelFiles> {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const fs = process?.getBuiltinModule?.('node:fs') as FileSystem | undefined;
  if (!fs)
    throw new WeightsError('the sources read the shipped weights in Node only; build the package, or pass a model');
  const json = fs.readFileSync(new URL('../../models/weights/default/model.json', import.meta.url));
  const data = fs.readFileSync(new URL('../../models/weights/default/group1-shard1of1.bin', import.meta.url));
  return {
    json: JSON.parse(new TextDecoder().decode(json)) as ModelJson,
    data: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer,
  };
}
