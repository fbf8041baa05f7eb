/** The beats of a bar with their functions, each divided in two or three. All accompaniment patterns use them. */

import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';

/** `down` begins the bar, `back` is a back beat, `other` lies between. */
export type BeatJob = 'down' | 'back' | 'other';

/** One beat of a bar. */
export interface Beat {
  /** From the bar line. */
  readonly tick: Ticks;
  readonly ticks: Ticks;
  readonly job: BeatJob;
  /** Divided in three eighths instead of two. */
  readonly ternary: boolean;
}

/** Functions of the beats. 2/2 counts in quarters, so that patterns of 4/4 fit; 5/4 is 3+2, 7/8 is 2+2+3. */
const JOBS: Readonly<Record<Meter, readonly BeatJob[]>> = {
  '2/4': ['down', 'back'],
  '3/4': ['down', 'other', 'other'],
  '4/4': ['down', 'back', 'other', 'back'],
  '2/2': ['down', 'back', 'other', 'back'],
  '3/8': ['down'],
  '6/8': ['down', 'back'],
  '9/8': ['down', 'other', 'back'],
  '12/8': ['down', 'back', 'other', 'back'],
  '5/4': ['down', 'other', 'back', 'other', 'back'],
  '7/8': ['down', 'back', 'back'],
};

/** The beats of a meter's bar, in order. */
export function beatsOf(meter: Meter): readonly Beat[] {
  const lengths = meter === '2/2' ? [PPQ, PPQ, PPQ, PPQ] : meterInfo(meter).beats;
  let tick = 0;
  return lengths.map((ticks, i) => {
    const beat = { tick, ticks, job: JOBS[meter][i]!, ternary: ticks === PPQ * 1.5 };
    tick += ticks;
    return beat;
  });
}

/** Ticks of the eighth notes from one position in a bar up to another. */
export function eighths(from: Ticks, to: Ticks): Ticks[] {
  const places: Ticks[] = [];
  for (let tick = from; tick < to; tick += PPQ / 2) places.push(tick);
  return places;
}
