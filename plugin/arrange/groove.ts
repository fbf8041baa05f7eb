/** Variations of a groove: ghost notes where a pattern is silent, as frequent as notes at that position in game music. */

import type { Meter } from '../music/time.ts';
import type { Setting } from './arrange-context.ts';
import type { Drum, DrumLevel } from './drum-patterns.ts';
import { GROOVE_TABLE } from './groove-table.generated.ts';
import type { KitName } from './styles.ts';

/** Rows of the groove table. */
export type GrooveLine = 'kick' | 'snare' | 'hat' | 'tom' | 'cymbal' | 'hand' | 'bass' | 'chords';
/** Kinds of scene in the groove table. */
export type GrooveScene = 'battle' | 'fanfare' | 'field' | 'calm';

type Table = Readonly<Record<string, Readonly<Partial<Record<GrooveLine, readonly number[]>>>>>;

/** Probability, 0..1, that game music of a scene starts a note on each sixteenth of a bar; null if too few pieces were counted. */
export function strikes(scene: GrooveScene, meter: Meter, line: GrooveLine): readonly number[] | null {
  const row = (GROOVE_TABLE as Table)[`${scene} ${meter}`]?.[line];
  return row ? row.map((percent) => percent / 100) : null;
}

/** The scene in the table nearest to each kit. */
export const KIT_SCENES: Readonly<Record<KitName, GrooveScene>> = {
  hand: 'field',
  soft: 'field',
  dance: 'field',
  frame: 'field',
  war: 'battle',
  doom: 'battle',
  still: 'calm',
  deep: 'calm',
  parade: 'battle',
  bodhran: 'field',
  bangu: 'calm',
  matsuri: 'calm',
  rag: 'field',
  ride: 'field',
};

/** The row for each drum: any low drum counts as kick, any slap as snare. */
export const DRUM_LINES: Readonly<Partial<Record<Drum, GrooveLine>>> = {
  kick: 'kick',
  dum: 'kick',
  snare: 'snare',
  rim: 'snare',
  slap: 'snare',
  clap: 'snare',
  floorTom: 'tom',
  lowTom: 'tom',
};

/** Share of the table's probability that is used at each level: light grooves stay steady, and too many notes change the groove. */
const LIVELY: Readonly<Record<DrumLevel, number>> = { light: 0, half: 0, full: 0.22 };
/** Most ghost notes per bar. */
const MOST = 2;

/** A ghost note in a bar. */
export interface GhostStroke {
  readonly drum: Drum;
  /** Sixteenths from the bar line. */
  readonly place: number;
}

/**
 * Ghost notes for a bar whose groove strikes `struck` (drum and sixteenth of each stroke). The same bar of the same phrase
 * always has the same ones.
 */
export function ghostStrokes(
  setting: Setting,
  kit: KitName,
  level: DrumLevel,
  bar: number,
  struck: readonly GhostStroke[],
): readonly GhostStroke[] {
  const chance = setting.chance(`ghost/${level}/${bar}`);
  const found: GhostStroke[] = [];
  for (const drum of new Set(struck.map((stroke) => stroke.drum))) {
    const line = DRUM_LINES[drum];
    const row = line ? strikes(KIT_SCENES[kit], setting.meter, line) : null;
    row?.forEach((often, place) => {
      const roll = chance.next();
      const silent = !struck.some((stroke) => stroke.drum === drum && Math.abs(stroke.place - place) < 1);
      // Next to a stroke of the same drum it would be a roll; on a beat, another groove.
      if (silent && place % 4 !== 0 && roll < often * LIVELY[level]) found.push({ drum, place });
    });
  }
  return found.slice(0, MOST);
}

/** Probability of a bass pickup where no piece was counted. */
const USUAL_PICKUP = 0.3;
/** Share of the counted probability that a plain bass uses. */
const PICKUP = 0.5;

/** Probability of a pickup in a plain bass on the last eighth, 0..1. */
export function bassPickup(setting: Setting): number {
  const row = strikes(KIT_SCENES[setting.style.drums.kit], setting.meter, 'bass');
  return PICKUP * (row?.at(-2) ?? USUAL_PICKUP);
}
