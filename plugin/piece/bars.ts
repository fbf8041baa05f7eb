/**
 * Lays bars over the ticks of a MIDI file. Meters that the band has no bars for are split into some that it has; a bar that a
 * change of meter cuts short is a bar of its own where that length is one, else it runs on over the change. No note moves.
 */

import { METERS, type Meter, meterInfo, type Ticks } from '../music/time.ts';
import type { FileContent } from './read-file.ts';

/** A bar of the file. */
export interface FileBar {
  readonly tick: Ticks;
  readonly meter: Meter;
}

/** Meters that bars of other lengths are put together from, the likeliest first. */
const PARTS: readonly Meter[] = ['4/4', '3/4', '2/4', '5/4', '7/8', '3/8'];
const MOST_PARTS = 4;
/** A change of meter this close to a bar line lies on it: files round. */
const ON_LINE: Ticks = 8;
const USUAL: Meter = '4/4';

/** The bars from tick 0 to the one in which the file ends. */
export function barsOf({ meters }: Pick<FileContent, 'meters'>, end: Ticks): readonly FileBar[] {
  const bars: FileBar[] = [];
  let tick = 0;
  while (tick < end) {
    const stated = meters.findLast((each) => each.tick <= tick + ON_LINE);
    const next = meters.find((each) => each.tick > tick + ON_LINE)?.tick ?? Number.POSITIVE_INFINITY;
    for (const meter of stated === undefined ? [USUAL] : barMeters(stated)) {
      const left = next - tick;
      const whole = meterInfo(meter).barTicks;
      const short = left < whole - ON_LINE ? PARTS.find((each) => meterInfo(each).barTicks === left) : undefined;
      bars.push({ tick, meter: short ?? meter });
      tick += meterInfo(short ?? meter).barTicks;
      if (tick >= next - ON_LINE) break;
    }
  }
  return bars;
}

/** The bars that one stated bar is played as. */
function barMeters({ numerator, denominator }: FileContent['meters'][number]): readonly Meter[] {
  const name = METERS.find((meter) => meter === `${numerator}/${denominator}`);
  if (name !== undefined) return [name];
  const ticks = (4 * 480 * numerator) / denominator;
  // Eighths do not halve the beats of quarters.
  const usable = PARTS.filter((meter) => denominator >= 8 || !meter.endsWith('8'));
  const even = usable.find((meter) => ticks % meterInfo(meter).barTicks === 0 && numerator % Number(meter[0]) === 0);
  if (even !== undefined) return Array.from({ length: ticks / meterInfo(even).barTicks }, () => even);
  return sumOf(ticks, MOST_PARTS) ?? [USUAL];
}

/** Meters whose bars are together so long; null where there are none. */
function sumOf(ticks: Ticks, most: number): Meter[] | null {
  if (ticks === 0) return [];
  if (most === 0) return null;
  for (const meter of PARTS) {
    const rest = ticks - meterInfo(meter).barTicks;
    const others = rest < 0 ? null : sumOf(rest, most - 1);
    if (others !== null) return [meter, ...others];
  }
  return null;
}
