/** Third public entry: what a game would have heard, as samples and WAV files, in browsers and in Node. */

import { offlineAudio } from './audio/node-audio-context.ts';
import type { Rendering, RenderOptions } from './audio/offline.ts';
import type { OutputRecording } from './conductor/output/recording-output.ts';

export type { Rendering, RenderOptions } from './audio/offline.ts';
export { encodeWav } from './audio/wav.ts';
export type {
  OutputCall as StageCall,
  OutputRecording as Performance,
  RecordingOutput as RecordingStage,
} from './conductor/output/recording-output.ts';
export { recordingOutput as recordingStage } from './conductor/output/recording-output.ts';
export { midiProgram } from './midi/general-midi.ts';

/**
 * Renders a performance (see {@link recordingStage}) from clock time 0 to its end, in stereo, through the same mixer as
 * in a game. In Node the package `node-web-audio-api` has to be installed.
 * Rejects with one line: nothing to play, an unknown palette, no samples, no Web Audio.
 * @example
 * const stage = recordingStage(() => 0);
 * // … let a conductor play on the stage …
 * const { left, right, sampleRate } = await renderPerformance(stage.recording());
 * const file = encodeWav([left, right], sampleRate);
 */
export async function renderPerformance(performance: OutputRecording, options: RenderOptions = {}): Promise<Rendering> {
  const Offline = await offlineAudio();
  // Only now: what it imports has to find Web Audio when it is loaded.
  const { renderOffline } = await import('./audio/offline.ts');
  return renderOffline(Offline, performance, options);
}
