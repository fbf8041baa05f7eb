/** A game's own moods: a mood says only what is special about it and takes the rest from the preset it is like. */

import { STYLES } from '../music/phrase.ts';
import { MODES, TONICS } from '../music/pitch.ts';
import { METERS } from '../music/time.ts';
import { type Controls, type Mood, NUMERIC_CONTROLS } from './controls.ts';
import { unknownName } from './names.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from './presets.ts';
import { CONTROL_RANGES, type Range } from './ranges.ts';
import { checkNumber, shown } from './validate.ts';

export { checkNumber };

/** A mood as a game writes it: plain JSON, everything optional. */
export interface MoodDefinition {
  /** The mood whose values fill what is left out; without it, the preset nearest in valence, arousal and tension. */
  readonly like?: string;
  /** 0..1 */
  readonly valence?: number;
  /** 0..1 */
  readonly arousal?: number;
  /** 0..1 */
  readonly tension?: number;
  readonly controls?: Partial<Controls>;
  /** The mood of the package that it is accompanied like; without it, that of the mood whose values fill it. */
  readonly band?: PresetName;
  /** Names for bars of its form, from 0, that a transition can wait for: `cues: { turn: 8 }` and `at: 'cue', cue: 'turn'`. */
  readonly cues?: Readonly<Record<string, number>>;
}

/** All moods of a soundtrack, by name. */
export type Moods = ReadonlyMap<string, Mood>;

const FEELINGS = ['valence', 'arousal', 'tension'] as const;
/** Sixteen phrases of eight bars are the longest form. */
const LAST_BAR = 127;
const UNIT: Range = { min: 0, max: 1 };
const NAMED = { tonic: TONICS, mode: Object.keys(MODES), meter: METERS, style: STYLES } as const;

function isNamed(key: string): key is keyof typeof NAMED {
  return Object.hasOwn(NAMED, key);
}

/** Checks a set of controls that may lack some. @throws naming the control that is wrong and what it may be. */
export function checkControls(owner: string, controls: Partial<Controls>): void {
  const known = [...NUMERIC_CONTROLS, ...Object.keys(NAMED), 'palette'];
  for (const [key, value] of Object.entries(controls)) {
    if (!known.includes(key)) throw new RangeError(`${owner}: ${unknownName('control', key, known)}`);
    const number = NUMERIC_CONTROLS.find((name) => name === key);
    if (number !== undefined) checkNumber(`${owner}: ${key}`, value, CONTROL_RANGES[number]);
    else if (typeof value !== 'string') throw new TypeError(`${owner}: ${key} must be a text, not ${shown(value)}`);
    else if (isNamed(key) && !(NAMED[key] as readonly string[]).includes(value)) {
      throw new RangeError(`${owner}: ${unknownName(key, value, NAMED[key])}`);
    }
  }
}

/**
 * The moods of the package together with a game's own, which may also replace presets.
 * @throws with one line naming the mood and what is wrong with it.
 */
export function resolveMoods(own: Readonly<Record<string, MoodDefinition>> = {}): Moods {
  const moods = new Map<string, Mood>(Object.entries(PRESETS));
  for (const [name, definition] of Object.entries(own)) moods.set(name, resolveMood(name, definition, moods));
  return moods;
}

/** The mood of that name. @throws RangeError with the known names and the one that was probably meant. */
export function moodNamed(moods: Moods, name: string): Mood {
  const mood = moods.get(name);
  if (mood === undefined) throw new RangeError(unknownName('mood', name, [...moods.keys()]));
  return mood;
}

function resolveMood(name: string, definition: MoodDefinition, moods: Moods): Mood {
  const owner = `mood '${name}'`;
  if (typeof definition !== 'object' || definition === null) {
    throw new TypeError(
      `${owner} must be an object like { like: 'forest', controls: { tempo: 80 } }, not ${shown(definition)}`,
    );
  }
  for (const key of Object.keys(definition)) {
    const known = ['name', 'like', 'controls', 'band', 'cues', ...FEELINGS];
    if (!known.includes(key)) throw new RangeError(`${owner}: ${unknownName('field', key, known)}`);
  }
  for (const feeling of FEELINGS) {
    if (definition[feeling] !== undefined) checkNumber(`${owner}: ${feeling}`, definition[feeling], UNIT);
  }
  checkControls(owner, definition.controls ?? {});
  if (definition.band !== undefined && !PRESET_NAMES.includes(definition.band))
    throw new RangeError(`${owner}: band: ${unknownName('mood', String(definition.band), PRESET_NAMES)}`);
  for (const [cue, bar] of Object.entries(definition.cues ?? {}))
    if (!Number.isInteger(bar) || bar < 0 || bar > LAST_BAR)
      throw new RangeError(`${owner}: cue '${cue}' is ${shown(bar)}; it must be a bar of the form, 0..${LAST_BAR}`);
  const base =
    definition.like === undefined ? nearestMood(name, definition, moods) : likeMood(owner, definition.like, moods);
  return {
    name,
    valence: definition.valence ?? base.valence,
    arousal: definition.arousal ?? base.arousal,
    tension: definition.tension ?? base.tension,
    controls: { ...base.controls, ...definition.controls },
    band: definition.band ?? base.band,
    ...((definition.cues ?? base.cues) && { cues: { ...base.cues, ...definition.cues } }),
  };
}

function likeMood(owner: string, like: string, moods: Moods): Mood {
  const base = moods.get(like);
  if (base === undefined) throw new RangeError(`${owner}: like: ${unknownName('mood', like, [...moods.keys()])}`);
  return base;
}

/** A preset of the same name first, else the nearest point; feelings left out do not count. */
function nearestMood(name: string, definition: MoodDefinition, moods: Moods): Mood {
  const same = moods.get(name);
  if (same !== undefined) return same;
  if (FEELINGS.every((feeling) => definition[feeling] === undefined)) return PRESETS.exploration;
  const far = (mood: Mood) =>
    FEELINGS.reduce((sum, feeling) => sum + ((definition[feeling] ?? mood[feeling]) - mood[feeling]) ** 2, 0);
  return Object.values(PRESETS).reduce((best, mood) => (far(mood) < far(best) ? mood : best));
}
