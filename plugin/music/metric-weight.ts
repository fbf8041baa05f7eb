/** Metric weight of each position in a bar, after Longuet-Higgins & Lee (1984): 0 at the bar line, one less per level below. */

import { beatStarts, type Meter, meterInfo, PPQ, type Ticks } from './time.ts';

/** How a bar divides, level by level; 7/8 divides unevenly and uses its beats. */
const DIVISIONS: Record<Meter, readonly number[]> = {
  '2/4': [2, 2, 2],
  '3/4': [3, 2, 2],
  '4/4': [2, 2, 2, 2],
  '2/2': [2, 2, 2, 2],
  '3/8': [3, 2],
  '6/8': [2, 3, 2],
  '9/8': [3, 3, 2],
  '12/8': [2, 2, 3, 2],
  '5/4': [5, 2, 2],
  '7/8': [],
};

/** The metric weight of a position in a bar: 0 at the bar line, then -1, -2 …; positions on no level have the lowest. */
export function metricWeight(meter: Meter, tickInBar: Ticks): number {
  return weightTable(meter)[Math.round(tickInBar / WEIGHT_GRID)] ?? 0;
}

/** Whether a position is the bar line or a beat of weight -1. */
export function isStrongBeat(meter: Meter, tickInBar: Ticks): boolean {
  return metricWeight(meter, tickInBar) >= -1;
}

/** Grid of the weight table: 20 ticks, fine enough for triplets and 32nds. */
const WEIGHT_GRID = PPQ / 24;
const tables = new Map<Meter, readonly number[]>();

function weightTable(meter: Meter): readonly number[] {
  const cached = tables.get(meter);
  if (cached) return cached;
  const { barTicks } = meterInfo(meter);
  const levels = levelLengths(meter, barTicks);
  const beats = beatStarts(meter);
  const table = Array.from({ length: barTicks / WEIGHT_GRID }, (_, slot) => {
    const tick = slot * WEIGHT_GRID;
    if (tick === 0) return 0;
    if (meter === '7/8')
      return beats.includes(tick) ? -1 : tick % (PPQ / 2) === 0 ? -2 : tick % (PPQ / 4) === 0 ? -3 : -4;
    const level = levels.findIndex((length) => tick % length === 0);
    return level < 0 ? -(levels.length + 1) : -(level + 1);
  });
  tables.set(meter, table);
  return table;
}

function levelLengths(meter: Meter, barTicks: Ticks): number[] {
  const lengths: number[] = [];
  let length = barTicks;
  for (const division of DIVISIONS[meter]) {
    length /= division;
    lengths.push(length);
  }
  return lengths;
}
