/** Sample packs are modules, one per instrument, imported lazily, so that every bundler includes them. */

import { reasonOf } from '../../mood/names.ts';
import { createYielder } from '../../music/background-tasks.ts';
import type { Seconds } from '../../music/time.ts';
import { crossfadeLoop } from '../loop.ts';
import { levelLoop } from '../loop-leveling.ts';
import { INSTRUMENTS } from './instruments.ts';
import { KITS } from './kits.ts';
import type { Sampled, SampledNote } from './sampled-instrument.ts';
import { decodingDelay, type Sprite } from './sprite.ts';
import { SAMPLES_ADVICE, spriteModule } from './sprite-module.ts';

/** Characters of base64 that are decoded at once; a multiple of four. */
const PIECE = 32768;

/** Whether a pack of that name exists. */
export function isPack(name: string): boolean {
  return Object.hasOwn(INSTRUMENTS, name) || Object.hasOwn(KITS, name);
}

/** Fetches a pack. Rejects with a one-line error. */
export async function fetchPack(name: string): Promise<Sprite> {
  try {
    return await spriteModule(name);
  } catch (error) {
    throw new Error(`cannot load the samples of '${name}': ${(error as Error).message}; ${SAMPLES_ADVICE}`);
  }
}

/** Decodes a fetched pack in time slices. Rejects with a one-line error. */
export async function decodePack(
  name: string,
  { notes, mp3 }: Sprite,
  context: BaseAudioContext,
  isPlaying: () => boolean,
): Promise<Sampled> {
  const turn = createYielder(isPlaying);
  const bytes = await fromBase64(mp3, turn);
  const buffer = await decoded(name, bytes, context);
  const { sampleRate } = buffer;
  const samples = buffer.getChannelData(0);
  const delay = decodingDelay(samples, sampleRate);
  // Loops are crossfaded per sample, so they start and end on whole samples: at 8 kHz, a fraction of one clicks.
  const whole = (seconds: Seconds) => Math.round(seconds * sampleRate) / sampleRate;
  const placed: SampledNote[] = [];
  for (const { pitch, start, seconds, gain, loop: written } of notes) {
    const loop = written ? { start: whole(written.start), end: whole(written.end) } : null;
    const note: SampledNote = { pitch, buffer, start: whole(start + delay), seconds, gain, loop, range: null };
    placed.push(note);
    if (!loop) continue;
    await turn();
    const from = Math.round(note.start * sampleRate);
    const own = samples.subarray(from, from + Math.ceil(seconds * sampleRate));
    crossfadeLoop(own, sampleRate, loop);
    await turn();
    levelLoop(own, sampleRate, loop);
  }
  return { drum: Object.hasOwn(KITS, name), notes: placed };
}

/** Decodes base64 in time slices. */
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
    // Safari says nothing: it rejects with null.
    const reason = error === null ? 'the browser gives no reason' : reasonOf(error);
    throw new Error(
      `cannot decode the samples of '${name}': ${reason}; the file is damaged, or the browser cannot decode MP3`,
    );
  }
}
