/** The last velocities and deviations of each drum group, by place and overall. */

import {
  DEVIATION_COUNT,
  DRUM_GROUPS,
  deviationBin,
  FINE_COUNT,
  fineBin,
  GROUP_COUNT,
  STEP_COUNT,
  VELOCITY_COUNT,
  velocityBin,
} from './drum-layout.ts';

/** Rates at which means follow: at a place of the bar, of a group's velocity, of all deviations. */
const AT_PLACE = 0.5;
const OF_GROUP = 0.2;
const OF_ALL = 0.15;

interface Struck {
  velocity: number;
  deviation: number;
  meanVelocity: number;
  meanDeviation: number;
}

/** The memory of one performance. Velocities are MIDI's, deviations in ms. */
export class DrumHands {
  readonly #places: (Struck | undefined)[] = new Array(GROUP_COUNT * STEP_COUNT).fill(undefined);
  readonly #groups: (Struck | undefined)[] = new Array(GROUP_COUNT).fill(undefined);
  #run: number | null = null;

  /** Four bins for the velocity and four for the deviation of a coming hit. */
  recall(drum: number, place: number): readonly number[] {
    const group = DRUM_GROUPS[drum]!;
    const at = this.#places[group * STEP_COUNT + place];
    const last = this.#groups[group];
    return [
      at ? velocityBin(at.velocity) : VELOCITY_COUNT,
      at ? velocityBin(at.meanVelocity) : VELOCITY_COUNT,
      last ? velocityBin(last.velocity) : VELOCITY_COUNT,
      last ? velocityBin(last.meanVelocity) : VELOCITY_COUNT,
      at ? deviationBin(at.deviation) : DEVIATION_COUNT,
      at ? fineBin(at.meanDeviation) : FINE_COUNT,
      last ? deviationBin(last.deviation) : DEVIATION_COUNT,
      this.#run === null ? FINE_COUNT : fineBin(this.#run),
    ];
  }

  strike(drum: number, place: number, velocity: number, deviation: number): void {
    const group = DRUM_GROUPS[drum]!;
    const index = group * STEP_COUNT + place;
    this.#places[index] = followed(this.#places[index], velocity, deviation, AT_PLACE);
    this.#groups[group] = followed(this.#groups[group], velocity, deviation, OF_GROUP);
    this.#run = this.#run === null ? deviation : this.#run + OF_ALL * (deviation - this.#run);
  }
}

function followed(before: Struck | undefined, velocity: number, deviation: number, rate: number): Struck {
  if (!before) return { velocity, deviation, meanVelocity: velocity, meanDeviation: deviation };
  return {
    velocity,
    deviation,
    meanVelocity: before.meanVelocity + rate * (velocity - before.meanVelocity),
    meanDeviation: before.meanDeviation + rate * (deviation - before.meanDeviation),
  };
}
