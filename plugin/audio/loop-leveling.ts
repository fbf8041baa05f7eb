/**
 * Levels the loudness of a loop over its length. String sections and layered horns beat by 6 dB and more: heard once it is
 * lively, repeated it pumps.
 */

import type { Seconds } from '../music/time.ts';
import { gainOfDb } from './decibels.ts';
import type { Loop } from './loop.ts';

/** Window of leveling: beats of about a second are removed, vibrato and tremolo stay. */
const EVENED: Seconds = 0.3;
/** Largest gain or attenuation, as a factor. */
const MOST_GAIN = gainOfDb(6);

/** Ramp before the loop up to its first gain. */
const LEAD: Seconds = 0.25;

/** Samples per power measurement: coarse enough that a pack is leveled within a frame. */
const BLOCK = 64;

/** Levels a loop in place, after {@link crossfadeLoop}. Loops shorter than the window stay unchanged. */
export function levelLoop(samples: Float32Array, sampleRate: number, { start, end }: Loop): void {
  const [first, last] = [Math.round(start * sampleRate), Math.round(end * sampleRate)];
  const length = last - first;
  const count = Math.round(length / BLOCK);
  const width = Math.round(((EVENED / 2) * sampleRate) / BLOCK);
  if (count < 2 * width) return;
  const size = length / count;
  const blocks = Array.from({ length: count }, (_, block) => {
    const [from, to] = [Math.round(block * size), Math.round((block + 1) * size)];
    let sum = 0;
    for (let i = first + from; i < first + to; i++) sum += samples[i]! ** 2;
    return sum / (to - from);
  });
  const power = around(around(blocks, width), width);
  const mean = power.reduce((sum, value) => sum + value, 0) / count;
  if (mean < 1e-12) return;
  const gains = power.map((value) =>
    Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, Math.sqrt(mean / Math.max(value, 1e-12)))),
  );
  // A block's gain applies at its center; in between it is interpolated, also across the loop point.
  const gainAt = (i: number) => {
    const place = i / size - 0.5 + count;
    const block = Math.floor(place);
    const share = place - block;
    return gains[block % count]! * (1 - share) + gains[(block + 1) % count]! * share;
  };
  // Ramps up to the gain at the start of the loop.
  const lead = Math.min(first, Math.round(LEAD * sampleRate));
  const entry = gainAt(0);
  for (let i = 0; i < lead; i++) samples[first - lead + i]! *= 1 + ((entry - 1) * (i + 1)) / lead;
  for (let i = 0; i < length; i++) samples[first + i]! *= gainAt(i);
}

/** Moving average of `width` values, circular. */
function around(values: readonly number[], width: number): readonly number[] {
  const { length } = values;
  const half = width >> 1;
  const at = (i: number) => values[i < 0 ? i + length : i >= length ? i - length : i]!;
  let sum = 0;
  for (let i = -half; i < width - half; i++) sum += at(i);
  return values.map((_, i) => {
    const mean = Math.max(0, sum) / width;
    sum += at(i + width - half) - at(i - half);
    return mean;
  });
}
