/** Sample packs come in lazily imported modules, one an instrument, which every bundler carries along. */

import { joinLoop } from '../loop.ts';
import { steadyLoop } from '../steady-loop.ts';
import { inTurns } from '../turns.ts';
import { INSTRUMENTS } from './instruments.ts';
import { KITS } from './kits.ts';
import type { Sampled } from './sampled.ts';
import { decodingDelay, type Sprite } from './sprite.ts';
import { spriteModule } from './sprite-module.ts';

/** Characters of a pack's text that are read at once; a multiple of four. */
const PIECE = 32768;

/** Whether there is a pack of that name. */
export function isPack(name: string): boolean {
  return Object.hasOwn(INSTRUMENTS, name) || Object.hasOwn(KITS, name);
}

/** Fetches a pack. Rejects with one line where its samples cannot be had. */
export async function fetchPack(name: string): Promise<Sprite> {
  try {
    return await spriteModule(name);
  } catch (error) {
    throw new Error(`cannot load the samples of '${name}': ${(error as Error).message}; run npm run palettes first`);
  }
}

/** Decodes a pack that was fetched, in turns with the game. Rejects with one line where its samples cannot be decoded. */
export async function decodePack(
  name: string,
  { notes, mp3 }: Sprite,
  context: BaseAudioContext,
  isPlaying: () => boolean,
): Promise<Sampled> {
  const turn = inTurns(isPlaying);
  const bytes = await fromBase64(mp3, turn);
  const buffer = await decoded(name, bytes, context);
  const { sampleRate } = buffer;
  const samples = buffer.getChannelData(0);
  const delay = decodingDelay(samples, sampleRate);
  for (const { start, seconds, loop } of notes) {
    const from = Math.round((start + delay) * sampleRate);
    if (!loop) continue;
    await turn();
    const note = samples.subarray(from, from + Math.ceil(seconds * sampleRate));
    joinLoop(note, sampleRate, loop);
    await turn();
    steadyLoop(note, sampleRate, loop);
  }
  return {
    drum: Object.hasOwn(KITS, name),
    notes: notes.map(({ pitch, start, seconds, gain, loop = null }) => {
      return { pitch, buffer, start: start + delay, seconds, gain, loop, range: null };
    }),
  };
}

/** What a base64 text stands for, piece by piece. */
async function fromBase64(base64: string, turn: () => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((base64.length / 4) * 3 - padding);
  for (let from = 0; from < base64.length; from += PIECE) {
    await turn();
    const text = atob(base64.slice(from, from + PIECE));
    const at = (from / 4) * 3;
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  }
  return bytes;
}

async function decoded(name: string, bytes: Uint8Array<ArrayBuffer>, context: BaseAudioContext): Promise<AudioBuffer> {
  try {
    return await context.decodeAudioData(bytes.buffer);
  } catch (error) {
    throw new Error(`cannot decode the samples of '${name}': ${(error as Error).message}; run npm run palettes again`);
  }
}
