/** The gestures that are measured: what a signal moves, on which sounds, and what of the output shows it. */

import type { Modulation, SoundtrackDefinition } from '../../../plugin/index.ts';
import { STEADY } from './steady-sounds.ts';

/** One followed control. */
export interface Scene {
  readonly name: string;
  /** Name of a palette of {@link STEADY}. */
  readonly palette: string;
  readonly like: string;
  readonly controls: Readonly<Record<string, number>>;
  readonly modulation: Omit<Modulation, 'signal' | 'follow'>;
  /** What shows the change lies above this. */
  readonly band: number | null;
  /** Nothing but clicks lies above this; null where something does. */
  readonly clicksAbove: number | null;
}

/** The scenes whose level moves. */
export const LEVEL_SCENES: readonly Scene[] = [
  {
    ...{ name: 'duck', palette: 'pads', like: 'calm', controls: { intensity: 0.1 }, band: null, clicksAbove: 9000 },
    modulation: { control: 'duck', amount: -12 },
  },
  {
    ...{ name: 'brightness', palette: 'bands', like: 'calm', controls: { intensity: 0.1, brightness: 0.9 } },
    ...{ band: 4500, clicksAbove: null, modulation: { control: 'brightness', amount: -0.7 } },
  },
  {
    ...{
      name: 'layers',
      palette: 'layers',
      like: 'calm',
      controls: { intensity: 0.1 },
      band: 3700,
      clicksAbove: 14_000,
    },
    modulation: { control: 'intensity', amount: 0.35 },
  },
  {
    ...{ name: 'ambience', palette: 'pads', like: 'calm', controls: { intensity: 0.1 }, band: 3700, clicksAbove: null },
    modulation: { control: 'ambience.rain', amount: 0.6 },
  },
];

/** The drums, whose strokes are counted. */
export const STROKES: Scene = {
  ...{
    name: 'percussion',
    palette: 'strokes',
    like: 'battle',
    controls: { intensity: 0.9 },
    band: null,
    clicksAbove: null,
  },
  modulation: { control: 'percussion', amount: -1 },
};

/** The soundtrack of a scene: one mood, one signal without a slope of its own. */
export function soundtrackOf({ name, palette, like, controls, modulation }: Scene): SoundtrackDefinition {
  return {
    seed: `gestures/${name}`,
    variety: false,
    start: 'steady',
    moods: { steady: { like, controls: { ...controls, palette } } },
    palettes: { [palette]: STEADY[palette]! },
    signals: { gesture: { attack: 0, release: 0 } },
    modulations: [{ ...modulation, signal: 'gesture', follow: 'now' }],
  };
}
