/**
 * Another game, another band: the seed of a soundtrack draws a key for all moods together, so that they stay related, and
 * for each mood a tempo near its own, one of its meters, and the figures of its band. What a game names stays as it is.
 */

import { modulo, TONICS, type Tonic, tonicPitchClass } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Meter } from '../music/time.ts';
import type { Mood } from './controls.ts';
import type { PresetName } from './preset-names.ts';

/** How far a tempo may lie from the mood's own. */
const TEMPO = 0.08;

/** Meters of the moods that have more than one, with their weights (docs/music-criteria.md, Scenes). */
const METERS: Readonly<Partial<Record<PresetName, readonly (readonly [meter: Meter, weight: number])[]>>> = {
  forest: [
    ['6/8', 3],
    ['3/4', 2],
  ],
  exploration: [
    ['4/4', 3],
    ['3/4', 1],
  ],
  village: [
    ['3/4', 3],
    ['2/4', 1],
    ['6/8', 1],
  ],
  cave: [
    ['4/4', 3],
    ['3/4', 1],
  ],
  desert: [
    ['4/4', 3],
    ['3/4', 1],
  ],
  sorrow: [
    ['3/4', 3],
    ['4/4', 2],
  ],
  calm: [
    ['4/4', 3],
    ['3/4', 2],
  ],
  mystery: [
    ['4/4', 3],
    ['3/4', 1],
  ],
};

/** A preset as the soundtrack with a seed has it. */
export function drawn(mood: Mood, seed: string): Mood {
  const { controls, band } = mood;
  const chance = random(`${seed}/${mood.name}/draw`);
  const tempo = Math.round(controls.tempo * (1 + TEMPO * (2 * chance.next() - 1)));
  const choices = METERS[band] ?? [[controls.meter, 1] as const];
  const [meter] = choices[chance.weighted(choices.map(([, weight]) => weight))]!;
  return {
    ...mood,
    figures: `${seed}/${mood.name}`,
    controls: { ...controls, tempo, meter, tonic: movedTonic(controls.tonic, seed) },
  };
}

function movedTonic(tonic: Tonic, seed: string): Tonic {
  const by = Math.floor(random(`${seed}/key`).next() * TONICS.length);
  return TONICS[modulo(tonicPitchClass(tonic) + by, TONICS.length)]!;
}
