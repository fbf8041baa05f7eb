/** A mixer on an offline context, for tests that judge it by what it renders. */

import type { Mixer, MixerOptions } from '../../plugin/audio/mixer.ts';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { suspensionsSet } from '../../plugin/audio/suspensions.ts';

/** A mixer and the way to hear it. */
export interface OfflineMixer {
  readonly mixer: Mixer;
  readonly context: OfflineAudioContext;
  /** What was written instead of sounding. */
  readonly warnings: string[];
  /** Does something when the clock is at `time`; before {@link render}. */
  at(time: number, act: () => void): void;
  render(): Promise<Float32Array[]>;
}

/** Sets up a mixer with palettes loaded, for some seconds of sound. */
export async function offlineMixer(
  seconds: number,
  palettes: readonly string[] = [],
  options: MixerOptions & { readonly sampleRate?: number } = {},
): Promise<OfflineMixer> {
  const { sampleRate = 44100, ...mixing } = options;
  const Offline = await offlineAudio();
  const { createMixer } = await import('../../plugin/audio/mixer.ts');
  const context = new Offline(2, Math.round(seconds * sampleRate), sampleRate);
  const warnings: string[] = [];
  const mixer = createMixer(context, context.destination, {
    warn: (message) => warnings.push(message),
    fallbackInstruments: false,
    ...mixing,
  });
  for (const palette of palettes) await mixer.prepare(palette);
  const stops: Promise<void>[] = [];
  return {
    mixer,
    context,
    warnings,
    at(time, act) {
      const stop = context.suspend(time).then(() => {
        act();
        return context.resume();
      });
      stops.push(stop);
    },
    async render() {
      if (stops.length > 0) await suspensionsSet(Offline, 1000);
      const buffer = await context.startRendering();
      await Promise.all(stops);
      return [0, 1].map((channel) => buffer.getChannelData(channel).slice());
    },
  };
}
