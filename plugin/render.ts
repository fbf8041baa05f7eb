/** The `render` entry: composed music as samples and WAV files, in browsers and in Node. */

import { offlineAudio } from './audio/node-audio-context.ts';
import type { Rendering, RenderOptions } from './audio/offline.ts';
import { encodeWav } from './audio/wav.ts';
import type { CompositionRecording } from './compose/compose.ts';
import { cutLoop } from './compose/cut-loop.ts';
import type { OutputRecording } from './output/recording-output.ts';

export type { Rendering, RenderOptions } from './audio/offline.ts';
export { encodeWav } from './audio/wav.ts';

/**
 * Renders a composition as a 16-bit stereo WAV file, as a game would sound. A loop has the tails of its end in its
 * beginning, so that it can be repeated without a gap. In Node the package `node-web-audio-api` must be installed.
 * Rejects with one line: an unknown palette, no samples, no Web Audio.
 * @example
 * const score = await compose({ mood: 'forest', bars: 16, seed: 'a' });
 * const file: Uint8Array = await toWav(score);
 */
export async function toWav(
  score: { readonly recording: CompositionRecording },
  options: RenderOptions = {},
): Promise<Uint8Array> {
  const { recording } = score;
  const tail = recording.loops ? { tail: 0 } : {};
  const rendering = await renderRecording(recording, { palettes: recording.palettes, ...tail, ...options });
  const { left, right, sampleRate } = rendering;
  const from = recording.start * sampleRate;
  const length = (recording.end - recording.start) * sampleRate;
  const cut = recording.loops
    ? (samples: Float32Array) => cutLoop(samples, from, length)
    : (samples: Float32Array) => samples.subarray(Math.floor(from));
  return encodeWav([cut(left), cut(right)], sampleRate);
}

/**
 * Renders a recording from time 0 to its end as stereo samples, through the same mixer as in a game. The music of a
 * composition starts at `recording.start`. In Node the package `node-web-audio-api` must be installed.
 * Rejects with one line: nothing to play, an unknown palette, no samples, no Web Audio.
 * @example
 * const { recording } = await compose({ mood: 'forest', bars: 4 });
 * const { left, right, sampleRate } = await renderRecording(recording);
 * const file = encodeWav([left, right], sampleRate);
 */
export async function renderRecording(recording: OutputRecording, options: RenderOptions = {}): Promise<Rendering> {
  const Offline = await offlineAudio();
  // Imported late, because Tone detects Web Audio on import.
  const { renderOffline } = await import('./audio/offline.ts');
  return renderOffline(Offline, recording, options);
}

/** @deprecated The former name of {@link renderRecording}. */
export const renderPerformance = renderRecording;
