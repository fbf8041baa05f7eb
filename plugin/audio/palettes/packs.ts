/** Sample packs come in lazily imported modules, one an instrument, which every bundler carries along. */

import { joinLoop } from '../loop.ts';
import { steadyLoop } from '../steady-loop.ts';
import { INSTRUMENTS } from './instruments.ts';
import { KITS } from './kits.ts';
import type { Sampled } from './sampled.ts';
import { decodingDelay, type Sprite } from './sprite.ts';
import { spriteModule } from './sprite-module.ts';

/** Whether there is a pack of that name. */
export function isPack(name: string): boolean {
  return Object.hasOwn(INSTRUMENTS, name) || Object.hasOwn(KITS, name);
}

/** Loads and decodes a pack. Rejects with one line: samples missing or not decodable. */
export async function loadPack(name: string, context: BaseAudioContext): Promise<Sampled> {
  const { notes, mp3 } = await importSprite(name);
  const text = atob(mp3);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const buffer = await decoded(name, bytes, context);
  const { sampleRate } = buffer;
  const samples = buffer.getChannelData(0);
  const delay = decodingDelay(samples, sampleRate);
  for (const { start, seconds, loop } of notes) {
    const from = Math.round((start + delay) * sampleRate);
    if (!loop) continue;
    const note = samples.subarray(from, from + Math.ceil(seconds * sampleRate));
    joinLoop(note, sampleRate, loop);
    steadyLoop(note, sampleRate, loop);
  }
  return {
    drum: Object.hasOwn(KITS, name),
    notes: notes.map(({ pitch, start, seconds, gain, loop = null }) => {
      return { pitch, buffer, start: start + delay, seconds, gain, loop, range: null };
    }),
  };
}

async function decoded(name: string, bytes: Uint8Array<ArrayBuffer>, context: BaseAudioContext): Promise<AudioBuffer> {
  try {
    return await context.decodeAudioData(bytes.buffer);
  } catch (error) {
    throw new Error(`cannot decode the samples of '${name}': ${(error as Error).message}; run npm run palettes again`);
  }
}

async function importSprite(name: string): Promise<Sprite> {
  try {
    return await spriteModule(name);
  } catch (error) {
    throw new Error(`cannot load the samples of '${name}': ${(error as Error).message}; run npm run palettes first`);
  }
}
