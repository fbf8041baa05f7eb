/**
 * Evens out how loud a loop is along its round. Sections and layered horns beat against themselves by 6 dB and more: heard
 * once that is life, round and round it is a pump.
 */

import type { Seconds } from '../music/time.ts';
import type { Loop } from './loop.ts';

/** Level is evened out over so long: beats of a second go, a vibrato or a tremolo stays. */
const EVENED: Seconds = 0.3;
/** The most that a place is lifted or lowered. */
const MOST_GAIN = 10 ** (6 / 20);

/** How long before the loop its gain is led up to. */
const LEAD: Seconds = 0.25;

/** Evens a loop out, in place; it is to be joined before. What is shorter than the evening stays as it is. */
export function steadyLoop(samples: Float32Array, sampleRate: number, { start, end }: Loop): void {
  const [first, last] = [Math.round(start * sampleRate), Math.round(end * sampleRate)];
  const round = samples.subarray(first, last);
  const width = Math.round((EVENED / 2) * sampleRate);
  if (round.length < 2 * width) return;
  const power = around(
    around(
      round.map((value) => value ** 2),
      width,
    ),
    width,
  );
  const mean = power.reduce((sum, value) => sum + value, 0) / power.length;
  if (mean < 1e-12) return;
  const gains = power.map((value) =>
    Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, Math.sqrt(mean / Math.max(value, 1e-12)))),
  );
  for (let i = 0; i < round.length; i++) round[i]! *= gains[i]!;
  // What comes before leads up to the gain that the round begins with.
  const lead = Math.min(first, Math.round(LEAD * sampleRate));
  for (let i = 0; i < lead; i++) samples[first - lead + i]! *= 1 + ((gains[0]! - 1) * (i + 1)) / lead;
}

/** Mean of each value and those around it, `width` of them, as they follow one another round and round. */
function around(values: Float32Array, width: number): Float32Array {
  const { length } = values;
  const at = (i: number) => values[(i + length) % length]!;
  const half = width >> 1;
  let sum = 0;
  for (let i = -half; i < width - half; i++) sum += at(i);
  return values.map((_, i) => {
    const mean = sum / width;
    sum += at(i + width - half) - at(i - half);
    return Math.max(0, mean);
  });
}
