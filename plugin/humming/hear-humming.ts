/** Finds notes in a recording of a voice. What reads pitch is loaded when it is first used. */

import { checkNumber, shown } from '../mood/validate.ts';
import type { HummedNote } from './hummed-notes.ts';

/**
 * The notes of a hummed or sung melody, in order; none where nobody sings. One voice, without accompaniment, between C2 and C6. The
 * same samples always give the same notes.
 * @param samples one channel, -1..1
 * @param sampleRate in Hz, 8000..192000
 * @throws TypeError or RangeError (rejects) for invalid arguments.
 * @example
 * const voice = Float32Array.from({ length: 24000 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * 220 * i) / 48000));
 * const notes = await hearHumming(voice, 48000);
 * console.log(notes.map(({ pitch, time }) => `${pitch.toFixed(1)} at ${time.toFixed(2)} s`)); // ['57.0 at 0.01 s']
 */
export async function hearHumming(samples: Float32Array, sampleRate: number): Promise<HummedNote[]> {
  if (!(samples instanceof Float32Array))
    throw new TypeError(`hearHumming needs a Float32Array of samples, not ${shown(samples)}`);
  checkNumber('hearHumming: sampleRate', sampleRate, { min: 8000, max: 192_000 });
  const { notesInSamples } = await import('./hummed-notes.ts');
  return notesInSamples(samples, sampleRate);
}
