/** Harmonic rhythm: when chords change. Chosen before the chords; faster before a cadence, with one chord in the last bar. */

import type { BarPlan } from '../music/phrase.ts';
import type { Random } from '../music/random.ts';
import { type Meter, meterInfo, type Ticks } from '../music/time.ts';

/** The span of one chord. `copyOf` is the index of the slot whose chord it copies, moved by `steps` scale steps. */
export interface ChordSlot {
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  readonly copyOf: number | null;
  readonly steps: number;
}

/** Tick at which a bar with two chords changes: its middle, or the end of the longer part; null = too short for two. */
const SPLIT: Readonly<Record<Meter, Ticks | null>> = {
  '2/4': 480,
  '3/4': 960,
  '4/4': 960,
  '2/2': 960,
  '3/8': null,
  '6/8': 720,
  '9/8': 1440,
  '12/8': 1440,
  '5/4': 1440,
  '7/8': 960,
};

/** Share of bars with two chords that keep both in bars of three beats, where a change on the third trips a waltz, and of two. */
const SHORT = 0.1;
/** Meters whose bars hardly ever have two chords. */
const ONE_CHORD: readonly Meter[] = ['3/4', '2/4'];
/** Added probability of two chords in the last bar before the cadence. */
const CADENCE_QUICKENS = 0.3;

/** The chord slots of a phrase; bars that copy another copy its rhythm and refer to its chords. */
export function chordSlots(
  random: Random,
  options: {
    readonly bars: number;
    readonly meter: Meter;
    readonly chordsPerBar: number;
    readonly plan?: readonly BarPlan[] | undefined;
  },
): readonly ChordSlot[] {
  const { bars, meter, chordsPerBar, plan } = options;
  const { barTicks } = meterInfo(meter);
  const split = SPLIT[meter];
  const slots: ChordSlot[] = [];
  const firstOfBar: number[] = [];
  const tied = new Set(plan?.flatMap((bar, at) => (bar.kind === 'copy' ? [at, bar.of] : [])));
  for (let bar = 0; bar < bars; bar++) {
    const planned = plan?.[bar];
    const source = planned?.kind === 'copy' ? firstOfBar[planned.of] : undefined;
    const tick = bar * barTicks;
    const join = random.next() < 2 * (1 - chordsPerBar);
    const quickens = bar === bars - 2 && chordsPerBar >= 1 ? CADENCE_QUICKENS : 0;
    const two = random.next() < (chordsPerBar - 1 + quickens) * (ONE_CHORD.includes(meter) ? SHORT : 1);
    firstOfBar.push(slots.length);
    if (planned?.kind === 'copy' && source !== undefined) {
      const end = firstOfBar[planned.of + 1]!;
      for (let i = source; i < end; i++) {
        const from = slots[i]!;
        slots.push({ ...from, tick: tick + from.tick - planned.of * barTicks, copyOf: i, steps: planned.steps });
      }
    } else if (bar % 2 === 1 && bar < bars - 2 && join && !tied.has(bar) && !tied.has(bar - 1)) {
      const before = slots.pop()!;
      firstOfBar[bar] = slots.length;
      slots.push({ ...before, durationTicks: before.durationTicks + barTicks });
    } else if (two && bar < bars - 1 && split !== null) {
      slots.push({ tick, durationTicks: split, copyOf: null, steps: 0 });
      slots.push({ tick: tick + split, durationTicks: barTicks - split, copyOf: null, steps: 0 });
    } else {
      slots.push({ tick, durationTicks: barTicks, copyOf: null, steps: 0 });
    }
  }
  return slots;
}
