/**
 * The table of words that scenes are described with. A row: English words | Chinese words | valence, arousal and tension
 * in hundredths | moods, the fittest first | what else it asks for: `mode=aeolian`, `tempo=-.1` (a share), `density=-.1`
 * (added), `~rain=.5` (a sound of the place); `weight=.5` if it decides less than others of its kind.
 *
 * The table is our own reading, made by hand; words outside it take valence and arousal from the Glasgow Norms.
 */

import type { AmbienceName } from '../mood/ambience.ts';
import type { PresetName } from '../mood/preset-names.ts';
import { ACTIONS } from './words/actions.ts';
import { PEOPLE } from './words/people.ts';
import { PLACES } from './words/places.ts';
import { QUALITIES } from './words/qualities.ts';
import { SCREENS } from './words/screens.ts';
import { WEATHER } from './words/weather.ts';

/** Valence, arousal and tension, each 0..1. */
export type Feeling = readonly [valence: number, arousal: number, tension: number];

/** What one row of the table says. */
export interface SceneWord {
  /** The English word that stands first in its row. */
  readonly name: string;
  readonly feeling: Feeling;
  /** The moods that it suggests, with weights. */
  readonly moods: ReadonlyMap<PresetName, number>;
  /** How much it decides: what happens says more than where. */
  readonly weight: number;
  /** Controls that it sets by name or moves by a number. */
  readonly hints: ReadonlyMap<string, string>;
  /** Sounds that belong to it, with levels 0..1. */
  readonly ambience: ReadonlyMap<AmbienceName, number>;
}

/** The table, by English and by Chinese word. */
export interface SceneWords {
  readonly english: ReadonlyMap<string, SceneWord>;
  readonly chinese: ReadonlyMap<string, SceneWord>;
}

/** The parts of the table, with how much a word of each decides. */
const PARTS: readonly (readonly [rows: string, weight: number])[] = [
  [WEATHER, 0.6],
  [PLACES, 0.8],
  [PEOPLE, 0.9],
  [QUALITIES, 1.1],
  [ACTIONS, 1.3],
  [SCREENS, 1],
];
/** Weights of the moods of a row, in their order. */
const ORDER = [1, 0.55, 0.35];

let read: SceneWords | null = null;

/** The table; read once. */
export function sceneWords(): SceneWords {
  read ??= readTable();
  return read;
}

function readTable(): SceneWords {
  const english = new Map<string, SceneWord>();
  const chinese = new Map<string, SceneWord>();
  for (const [rows, weight] of PARTS) {
    for (const row of rows.trim().split('\n')) {
      const [names, han, feeling, moods, hints] = row.split('|') as [string, string, string, string, string];
      const word = wordOf(names.split(',')[0]!, feeling, moods, hints, weight);
      for (const name of names.split(',')) english.set(name, word);
      for (const name of han.split(',')) chinese.set(name, word);
    }
  }
  return { english, chinese };
}

function wordOf(name: string, feeling: string, moods: string, hints: string, weight: number): SceneWord {
  const [valence, arousal, tension] = feeling.split(' ').map((share) => Number(share) / 100) as [
    number,
    number,
    number,
  ];
  const said = hints.split(' ').filter((hint) => hint !== '');
  const pairs = said.map((hint) => hint.split('=') as [string, string]);
  return {
    name,
    feeling: [valence, arousal, tension],
    moods: new Map(moods.split(' ').map((mood, i) => [mood as PresetName, ORDER[i]!])),
    weight: weight * Number(pairs.find(([hint]) => hint === 'weight')?.[1] ?? 1),
    hints: new Map(
      pairs
        .filter(([hint]) => !hint.startsWith('~') && hint !== 'weight')
        .map(([hint, value]) => [hint, value.replaceAll('_', ' ')]),
    ),
    ambience: new Map(
      pairs
        .filter(([hint]) => hint.startsWith('~'))
        .map(([hint, value]) => [hint.slice(1) as AmbienceName, Number(value)]),
    ),
  };
}
