/** Loudness range by EBU Tech 3342: how far apart the soft and the loud passages of a piece are. */

import { loudnessOf, momentaryPowers } from '../../../plugin/audio/loudness.ts';
import { percentile } from '../statistics.ts';

/** Seconds of a short-term window. */
const SHORT_TERM = 3;
/** LUFS below which nothing counts. */
const SILENCE = -70;
/** LU below the mean of the rest at which a passage is too soft to count. */
const GATE = 20;

/** Loudness range in LU; 0 for silence. */
export function loudnessRange(channels: readonly Float32Array[], sampleRate: number): number {
  const each = channels.map((channel) => momentaryPowers(channel, sampleRate, SHORT_TERM));
  const powers = each[0]!
    .map((_, i) => each.reduce((sum, list) => sum + list[i]!, 0))
    .filter((power) => loudnessOf(power) > SILENCE);
  if (powers.length === 0) return 0;
  const gate = loudnessOf(powers.reduce((sum, power) => sum + power, 0) / powers.length) - GATE;
  const heard = powers.map(loudnessOf).filter((loudness) => loudness > gate);
  return percentile(heard, 0.95) - percentile(heard, 0.1);
}
