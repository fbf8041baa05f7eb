/** The music inside an engine, without a game: the goldens as it plays them, and the packs as it decodes them. */

import { INSTRUMENTS } from '../../../../plugin/audio/palettes/instruments.ts';
import { KITS } from '../../../../plugin/audio/palettes/kits.ts';
import { decodePack, fetchPack } from '../../../../plugin/audio/palettes/packs.ts';
import { decodingDelay } from '../../../../plugin/audio/palettes/sprite.ts';
import { createLstmModel } from '../../../../plugin/generate/lstm.ts';
import { createNgramModel } from '../../../../plugin/generate/ngram.ts';
import { startTensors } from '../../../../plugin/generate/tensors.ts';
import { shippedDrummer, shippedModel } from '../../../../plugin/generate/worker/shipped-model.ts';
import { wasmBinary } from '../../../../plugin/generate/worker/wasm-binary.ts';
import { type Golden, playGoldenGames } from '../../../goldens/golden-games.ts';
import { composeGoldenPieces } from '../../../goldens/golden-pieces.ts';
import { scaleComposer, scaleFallback } from '../../../helper/scale-composer.ts';

/** A pack as an engine decodes it. */
export interface DecodedPack {
  readonly name: string;
  /** Seconds by which the decoder delays the recording. */
  readonly delay: number;
  /** Power of each note over its length, in dB. */
  readonly notes: readonly number[];
}

/** What the tests call. */
export interface Inside {
  games(indices: readonly number[]): Promise<Golden[]>;
  networkGames(indices: readonly number[]): Promise<Golden[]>;
  networkPieces(indices: readonly number[]): Promise<Record<string, { midi: string; json: string }>>;
  packs(): Promise<DecodedPack[]>;
}

declare global {
  interface Window {
    inside: Inside;
  }
}

async function network() {
  await startTensors(await wasmBinary());
  return createLstmModel(await shippedModel());
}

async function pack(name: string): Promise<DecodedPack> {
  const context = new OfflineAudioContext(1, 128, 48_000);
  const sprite = await fetchPack(name);
  const { notes } = await decodePack(name, sprite, context, () => false);
  const power = ({ buffer, start, seconds }: (typeof notes)[number]) => {
    const samples = buffer.getChannelData(0).subarray(start * buffer.sampleRate, (start + seconds) * buffer.sampleRate);
    return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 1e-12) / Math.max(1, samples.length));
  };
  const [first] = notes;
  const { buffer } = first!;
  return {
    name,
    delay: decodingDelay(buffer.getChannelData(0), buffer.sampleRate),
    notes: notes.map(power),
  };
}

window.inside = {
  games: (indices) => playGoldenGames(indices, () => ({ composer: scaleComposer(), fallback: scaleFallback() })),
  async networkGames(indices) {
    const composer = await network();
    const drummer = await shippedDrummer();
    return playGoldenGames(indices, () => ({ composer, fallback: createNgramModel(), drummer: () => drummer }));
  },
  networkPieces: async (indices) => composeGoldenPieces(indices, await network()),
  async packs() {
    const decoded: DecodedPack[] = [];
    for (const name of [...Object.keys(INSTRUMENTS), ...Object.keys(KITS)]) decoded.push(await pack(name));
    return decoded;
  },
};
