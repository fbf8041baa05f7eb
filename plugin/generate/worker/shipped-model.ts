/** The weights of the package, as a module of their own that is fetched when music is first needed. */

import type { Drummer } from '../../music/drum-performance.ts';
import type { ModelFiles, ModelJson } from '../weights.ts';

/** The files of the package's model. */
export async function shippedModel(): Promise<ModelFiles> {
  const [json, binary] = await Promise.all([
    import('../../../models/weights/default/model.json'),
    import('../../../models/weights/default/group1-shard1of1.bin?url&inline'),
  ]);
  return { json: json.default as unknown as ModelJson, data: bytesOfDataUrl(binary.default) };
}

/** The files of the package's drum network. */
export async function shippedDrums(): Promise<ModelFiles> {
  const [json, binary] = await Promise.all([
    import('../../../models/weights/drums/model.json'),
    import('../../../models/weights/drums/weights.bin?url&inline'),
  ]);
  return { json: json.default as unknown as ModelJson, data: bytesOfDataUrl(binary.default) };
}

/** The drum network. Its code comes with its weights: music starts without it. */
export async function shippedDrummer(): Promise<Drummer> {
  const [{ createDrummer }, files] = await Promise.all([import('../drums/network-drummer.ts'), shippedDrums()]);
  return createDrummer(files);
}

/** The bytes of a base64 `data:` URL, without a fetch, which a content security policy might forbid. */
export function bytesOfDataUrl(url: string): ArrayBuffer {
  const text = atob(url.slice(url.indexOf(',') + 1));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}

/** Replaces `own-weights.ts` in a build, which has no files beside its modules. */
export { shippedDrums as ownDrums, shippedModel as ownWeights };
