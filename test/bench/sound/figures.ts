/**
 * The figures of finished music that ours is compared with, by the definitions of `reference-percentiles.json`, where the
 * figures of 55 tracks of four free games are.
 */

import { integratedLoudness } from '../../../plugin/audio/loudness.ts';
import { monoOf } from '../../../scripts/levels/mono.ts';
import { levels, peak, rms, toDecibels } from '../../helper/audio-measure.ts';
import { truePeak } from '../../helper/true-peak.ts';
import { percentile } from '../statistics.ts';
import { loudnessRange } from './loudness-range.ts';
import { OCTAVES, stereoSpectrum } from './spectrum.ts';

/** The bands of width, as the rows name them. */
const BANDS = ['Below250', '250to2500', 'Above2500'] as const;
/** Power of nothing, so that decibels stay finite. */
const NOTHING = 1e-12;

/** One figure of a piece by its row. */
export type SoundFigures = Readonly<Record<string, number>>;

const dB = (power: number) => 10 * Math.log10(power);

/** All figures of some seconds of stereo sound. */
export function soundFigures(left: Float32Array, right: Float32Array, sampleRate: number): SoundFigures {
  const mid = monoOf(left, right);
  const steps = levels(mid, sampleRate, 0.1).filter(Number.isFinite);
  const { mid: mids, side: sides, bandMid, bandSide, centroid } = stereoSpectrum(left, right, sampleRate);
  const octaves = mids.map((power, k) => power + sides[k]!);
  const whole = octaves.reduce((sum, power) => sum + power, 0) + NOTHING;
  return {
    integratedLoudnessLufs: integratedLoudness([left, right], sampleRate),
    loudnessRangeLu: loudnessRange([left, right], sampleRate),
    truePeakDbtp: truePeak(left, right),
    spectralCentroidHz: centroid,
    levelP95MinusP10Db100ms: percentile(steps, 0.95) - percentile(steps, 0.1),
    crestDb: toDecibels(peak(mid) / rms(mid, sampleRate)),
    ...Object.fromEntries(OCTAVES.map((name, k) => [`octave${name}HzDb`, dB(octaves[k]! / whole + NOTHING)])),
    ...Object.fromEntries(
      BANDS.map((name, k) => [`sideToMid${name}Db`, dB((bandSide[k]! + NOTHING) / (bandMid[k]! + NOTHING))]),
    ),
    monoLossDb: Math.max(...mids.map((power, k) => dB((octaves[k]! + NOTHING) / (power + NOTHING)))),
  };
}
