/** The network's alphabet: one symbol for a duration, one for a pitch above the tonic or a rest. A note has one of each. */

import type { RelativePitch } from '../music/pitch.ts';
import { PPQ, type Ticks } from '../music/time.ts';

/** Grid of the training data: 24 units per quarter note (triplet eighths 8, sixteenths 6). */
export const GRID_PER_QUARTER = 24;
/** Ticks per grid unit. */
export const TICKS_PER_GRID = PPQ / GRID_PER_QUARTER;

/**
 * The network's durations, in 1/24 of a quarter note. They cover 98.6 % of the corpus; others become the nearest one on a
 * logarithmic scale, and the onset of the next event stays true.
 */
export const DURATIONS = [
  3, 4, 6, 8, 9, 12, 15, 16, 18, 20, 21, 24, 30, 32, 36, 40, 42, 48, 54, 60, 64, 66, 72, 80, 84, 90, 96, 108, 120, 132,
  144, 168, 192,
] as const;
export const DURATION_COUNT = DURATIONS.length;

/** Lowest pitch of the network, in semitones above the tonic anchor. */
export const PITCH_LOW: RelativePitch = -17;
/** Number of pitches; the highest is `PITCH_LOW + PITCH_COUNT - 1`. */
export const PITCH_COUNT = 48;
/** The symbol of a rest. */
export const REST = PITCH_COUNT;
/** Number of pitch symbols: pitches and the rest. */
export const PITCH_SYMBOLS = PITCH_COUNT + 1;

const nearestDuration = buildNearest();

function buildNearest(): Uint8Array {
  const table = new Uint8Array(DURATIONS[DURATION_COUNT - 1]! + 1);
  for (let grid = 1; grid < table.length; grid++) {
    let best = 0;
    for (let token = 1; token < DURATION_COUNT; token++) {
      if (Math.abs(Math.log(DURATIONS[token]! / grid)) < Math.abs(Math.log(DURATIONS[best]! / grid))) best = token;
    }
    table[grid] = best;
  }
  return table;
}

/** The duration symbol nearest to a length in 1/24 of a quarter note. */
export function durationToken(grid: number): number {
  return nearestDuration[Math.max(1, Math.min(nearestDuration.length - 1, Math.round(grid)))]!;
}

/** A duration symbol's length in ticks. */
export function durationTicks(token: number): Ticks {
  return DURATIONS[token]! * TICKS_PER_GRID;
}

/** The pitch symbol of a pitch above the tonic anchor; pitches outside the range are moved by octaves. */
export function pitchToken(pitch: RelativePitch): number {
  let token = pitch - PITCH_LOW;
  while (token < 0) token += 12;
  while (token >= PITCH_COUNT) token -= 12;
  return token;
}

/** The pitch above the tonic anchor of a pitch symbol (not the rest). */
export function pitchOfToken(token: number): RelativePitch {
  return token + PITCH_LOW;
}
