/** The tonic that Essentia's key finder hears in sound (Bogdanov et al. 2013). It knows major and minor only. */

import { join } from 'node:path';
import type { PitchClass } from '../../../plugin/music/pitch.ts';
import { startProgram } from '../other-program.ts';

/** A key finder for sound. */
export interface AudioKeyFinder {
  /** Hears one channel at 44.1 kHz. */
  hear(samples: Float32Array): Promise<{ readonly tonic: PitchClass; readonly scale: 'major' | 'minor' }>;
  stop(): void;
}

/** Starts it. @throws CliError where it cannot be installed. */
export async function startAudioKeyFinder(): Promise<AudioKeyFinder> {
  const { ask, stop } = await startProgram(join(import.meta.dirname, 'essentia'), 'essentia.js');
  return { hear: async (samples) => (await ask({ samples })) as Awaited<ReturnType<AudioKeyFinder['hear']>>, stop };
}
