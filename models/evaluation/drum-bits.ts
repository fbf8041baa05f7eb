/**
 * Bits a hit on performances: the drum network against add-one tables with the same input (style, feel, density, level,
 * fill and place) and, for velocity and deviation, what the same hand did last at this place. As models/training/torch does.
 */

import { median } from 'simple-statistics';
import {
  type BarConditions,
  DRUM_CLASSES,
  DRUM_PPQ,
  DRUM_STYLES,
  DrumHands,
  type DrumNetwork,
  DrumSequence,
  deviationBin,
  digitOf,
  PLACE_OF,
  PLACES_OF_QUARTER,
  STEP_COUNT,
  tempoDigit,
  velocityBin,
} from '../../plugin/internal.ts';
import type { DrumPerformance } from '../corpus/drum-hits.ts';

/** Bits of the four parts of a hit. */
export interface HitBits {
  readonly place: number;
  readonly drum: number;
  readonly velocity: number;
  readonly deviation: number;
}

/** A performance as the network was taught: hits on its grid, and the conditions of each bar. */
export interface TaughtTake {
  readonly bpm: number;
  readonly barTicks: number;
  readonly hits: readonly TaughtHit[];
  conditions(bar: number): BarConditions;
}

interface TaughtHit {
  readonly tick: number;
  readonly drum: number;
  readonly velocity: number;
  readonly deviation: number;
}

/** Quarters of a bar, and the number of the meter. */
const METERS: Readonly<Record<string, readonly [quarters: number, meter: number]>> = {
  '4/4': [4, 0],
  '3/4': [3, 1],
  '6/8': [3, 2],
  '5/4': [5, 3],
};
const FEWEST_HITS = 8;
const TOMS_FROM = DRUM_CLASSES.indexOf('tom-high');
const CRASH = DRUM_CLASSES.indexOf('crash');

function styleOf(name: string): number {
  const [top = '', variant = ''] = name.split(/\/(.*)/s);
  const index = (style: string) => DRUM_STYLES.indexOf(style as (typeof DRUM_STYLES)[number]);
  if (variant.includes('shuffle') || variant.includes('swing') || top === 'blues') return index('swing');
  if (top.startsWith('afro')) return index('afro');
  return index(top) < 0 ? index('pop') : index(top);
}

/** A performance on the network's grid; null where too little of it is. */
export function taughtTake(performance: DrumPerformance, sixths: DrumNetwork['sixths']): TaughtTake | null {
  const known = METERS[performance.meter];
  if (!known) return null;
  const [quarters, meter] = known;
  const barTicks = DRUM_PPQ * quarters;
  const hits = hitsOnGrid(performance, barTicks);
  if (hits.length < FEWEST_HITS) return null;
  const { density, level, fill, feel } = barsOf(performance, hits, barTicks, quarters);
  const style = styleOf(performance.style);
  const tempo = tempoDigit(performance.bpm);
  return {
    bpm: performance.bpm,
    barTicks,
    hits,
    conditions(bar) {
      const b = Math.min(bar, density.length - 1);
      return {
        ...{ bar: bar % 4, style, meter, tempo, feel: feel[b]! },
        density: digitOf(density[b]!, sixths.density),
        level: digitOf(level[b]!, sixths.level),
        fill: fill[b]!,
        nextFill: fill[Math.min(b + 1, fill.length - 1)]!,
      };
    },
  };
}

function hitsOnGrid({ hits, lead }: DrumPerformance, barTicks: number): TaughtHit[] {
  const struck = new Map<string, TaughtHit>();
  for (const { tick, drum, velocity, offset } of hits) {
    const index = DRUM_CLASSES.indexOf(drum);
    const key = `${tick}/${index}`;
    if (PLACE_OF[tick % DRUM_PPQ]! >= 0 && !struck.has(key))
      struck.set(key, { tick, drum: index, velocity, deviation: offset - lead });
  }
  const order = [...struck.values()].sort((a, b) => a.tick - b.tick || a.drum - b.drum);
  const first = Math.floor((order[0]?.tick ?? 0) / barTicks) * barTicks;
  return order.map((hit) => ({ ...hit, tick: hit.tick - first }));
}

function barsOf({ kind }: DrumPerformance, hits: readonly TaughtHit[], barTicks: number, quarters: number) {
  const bars = Math.floor(hits.at(-1)!.tick / barTicks) + 1;
  const zeros = () => new Array<number>(bars + 1).fill(0);
  const [count, loud, toms, triplet, straight, crash] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
  for (const { tick, drum, velocity } of hits) {
    const bar = Math.floor(tick / barTicks);
    count[bar]!++;
    loud[bar]! += velocity;
    if (drum >= TOMS_FROM) toms[bar]!++;
    if ([4, 8, 16, 20].includes(tick % DRUM_PPQ)) triplet[bar]!++;
    if ([6, 18].includes(tick % DRUM_PPQ)) straight[bar]!++;
    if (drum === CRASH && tick % barTicks === 0) crash[bar] = 1;
  }
  for (const list of [count, loud, toms, triplet, straight]) list.length = bars;
  const [usualToms, usual] = [median(toms), median(count)];
  const fill = count.map((strokes, bar) => {
    const rolls = toms[bar]! >= 3 && toms[bar]! > 2 * usualToms + 1;
    const leads = crash[bar + 1] === 1 && strokes > usual + 2 && toms[bar]! >= 1;
    return Number(kind === 'fill' || rolls || leads);
  });
  const around = (values: readonly number[]) =>
    values.map((_, bar) => {
      const near = values.slice(Math.max(0, bar - 1), bar + 3);
      return near.reduce((sum, value) => sum + value, 0) / near.length;
    });
  return {
    density: around(count).map((strokes) => strokes / quarters),
    level: around(loud.map((sum, bar) => sum / Math.max(1, count[bar]!))),
    fill,
    feel: triplet.map((strokes, bar) => Number(strokes > straight[bar]!)),
  };
}

