/** Musical time is in ticks, 480 per quarter note; a tempo converts it to seconds. */

/** Musical time, in 1/480 of a quarter note. */
export type Ticks = number;
/** Clock time in seconds. */
export type Seconds = number;
/** Quarter notes a minute, whatever the meter (as in MIDI files). */
export type BPM = number;
/** A number from 0 to 1. */
export type NormalRange = number;

/** Ticks in a quarter note. */
export const PPQ = 480;
/** Ticks in an eighth note. */
export const EIGHTH: Ticks = PPQ / 2;
/** Ticks in a sixteenth note. */
export const SIXTEENTH: Ticks = PPQ / 4;

/** The meters that music can be asked in. */
export const METERS = ['2/4', '3/4', '4/4', '2/2', '3/8', '6/8', '9/8', '12/8', '5/4', '7/8'] as const;
export type Meter = (typeof METERS)[number];

/** Lengths of a meter, in ticks. */
export interface MeterInfo {
  readonly numerator: number;
  readonly denominator: number;
  readonly barTicks: Ticks;
  /** Length of each beat of a bar, in ticks; equal except in 7/8 (2+2+3). */
  readonly beats: readonly Ticks[];
}

const BEATS_IN_EIGHTHS: Partial<Record<Meter, readonly number[]>> = {
  '3/8': [3],
  '6/8': [3, 3],
  '9/8': [3, 3, 3],
  '12/8': [3, 3, 3, 3],
  '7/8': [2, 2, 3],
};

/** Numerator, bar length and beat lengths of a meter. */
export function meterInfo(meter: Meter): MeterInfo {
  return KNOWN.get(meter) ?? worked(meter);
}

function worked(meter: Meter): MeterInfo {
  const [numerator, denominator] = meter.split('/').map(Number) as [number, number];
  const unit = (PPQ * 4) / denominator;
  const grouped = BEATS_IN_EIGHTHS[meter];
  const beats = grouped ? grouped.map((eighths) => (eighths * PPQ) / 2) : Array.from({ length: numerator }, () => unit);
  return { numerator, denominator, barTicks: unit * numerator, beats };
}

/** Computed once, because every note choice reads it. */
const KNOWN: ReadonlyMap<Meter, MeterInfo> = new Map(METERS.map((meter) => [meter, worked(meter)]));

/** Start of each beat within a bar, in ticks; the first is 0. */
export function beatStarts(meter: Meter): readonly Ticks[] {
  const starts: Ticks[] = [];
  let at = 0;
  for (const beat of meterInfo(meter).beats) {
    starts.push(at);
    at += beat;
  }
  return starts;
}

/** Duration of ticks at a tempo, in seconds. */
export function ticksToSeconds(ticks: Ticks, bpm: BPM): Seconds {
  return (ticks / PPQ) * (60 / bpm);
}

/** Ticks in a duration at a tempo, not rounded. */
export function secondsToTicks(seconds: Seconds, bpm: BPM): Ticks {
  return (seconds * bpm * PPQ) / 60;
}
