/**
 * How full a band sounds, in one number: the level of each octave from 40 Hz to 10 kHz, averaged in dB, so that a band that
 * adds a bass or a shaker counts as much as one that plays its tune louder.
 */

import { levelFor } from '../../plugin/audio/palettes/levels.ts';
import type { PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { renderPiece } from '../../scripts/levels/piece.ts';
import { POINTS, spectrumAt } from '../../scripts/levels/spectrum.ts';

const LOWEST = 40;
const OCTAVES = 8;
/** Seconds from one spectrum to the next. */
const STEP = 0.1;

/** Mean power of each octave in dB, the lowest first; a full-scale sine has 0 dB. */
export function octaveLevels(channels: readonly Float32Array[], sampleRate: number): readonly number[] {
  const mono = channels[0]!.map((_, i) => channels.reduce((sum, each) => sum + each[i]!, 0) / channels.length);
  const sums = new Array<number>(OCTAVES).fill(0);
  let frames = 0;
  for (let center = POINTS / 2; center + POINTS / 2 < mono.length; center += Math.round(STEP * sampleRate)) {
    const powers = spectrumAt(mono, center);
    frames++;
    for (let octave = 0; octave < OCTAVES; octave++) {
      const bin = (at: number) => Math.round((LOWEST * 2 ** at * POINTS) / sampleRate);
      for (let k = bin(octave); k < bin(octave + 1); k++) sums[octave]! += powers[k]!;
    }
  }
  return sums.map((sum) => 10 * Math.log10(sum / Math.max(1, frames) + 1e-12));
}

/** How full some seconds of a mood with its own palette sound, in dB. Its gain is that of 0.5: what grows is the band, not the fader. */
export async function fullness(mood: PresetName, intensity: number, seconds: number): Promise<number> {
  const gain = levelFor(mood, PRESETS[mood].controls.palette, 0.5);
  const piece = { mood, intensity, seconds, seed: 'levels 0' };
  const { left, right, sampleRate } = await renderPiece(piece, { levels: () => gain });
  const levels = octaveLevels([left, right], sampleRate);
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}
