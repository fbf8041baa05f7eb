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
  return filesOf('default', 'group1-shard1of1.bin');
}

/** The files of the shipped drum network. @throws WeightsError outside Node. */
export async function ownDrums(): Promise<ModelFiles> {
  return filesOf('drums', 'weights.bin');
}

function filesOf(folder: string, binary: string): ModelFiles {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const fs = process?.getBuiltinModule?.('node:fs') as FileSystem | undefined;
  if (!fs)
    throw new WeightsError('the sources read the shipped weights in Node only; build the package, or pass a model');
  const base = new URL(`../../models/weights/${folder}/`, import.meta.url);
  const json = fs.readFileSync(new URL('model.json', base));
  const data = fs.readFileSync(new URL(binary, base));
  return {
    json: JSON.parse(new TextDecoder().decode(json)) as ModelJson,
    data: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer,
  };
}
