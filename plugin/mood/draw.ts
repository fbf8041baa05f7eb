/**
 * Variety between games: the seed of a soundtrack moves the keys of all presets by the same interval, so that they stay
 * related, and draws for each preset a tempo near its own, one of its meters, its form, a variant of its palette, and a seed for
 * the figures of its band.
 */

import { type Mode, modulo, TONICS, type Tonic, tonicPitchClass } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Meter } from '../music/time.ts';
import type { Controls, Mood } from './controls.ts';
import { drawnForm } from './forms.ts';
import { drawnPalette } from './palette-variants.ts';
import type { PresetName } from './preset-names.ts';
import { ownValue } from './validate.ts';
import type { WorldMoodName } from './world-moods.ts';

/** Smallest and largest change of a tempo, as a share: two games are mostly not at one tempo. */
const TEMPO = { least: 0.03, most: 0.08 } as const;

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

/** What the moods of the world have in place of their band's: jigs and reels, and modes that are usual in the style. */
const OF_WORLD: Readonly<
  Record<WorldMoodName, { readonly meters: readonly (readonly [Meter, number])[]; readonly modes: readonly Mode[] }>
> = {
  garden: { meters: [['4/4', 3], ['2/4', 1]], modes: ['gong', 'gong', 'zhi', 'yu', 'shang'] }, // biome-ignore format: a table reads in columns
  shrine: { meters: [['4/4', 1]], modes: ['miyako-bushi'] },
  tavern: { meters: [['6/8', 3], ['4/4', 2]], modes: ['mixolydian', 'ionian', 'dorian'] }, // biome-ignore format: a table reads in columns
  saloon: { meters: [['2/4', 1]], modes: ['ionian'] },
  swing: { meters: [['4/4', 1]], modes: ['ionian'] },
};

/**
 * Melody controls with variety, where those of the preset, which the logs of older versions are played with, keep the tune
 * within a few notes.
 */
const MELODY: Readonly<Partial<Record<PresetName, Partial<Controls>>>> = {
  desert: { leap: 0.35 },
  calm: { density: 0.2 },
};

/** A preset with the values that a seed draws. */
export function drawn(mood: Mood, seed: string): Mood {
  const { controls, band } = mood;
  const chance = random(`${seed}/${mood.name}/draw`);
  const roll = 2 * chance.next() - 1;
  const change = TEMPO.least + (TEMPO.most - TEMPO.least) * Math.abs(roll);
  const tempo = Math.round(controls.tempo * (1 + Math.sign(roll) * change));
  const ofWorld = ownValue<(typeof OF_WORLD)[WorldMoodName]>(OF_WORLD, mood.name);
  const choices = ofWorld?.meters ?? METERS[band] ?? [[controls.meter, 1] as const];
  const [meter] = choices[chance.weighted(choices.map(([, weight]) => weight))]!;
  return {
    ...mood,
    form: drawnForm(band, seed, meter),
    figures: `${seed}/${mood.name}`,
    controls: {
      ...controls,
      ...(ofWorld ? { mode: random(`${seed}/${mood.name}/mode`).pick(ofWorld.modes) } : MELODY[band]),
      tempo,
      meter,
      tonic: movedTonic(controls.tonic, seed),
      palette: drawnPalette(controls.palette, `${seed}/${mood.name}/palette`),
    },
  };
}

function movedTonic(tonic: Tonic, seed: string): Tonic {
  const by = random(`${seed}/key`).int(TONICS.length);
  return TONICS[modulo(tonicPitchClass(tonic) + by, TONICS.length)]!;
}
