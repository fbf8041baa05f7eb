/**
 * The tick map of played music follows the mood that has the lead: from each bar line on, its tempo and meter. Notes of a
 * deck that is fading out keep their place in time, and so fall between the ticks of the other tempo.
 */

import { meterInfo, PPQ, type Seconds, secondsToTicks, type Ticks } from '../music/time.ts';
import type { LeadBar } from './play-sections.ts';

/** A bar of the lead on the ticks of the file. */
export interface MappedBar {
  readonly lead: LeadBar;
  readonly tick: Ticks;
  readonly ticks: Ticks;
}

/** Time to ticks and back bars. */
export class TickMap {
  readonly bars: readonly MappedBar[];

  constructor(bars: readonly LeadBar[]) {
    let tick = 0;
    this.bars = bars.map((lead) => {
      const { bpm, meter, time } = lead.event;
      const whole = meterInfo(meter).barTicks;
      const heard = Math.round(secondsToTicks(lead.end - time, bpm));
      const mapped = { lead, tick, ticks: Math.min(whole, heard) };
      tick += mapped.ticks;
      return mapped;
    });
  }

  /** The tick at which the last bar ends. */
  get end(): Ticks {
    const last = this.bars.at(-1);
    return last === undefined ? 0 : last.tick + last.ticks;
  }

  /** The bar of the lead that sounds at a time; past the end the last one. */
  at(time: Seconds): MappedBar {
    let found = this.bars[0]!;
    for (const bar of this.bars) if (bar.lead.event.time <= time + 1e-9) found = bar;
    return found;
  }

  /** The tick at a time, rounded; before the first bar 0. */
  tickAt(time: Seconds): Ticks {
    const bar = this.at(time);
    const { time: start, bpm } = bar.lead.event;
    return Math.max(0, Math.round(bar.tick + ((time - start) * bpm * PPQ) / 60));
  }
}