/** Mean bits a hit of the network. */
export function networkBits(network: DrumNetwork, takes: readonly TaughtTake[]): HitBits {
  const total = new Totals();
  for (const { barTicks, hits, conditions } of takes) {
    const sequence = new DrumSequence(network, barTicks, conditions);
    for (const { tick, drum, velocity, deviation } of hits) {
      total.add([
        sequence.steps()[stepOf(sequence.tick, tick)]!,
        sequence.drums(tick)[drum]!,
        sequence.velocities(tick, drum)[velocityBin(velocity)]!,
        sequence.deviations(tick, drum, velocity)[deviationBin(deviation)]!,
      ]);
      sequence.add(tick, drum, velocity, deviation);
    }
  }
  return total.mean();
}

/** The place of a hit, counted from the quarter of the hit before it; a longer gap counts as the longest. */
function stepOf(before: number, tick: number): number {
  const quarters = Math.min(4, Math.floor(tick / DRUM_PPQ) - Math.floor(before / DRUM_PPQ));
  return quarters * PLACES_OF_QUARTER + PLACE_OF[tick % DRUM_PPQ]!;
}

/** Mean bits a hit of add-one tables counted on `train`; with `recall`, their input includes what the hand did last at the place. */
export function tableBits(train: readonly TaughtTake[], takes: readonly TaughtTake[], recall: boolean): HitBits {
  const tables = [STEP_COUNT, DRUM_CLASSES.length, 16, 20].map((size) => new Table(size));
  for (const take of train)
    for (const contexts of contextsOf(take, recall))
      contexts.forEach(([key, value], i) => {
        tables[i]!.count(key, value);
      });
  const total = new Totals();
  for (const take of takes)
    for (const contexts of contextsOf(take, recall))
      total.add(contexts.map(([key, value], i) => tables[i]!.logProbability(key, value)));
  return total.mean();
}

type Context = readonly [key: string, value: number];

/** The input of the tables for each part of a hit, and that part. */
function* contextsOf({ barTicks, hits, conditions }: TaughtTake, recall: boolean): Generator<readonly Context[]> {
  const hands = new DrumHands();
  let before = 0;
  const placeOf = (tick: number) =>
    Math.floor((tick % barTicks) / DRUM_PPQ) * PLACES_OF_QUARTER + PLACE_OF[tick % DRUM_PPQ]!;
  for (const { tick, drum, velocity, deviation } of hits) {
    const now = conditions(Math.floor(before / barTicks));
    const place = placeOf(tick);
    const memory = hands.recall(drum, place);
    const [hard, early] = recall ? [`/${memory[0]}`, `/${memory[4]}`] : ['', ''];
    yield [
      [`${now.style}/${now.density}/${now.fill}/${placeOf(before)}/${now.feel}`, stepOf(before, tick)],
      [`${now.style}/${now.density}/${now.fill}/${place}`, drum],
      [`${drum}/${place}/${now.level}${hard}`, velocityBin(velocity)],
      [`${drum}/${place}/${now.style}${early}`, deviationBin(deviation)],
    ];
    hands.strike(drum, place, velocity, deviation);
    before = tick;
  }
}

/** Counts by context, each value once more than it was seen. */
class Table {
  readonly #rows = new Map<string, number[]>();
  constructor(private readonly size: number) {}

  count(key: string, value: number): void {
    const row = this.#rows.get(key) ?? this.#rows.set(key, new Array<number>(this.size).fill(1)).get(key)!;
    row[value]!++;
  }

  logProbability(key: string, value: number): number {
    const row = this.#rows.get(key);
    if (!row) return -Math.log(this.size);
    return Math.log(row[value]! / row.reduce((sum, count) => sum + count, 0));
  }
}

class Totals {
  readonly #sums = [0, 0, 0, 0];
  #count = 0;

  add(logProbabilities: readonly number[]): void {
    for (const [i, value] of logProbabilities.entries()) this.#sums[i]! -= value / Math.LN2;
    this.#count++;
  }

  mean(): HitBits {
    const [place, drum, velocity, deviation] = this.#sums.map((sum) => sum / this.#count) as [
      number,
      number,
      number,
      number,
    ];
    return { place, drum, velocity, deviation };
  }
}
