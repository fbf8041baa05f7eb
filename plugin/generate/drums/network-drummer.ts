/** A drummer that plays by the network. */

import {
  DRUM_CLASSES,
  DRUM_PPQ,
  DRUM_STYLES,
  type DrumBrief,
  type DrumClass,
  type DrumHit,
  type Drummer,
  type DrumPerformance,
} from '../../music/drum-performance.ts';
import type { Random } from '../../music/random.ts';
import { draw, oddsOf, type Taste } from '../sampling.ts';
import type { ModelFiles } from '../weights.ts';
import { DEVIATION_BIN, EARLIEST, PLACES_OF_QUARTER, tempoDigit, VELOCITY_BIN } from './drum-layout.ts';
import { DrumNetwork } from './drum-network.ts';
import { DrumSequence } from './drum-sequence.ts';

/** What is struck is chosen with a little less risk than drummers take; velocities a little wider, as a game's habits narrow them. */
const WHAT: Taste = { temperature: 0.95, topP: 0.98 };
const HOW_HARD: Taste = { temperature: 1.05, topP: 0.99 };
const HOW_EARLY: Taste = { temperature: 0.9, topP: 0.99 };
/** Places of a quarter that straight and swung music leave out. */
const TRIPLETS: readonly number[] = [1, 3, 5, 7];
const HALVES: readonly number[] = [2, 4, 6];
/** Added to the log-probability of what the groove strikes: of its places, and of its drums there. */
const GROOVE = { place: 0.5, drum: 1.4 } as const;
const METERS = ['4/4', '3/4', '6/8', 'other'] as const;
/** Players drift from the click: the rate at which the drift is followed, a stroke, and the share of it that a band keeps. */
export const DRIFT = { rate: 0.06, left: 0.3 } as const;
const LOUDEST = 127;

/** Opens a drummer. @throws WeightsError if the files are not those of the network. */
export function createDrummer(files: ModelFiles): Drummer {
  const network = new DrumNetwork(files);
  return { perform: (brief) => new NetworkPerformance(network, brief) };
}

class NetworkPerformance implements DrumPerformance {
  readonly #sequence: DrumSequence;
  readonly #brief: DrumBrief;
  /** The place of the next hit, where it is decided but not yet played. */
  #next: number | null = null;
  #drift = 0;

  constructor(network: DrumNetwork, brief: DrumBrief) {
    const { style, swings, meter, barTicks, bpm, countIn } = brief;
    const conditions = { style: DRUM_STYLES.indexOf(style), meter: METERS.indexOf(meter), tempo: tempoDigit(bpm) };
    this.#brief = brief;
    this.#sequence = new DrumSequence(network, barTicks, (index) => {
      const { density, level, fill } = brief.bar(index - countIn);
      const bar = (((index - countIn) % 4) + 4) % 4;
      const nextFill = brief.bar(index - countIn + 1).fill;
      return {
        ...conditions,
        bar,
        feel: Number(swings),
        density,
        level,
        fill: Number(fill),
        nextFill: Number(nextFill),
      };
    });
  }

  strike(tick: number, drum: DrumClass): DrumHit {
    this.#next = null;
    return this.#play(tick, DRUM_CLASSES.indexOf(drum));
  }

  playTo(tick: number): readonly DrumHit[] {
    const hits: DrumHit[] = [];
    for (;;) {
      this.#next ??= this.#nextTick();
      if (this.#next >= tick) return hits;
      hits.push(this.#play(this.#next, this.#nextDrum(this.#next)));
      this.#next = null;
    }
  }

  /** The tick of the next hit: often that of the last, with another drum. */
  #nextTick(): number {
    const { swings, chance } = this.#brief;
    const { tick, last } = this.#sequence;
    const forbidden = swings ? HALVES : TRIPLETS;
    const steps = this.#sequence.steps();
    const odds = oddsOf(
      steps,
      0,
      steps.length,
      (step) => {
        const at = this.#sequence.tickAt(step);
        const isSame = at === tick && last >= 0;
        if (forbidden.includes(step % PLACES_OF_QUARTER) || (isSame && last === DRUM_CLASSES.length - 1))
          return Number.NEGATIVE_INFINITY;
        return this.#bias(at, isSame ? last : -1);
      },
      WHAT,
    );
    return odds === null ? tick + DRUM_PPQ : this.#sequence.tickAt(draw(odds, chance).symbol);
  }

  /** How much more likely a hit at a tick is for the groove, and for what melody and bass accent. */
  #bias(tick: number, last: number): number {
    const { groove, accent } = this.#brief;
    const isLeft = groove?.(tick)?.some((drum) => DRUM_CLASSES.indexOf(drum) > last) ?? false;
    return (isLeft ? GROOVE.place : 0) + (last < 0 ? (accent?.(tick) ?? 0) : 0);
  }

  #nextDrum(tick: number): number {
    const own = this.#brief.groove?.(tick) ?? null;
    const bias = (drum: number) => (own?.includes(DRUM_CLASSES[drum]!) ? GROOVE.drum : 0);
    return sampled(this.#sequence.drums(tick), WHAT, this.#brief.chance, bias);
  }

  #play(tick: number, drum: number): DrumHit {
    const { countIn, barTicks, manner } = this.#brief;
    const chance = tick < countIn * barTicks ? manner : this.#brief.chance;
    const velocity = Math.max(
      1,
      (sampled(this.#sequence.velocities(tick, drum), HOW_HARD, chance) + chance.next()) * VELOCITY_BIN,
    );
    const bin = sampled(this.#sequence.deviations(tick, drum, velocity), HOW_EARLY, chance);
    const deviation = EARLIEST + (bin + chance.next()) * DEVIATION_BIN;
    this.#sequence.add(tick, drum, velocity, deviation);
    this.#drift += DRIFT.rate * (deviation - this.#drift);
    return {
      tick,
      drum: DRUM_CLASSES[drum]!,
      velocity: Math.min(1, velocity / LOUDEST),
      deviation: deviation - this.#drift * (1 - DRIFT.left),
    };
  }
}

function sampled(logProbabilities: Float32Array, taste: Taste, chance: Random, bias = (_symbol: number) => 0): number {
  const odds = oddsOf(logProbabilities, 0, logProbabilities.length, bias, taste);
  return odds === null ? 0 : draw(odds, chance).symbol;
}
