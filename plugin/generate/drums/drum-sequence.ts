/** A drum performance as the network reads it: hits so far, and the probabilities of the next one. */

import { DRUM_PPQ } from '../../music/drum-performance.ts';
import { logSoftmaxRow } from '../sampling.ts';
import { DrumHands } from './drum-hands.ts';
import {
  DRUM_COUNT,
  deviationBin,
  INPUT,
  MOST_QUARTERS,
  PLACE_OF,
  PLACES_OF_QUARTER,
  STEP_COUNT,
  tickOf,
  velocityBin,
} from './drum-layout.ts';
import type { DrumNetwork } from './drum-network.ts';

/** The conditions of a bar, as numbers of the network's inputs. */
export interface BarConditions {
  /** 0..3 */
  readonly bar: number;
  readonly style: number;
  readonly feel: number;
  readonly meter: number;
  readonly tempo: number;
  readonly density: number;
  readonly level: number;
  readonly fill: number;
  readonly nextFill: number;
}

/** Hits in order of tick and drum. */
export class DrumSequence {
  readonly #network: DrumNetwork;
  readonly #barTicks: number;
  readonly #conditions: (bar: number) => BarConditions;
  readonly #h: Float32Array;
  readonly #c: Float32Array;
  readonly #hands = new DrumHands();
  /** Ticks that are struck, ascending, with the drums of each. */
  readonly #ticks: number[] = [];
  readonly #struck = new Map<number, number[]>();
  #tick = 0;
  #last = -1;
  #hasBegun = false;
  /** The summed weights of the conditions of the last hit's bar. */
  #row: { readonly bar: number; readonly sum: Float32Array } | null = null;

  constructor(network: DrumNetwork, barTicks: number, conditions: (bar: number) => BarConditions) {
    this.#network = network;
    this.#barTicks = barTicks;
    this.#conditions = conditions;
    this.#h = new Float32Array(network.units);
    this.#c = new Float32Array(network.units);
    this.#advance([INPUT.start]);
  }

  /** The tick of the last hit. */
  get tick(): number {
    return this.#tick;
  }

  /** Its drum; -1 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Log-probabilities of the next place, counted from the quarter of the last hit. */
  steps(): Float32Array {
    const logits = this.#network.steps(this.#h);
    const current = this.#hasBegun ? PLACE_OF[this.#tick % DRUM_PPQ]! : 0;
    logits.fill(Number.NEGATIVE_INFINITY, 0, current);
    return normalized(logits);
  }

  /** The tick of a place of {@link steps}. */
  tickAt(step: number): number {
    return Math.floor(this.#tick / DRUM_PPQ) * DRUM_PPQ + tickOf(step);
  }

  /** Log-probabilities of the drum at a tick. */
  drums(tick: number): Float32Array {
    const bar = this.#barTicks;
    const back = [1, 2].flatMap((ago) =>
      (this.#struck.get(tick - ago * bar) ?? []).map((drum) => drum + (ago - 1) * DRUM_COUNT),
    );
    const same = this.#same(tick);
    const logits = this.#network.drums(this.#h, this.#place(tick), same + 1, back);
    logits.fill(Number.NEGATIVE_INFINITY, 0, same + 1);
    return normalized(logits);
  }

  /** Log-probabilities of a hit's velocity. */
  velocities(tick: number, drum: number): Float32Array {
    const place = this.#place(tick);
    const hands = this.#hands.recall(drum, place).slice(0, 4);
    return normalized(this.#network.velocities(this.#h, [drum, place, this.#same(tick) + 1, ...hands]));
  }

  /** Log-probabilities of its deviation. */
  deviations(tick: number, drum: number, velocity: number): Float32Array {
    const place = this.#place(tick);
    const hands = this.#hands.recall(drum, place).slice(4);
    const conditions = [drum, place, this.#same(tick) + 1, velocityBin(velocity)];
    return normalized(this.#network.deviations(this.#h, [...conditions, ...hands]));
  }

  /** Adds a hit: velocity as in MIDI, deviation in ms. */
  add(tick: number, drum: number, velocity: number, deviation: number): void {
    const struck = this.#struck.get(tick);
    if (struck) struck.push(drum);
    else {
      this.#ticks.push(tick);
      this.#struck.set(tick, [drum]);
    }
    this.#hands.strike(drum, this.#place(tick), velocity, deviation);
    this.#tick = tick;
    this.#last = drum;
    this.#hasBegun = true;
    this.#advance([
      INPUT.drum + drum,
      INPUT.velocity + velocityBin(velocity),
      INPUT.deviation + deviationBin(deviation),
    ]);
  }

  #advance(event: readonly number[]): void {
    const tick = this.#tick;
    const at = Math.floor(tick / this.#barTicks);
    const back = at > 0 ? this.#lookBack(tick - this.#barTicks) : [];
    const inputs = [...event, INPUT.place + this.#place(tick), ...back];
    this.#network.advance(this.#h, this.#c, inputs, this.#conditionRow(at));
  }

  #conditionRow(bar: number): Float32Array {
    if (this.#row?.bar === bar) return this.#row.sum;
    const conditions = this.#conditions(bar);
    const sum = this.#network.sumOf([
      INPUT.bar + conditions.bar,
      INPUT.style + conditions.style,
      INPUT.feel + conditions.feel,
      INPUT.meter + conditions.meter,
      INPUT.tempo + conditions.tempo,
      INPUT.density + conditions.density,
      INPUT.level + conditions.level,
      INPUT.fill + conditions.fill,
      INPUT.nextFill + conditions.nextFill,
    ]);
    this.#row = { bar, sum };
    return sum;
  }

  /** What was struck a bar before, and what came next then. */
  #lookBack(tick: number): number[] {
    const inputs = (this.#struck.get(tick) ?? []).map((drum) => INPUT.hereDrum + drum);
    // The next hit lies within the last bar: it is looked for from the end.
    const next = this.#ticks[this.#ticks.findLastIndex((other) => other <= tick) + 1];
    const quarters = next === undefined ? MOST_QUARTERS : Math.floor(next / DRUM_PPQ) - Math.floor(tick / DRUM_PPQ);
    if (next === undefined || quarters >= MOST_QUARTERS - 1) return [...inputs, INPUT.backStep + STEP_COUNT];
    const step = INPUT.backStep + quarters * PLACES_OF_QUARTER + PLACE_OF[next % DRUM_PPQ]!;
    return [...inputs, step, ...this.#struck.get(next)!.map((drum) => INPUT.backDrum + drum)];
  }

  #place(tick: number): number {
    const within = tick % this.#barTicks;
    return Math.floor(within / DRUM_PPQ) * PLACES_OF_QUARTER + PLACE_OF[within % DRUM_PPQ]!;
  }

  /** The last drum of a tick; -1 where none is struck yet. */
  #same(tick: number): number {
    return this.#hasBegun && tick === this.#tick ? this.#last : -1;
  }
}

function normalized(logits: Float32Array): Float32Array {
  logSoftmaxRow(logits, 0, logits.length);
  return logits;
}
