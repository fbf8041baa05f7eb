/** Inputs and outputs of the drum network, as its trainer numbers them (models/training/torch/drum_hits.py). */

import { DRUM_PPQ } from '../../music/drum-performance.ts';

/** What one limb or one habit plays, by drum: velocity and timing are remembered by group. */
export const DRUM_GROUPS = [0, 1, 1, 1, 2, 2, 3, 2, 2, 4, 5, 5, 5] as const;
export const GROUP_COUNT = 6;
export const DRUM_COUNT = 13;

/** Places of a quarter note, in ticks. */
const PLACES = [0, 4, 6, 8, 12, 16, 18, 20] as const;
export const PLACES_OF_QUARTER = PLACES.length;
/** The place of each tick of a quarter; -1 where there is none. */
export const PLACE_OF: readonly number[] = Array.from({ length: DRUM_PPQ }, (_, tick) =>
  PLACES.indexOf(tick as (typeof PLACES)[number]),
);
export const tickOf = (place: number): number =>
  Math.floor(place / PLACES_OF_QUARTER) * DRUM_PPQ + PLACES[place % PLACES_OF_QUARTER]!;

/** Most quarters of a bar, and of a gap between two hits. */
export const MOST_QUARTERS = 5;
export const STEP_COUNT = PLACES_OF_QUARTER * MOST_QUARTERS;
/** Velocities in bins of 8, deviations in bins of 6 ms; means of deviations in bins of 3 ms. */
export const VELOCITY_COUNT = 16;
export const VELOCITY_BIN = 8;
export const DEVIATION_COUNT = 20;
export const DEVIATION_BIN = 6;
export const FINE_COUNT = 40;
const FINE_BIN = 3;
/** The earliest deviation, in ms. */
export const EARLIEST = -60;
/** Tempos at which the tempo's number rises. */
const TEMPI = [80, 100, 120, 150] as const;

const binned = (value: number, size: number, count: number) =>
  Math.min(count - 1, Math.max(0, Math.floor(value / size)));
export const velocityBin = (velocity: number): number => binned(velocity, VELOCITY_BIN, VELOCITY_COUNT);
export const deviationBin = (ms: number): number => binned(ms - EARLIEST, DEVIATION_BIN, DEVIATION_COUNT);
export const fineBin = (ms: number): number => binned(ms - EARLIEST, FINE_BIN, FINE_COUNT);
/** The number of a value between ascending edges. */
export const digitOf = (value: number, edges: readonly number[]): number => edges.filter((edge) => edge < value).length;
export const tempoDigit = (bpm: number): number => digitOf(bpm, TEMPI);

/** One-hot inputs of a step, in order. */
const INPUTS = {
  drum: DRUM_COUNT,
  velocity: VELOCITY_COUNT,
  deviation: DEVIATION_COUNT,
  place: STEP_COUNT,
  bar: 4,
  style: 16,
  feel: 2,
  meter: 4,
  tempo: 5,
  density: 6,
  level: 6,
  fill: 2,
  nextFill: 2,
  backStep: STEP_COUNT + 1,
  backDrum: DRUM_COUNT,
  hereDrum: DRUM_COUNT,
  start: 1,
} as const;
type InputName = keyof typeof INPUTS;

let total = 0;
/** Offset of each input. */
export const INPUT = Object.fromEntries(
  Object.entries(INPUTS).map(([name, size]) => {
    total += size;
    return [name, total - size];
  }),
) as Readonly<Record<InputName, number>>;
export const INPUT_COUNT = total;
