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
  /** Roles that are heard. */
  readonly heard: readonly string[];
  /** What shows the change lies above this. */
  readonly band: number | null;
  /** Nothing but clicks lies above this; null where something does. */
  readonly clicksAbove: number | null;
}

/** The scenes whose level moves. */
export const LEVEL_SCENES: readonly Scene[] = [
  {
    name: 'duck',
    palette: 'pads',
    like: 'calm',
    controls: { intensity: 0.1 },
    modulation: { control: 'duck', amount: -12 },
    heard: ['pad'],
    band: null,
    clicksAbove: 7000,
  },
  {
    name: 'brightness',
    palette: 'bands',
    like: 'calm',
    controls: { intensity: 0.1, brightness: 0.9 },
    modulation: { control: 'brightness', amount: -0.7 },
    heard: ['pad'],
    band: 3000,
    clicksAbove: null,
  },
  {
    name: 'layers',
    palette: 'layers',
    like: 'calm',
    controls: { intensity: 0.1 },
    modulation: { control: 'intensity', amount: 0.35 },
    heard: ['pad', 'bass'],
    band: 2200,
    clicksAbove: 12_000,
  },
  {
    name: 'ambience',
    palette: 'pads',
    like: 'calm',
    controls: { intensity: 0.1 },
    modulation: { control: 'ambience.rain', amount: 0.6 },
    heard: ['pad'],
    band: 2500,
    clicksAbove: null,
  },
];

/** The drums, whose strokes are counted. */
export const STROKES: Scene = {
  name: 'percussion',
  palette: 'strokes',
  like: 'battle',
  controls: { intensity: 0.9 },
  modulation: { control: 'percussion', amount: -1 },
  heard: ['drums'],
  band: null,
  clicksAbove: null,
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
