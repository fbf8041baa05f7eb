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

/** Power is taken of so many samples at once: a pack of notes is evened out within a frame. */
const BLOCK = 64;

/** Evens a loop out, in place; it is to be joined before. What is shorter than the evening stays as it is. */
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
  // A block's gain holds in its middle; in between it goes straight, round the corner too.
  const gainAt = (i: number) => {
    const place = i / size - 0.5 + count;
    const block = Math.floor(place);
    const share = place - block;
    return gains[block % count]! * (1 - share) + gains[(block + 1) % count]! * share;
  };
  // What comes before leads up to the gain that the round begins with.
  const lead = Math.min(first, Math.round(LEAD * sampleRate));
  const entry = gainAt(0);
  for (let i = 0; i < lead; i++) samples[first - lead + i]! *= 1 + ((entry - 1) * (i + 1)) / lead;
  for (let i = 0; i < length; i++) samples[first + i]! *= gainAt(i);
}

/** Mean of each value and those around it, `width` of them, as they follow one another round and round. */
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
