/** Tempos: as written, as BeatRoot hears them (Dixon 2001, in the package `music-tempo`), and whether two agree. */

import { createRequire } from 'node:module';
import type { OutputRecording } from '../../../plugin/internal.ts';

/** The package has no types. */
type Tracker = new (samples: Float32Array) => { readonly tempo: string | number };

/** Share by which a tempo may be off, and the levels of the beat that a tracker may count: itself, its half, its double. */
const NEAR = 0.02;
const LEVELS = [0.5, 1, 2] as const;

/** Beats a minute that BeatRoot hears in one channel at 44.1 kHz. */
export function beatRootTempo(samples: Float32Array): number {
  const MusicTempo: Tracker = createRequire(import.meta.url)('music-tempo');
  return Number(new MusicTempo(samples).tempo);
}

/** The tempo of a recording's first bar, in quarters a minute. */
export function writtenTempo({ calls }: OutputRecording): number {
  for (const call of calls) if (call.kind === 'play') return call.bar.origin.score.bpm;
  return 0;
}

/** Whether a heard tempo is a written one, its half or its double. */
export const agrees = (heard: number, written: number): boolean =>
  LEVELS.some((level) => Math.abs(heard / (written * level) - 1) <= NEAR);
