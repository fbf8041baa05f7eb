/** The `render` entry: composed music as samples and WAV files, in browsers and in Node. */

import { offlineAudio } from './audio/node-audio-context.ts';
import type { Rendering, RenderOptions } from './audio/offline.ts';
import type { Stem } from './audio/stems/stems.ts';
import { encodeWav } from './audio/wav.ts';
import type { CompositionRecording } from './compose/compose.ts';
import { cutLoop } from './compose/cut-loop.ts';
import { checkComposition, checkRecording } from './compose/given-score.ts';
import type { OutputRecording } from './output/recording-output.ts';

export type { Rendering, RenderOptions } from './audio/offline.ts';
export type { Stem } from './audio/stems/stems.ts';
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
  checkComposition('toWav', score);
  const { left, right, sampleRate } = await toSamples(score, options);
  return encodeWav([left, right], sampleRate);
}

/**
 * Renders a composition as stereo samples: what {@link toWav} writes, for those who encode or play it themselves.
 * Rejects as {@link toWav} does.
 * @example
 * const { left, right, sampleRate } = await toSamples(await compose({ mood: 'forest', bars: 4 }));
 * const file = encodeWav([left, right], sampleRate);
 */
export async function toSamples(
  score: { readonly recording: CompositionRecording },
  options: RenderOptions = {},
): Promise<Rendering> {
  checkComposition('toSamples', score);
  const { recording } = score;
  return cut(await renderRecording(recording, optionsFor(recording, options)), recording);
}

/**
 * Renders a composition part by part: a stem for each role, melody first, and one for the sounds of the place. Each stem is as long as the mix, and together they are the mix of
 * {@link toWav}: each has gone through the reverb by itself, and has the gain that compressor and limiter gave the whole at that
 * moment. Takes about as many times as long as {@link toWav} as there are parts. Rejects as {@link toWav} does.
 * @example
 * for await (const { role, left, right, sampleRate } of toStems(await compose({ mood: 'forest', bars: 4 })))
 *   console.log(role, encodeWav([left, right], sampleRate).length);
 */
export async function* toStems(
  score: { readonly recording: CompositionRecording },
  options: RenderOptions = {},
): AsyncGenerator<Stem, void, undefined> {
  checkComposition('toStems', score);
  const { recording } = score;
  const Offline = await offlineAudio();
  // Imported late, because Tone detects Web Audio on import.
  const { renderParts } = await import('./audio/stems/stems.ts');
  for await (const stem of renderParts(Offline, recording, optionsFor(recording, options)))
    yield { ...stem, ...cut(stem, recording) };
}

/** A loop has no tail: its end is in its beginning. */
function optionsFor({ palettes, loops }: CompositionRecording, options: RenderOptions): RenderOptions {
  return { palettes, ...(loops ? { tail: 0 } : {}), ...options };
}

/** The music without the moment before it; of a loop, one round. */
function cut({ left, right, sampleRate }: Rendering, { start, end, loops }: CompositionRecording): Rendering {
  const from = start * sampleRate;
  const length = (end - start) * sampleRate;
  const part = (samples: Float32Array) => (loops ? cutLoop(samples, from, length) : samples.subarray(Math.floor(from)));
  return { left: part(left), right: part(right), sampleRate };
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
  checkRecording('renderRecording', recording);
  const Offline = await offlineAudio();
  // Imported late, because Tone detects Web Audio on import.
  const { renderOffline } = await import('./audio/offline.ts');
  return renderOffline(Offline, recording, options);
}

/** @deprecated The former name of {@link renderRecording}. */
export const renderPerformance = renderRecording;
