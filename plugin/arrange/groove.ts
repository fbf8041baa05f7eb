/** Small variations of the groove: where a pattern is silent, a light stroke now and then, as often as game music strikes there. */

import type { Meter } from '../music/time.ts';
import type { Setting } from './arrange-context.ts';
import type { Drum, DrumLevel } from './drum-patterns.ts';
import { GROOVE_TABLE } from './groove-table.generated.ts';
import type { KitName } from './styles.ts';

/** What the table counts. */
export type GrooveLine = 'kick' | 'snare' | 'hat' | 'tom' | 'cymbal' | 'hand' | 'bass' | 'chords';
/** Kinds of scene that the table knows. */
export type GrooveScene = 'battle' | 'fanfare' | 'field' | 'calm';

type Table = Readonly<Record<string, Readonly<Partial<Record<GrooveLine, readonly number[]>>>>>;

/** How often game music of a scene begins a note on each sixteenth of a bar, 0..1; null where too few pieces were counted. */
export function strikes(scene: GrooveScene, meter: Meter, line: GrooveLine): readonly number[] | null {
  const row = (GROOVE_TABLE as Table)[`${scene} ${meter}`]?.[line];
  return row ? row.map((percent) => percent / 100) : null;
}

/** The scene whose grooves a kit is nearest to. */
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
};

/** Which line of the table a drum stands for: a low stroke is a kick, a slap a back-beat, whatever drum gives it. */
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

/** Share of the table's chances that is taken at each level: lighter grooves stay steady, and much at once would be another groove. */
const LIVELY: Readonly<Record<DrumLevel, number>> = { light: 0, half: 0, full: 0.22 };
/** Most light strokes added to one bar. */
const MOST = 2;

/** A light stroke at a place of a bar. */
export interface GhostStroke {
  readonly drum: Drum;
  /** Sixteenths from the bar line. */
  readonly place: number;
}

/**
 * Light strokes for a bar whose groove strikes `struck` (drum and sixteenth of each stroke). The same bar of the same
 * phrase always has the same ones.
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
      // Places next to a stroke of the same drum would be a roll, those on a beat another groove.
      if (silent && place % 4 !== 0 && roll < often * LIVELY[level]) found.push({ drum, place });
    });
  }
  return found.slice(0, MOST);
}

/** Where no piece was counted, a bass leads into the next bar this often. */
const USUAL_PICKUP = 0.3;
/** Share of the counted chances at which a plain bass takes an upbeat. */
const PICKUP = 0.5;

/** How often a plain bass leads into the next bar on the last eighth, 0..1. */
export function bassPickup(setting: Setting): number {
  const row = strikes(KIT_SCENES[setting.style.drums.kit], setting.meter, 'bass');
  return PICKUP * (row?.at(-2) ?? USUAL_PICKUP);
}
