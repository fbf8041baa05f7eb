/** What Essentia hears in one channel of sound at 44.1 kHz: its key finder (Bogdanov et al. 2013) and beat tracker (Zapata et al. 2014). */

import type { PitchClass } from '../../../plugin/music/pitch.ts';
import { startProgram } from '../other-program.ts';

/** A key as the finder names it: it knows major and minor only. */
export interface MajorOrMinorKey {
  readonly tonic: PitchClass;
  readonly scale: 'major' | 'minor';
}

/** Ears for sound. */
export interface Essentia {
  hearKey(samples: Float32Array): Promise<MajorOrMinorKey>;
  /** Beats a minute. */
  hearTempo(samples: Float32Array): Promise<number>;
  stop(): void;
}

/** Starts it. @throws CliError where it cannot be installed. */
export async function startEssentia(): Promise<Essentia> {
  const { ask, stop } = await startProgram(import.meta.dirname, 'essentia.js');
  const hear = async (ear: 'key' | 'tempo', samples: Float32Array) =>
    ((await ask({ ear, samples })) as { readonly heard: unknown }).heard;
  return {
    hearKey: async (samples) => (await hear('key', samples)) as MajorOrMinorKey,
    hearTempo: async (samples) => (await hear('tempo', samples)) as number,
    stop,
  };
}
