/** Custom moods: a definition lists what differs from the mood it is like. */

import { DECLARED, DESCRIPTION_LETTERS } from '../music/limits.ts';
import { MODES, TONICS } from '../music/pitch.ts';
import { MOOD_STYLES } from '../music/style.ts';
import { METERS } from '../music/time.ts';
import { AMBIENCE_NAMES, type Ambience } from './ambience.ts';
import { type Controls, type Mood, NUMERIC_CONTROLS } from './controls.ts';
import { feltMode, feltNumbers, nearestPreset } from './dial.ts';
import { drawn } from './draw.ts';
import { FEELINGS, type Feel } from './feel.ts';
import { ENDING_PRESETS } from './forms.ts';
import { isRecord, plainText, unknownName } from './names.ts';
import { PRESET_NAMES, type PresetName } from './preset-names.ts';
import { PRESETS } from './presets.ts';
import { CONTROL_RANGES, clampTo } from './ranges.ts';
import { inStyle } from './style-manner.ts';
import {
  type Check,
  checkFieldsOf,
  checkObject,
  checkOneOf,
  checkText,
  entriesOf,
  type Fields,
  flag,
  number,
  required,
  shown,
  text,
  tuple,
} from './validate.ts';
import { WORLD_MOOD_NAMES, WORLD_MOODS } from './world-moods.ts';

/** A mood as a game writes it: plain JSON, everything optional. */
export interface MoodDefinition {
  /** The mood that supplies omitted values; default: the preset nearest in valence, arousal and tension. */
  readonly like?: string;
  /** 0..1 */
  readonly valence?: number;
  /** 0..1 */
  readonly arousal?: number;
  /** 0..1 */
  readonly tension?: number;
  readonly controls?: Partial<Controls>;
  /** The preset whose arrangement it uses; default: that of the mood that supplies omitted values. */
  readonly band?: PresetName;
  /** Named bars of its form, counted from 0, that a transition can wait for: `cues: { turn: 8 }` and `at: 'cue', cue: 'turn'`. */
  readonly cues?: Readonly<Record<string, number>>;
  /**
   * Whether it is a fanfare: eight bars with a full close and a held chord, then a quiet afterglow. A pushed one hands over at
   * its close. Default: that of the mood that supplies omitted values; of the presets, `victory` ends.
   */
  readonly ends?: boolean;
  /**
   * Valence, arousal and tension, each 0..1: `[0.3, 0.2, 0.7]`. Controls are mixed from the presets around that point; band, meter,
   * palette and style are those of the nearest, unless `like` names a mood.
   */
  readonly feel?: readonly [valence: number, arousal: number, tension: number];
  /**
   * The scene in words, English or Chinese: `'a warm tavern at night'`. It gives mood, feeling, controls, palette and ambience where the
   * other fields do not. `like`, if given, must be a preset.
   */
  readonly describe?: string;
  /**
   * The sounds of its place with levels 0..1: `{ rain: 0.6, wind: 0.2 }`. Sounds that are left out are those of the mood that
   * supplies omitted values; 0 silences one. Presets have none.
   */
  readonly ambience?: Ambience;
  /**
   * The key of a MIDI file of the game that is the mood's music, loaded with `this.load.midi`. Its parts play on the mood's
   * palette, in the file's tempo, key and meter where `controls` names no other. Until it is loaded, the mood is composed.
   */
  readonly score?: string;
  /**
   * How far later passes through the file depart from it, 0..1. 0: as written. From there on phrases get ornaments and other
   * chords; above 0.5 some, at 1 all are new phrases that begin with the file's own bars. Default 0.
   */
  readonly variation?: number;
}

/** All moods of a soundtrack, by name. Those of the world are found by name too, though they are not listed. */
export type Moods = ReadonlyMap<string, Mood>;

/** The listed moods, and behind them those of the world. */
class NamedMoods extends Map<string, Mood> {
  readonly #ofWorld: Moods;

  constructor(listed: Iterable<readonly [string, Mood]>, ofWorld: Iterable<readonly [string, Mood]>) {
    super(listed);
    this.#ofWorld = new Map(ofWorld);
  }

  override get(name: string): Mood | undefined {
    return super.get(name) ?? this.#ofWorld.get(name);
  }

  override has(name: string): boolean {
    return super.has(name) || this.#ofWorld.has(name);
  }
}

/** Whether a mood is one that the soundtrack lists; `has` also finds those of the world. */
const isListed = (moods: Moods, name: string) => [...moods.keys()].includes(name);

/** Names that a game may have meant. */
const allNames = (moods: Moods) => [...new Set([...moods.keys(), ...WORLD_MOOD_NAMES])];

/** The longest form is sixteen phrases of eight bars. */
const LAST_BAR = 127;
const NAMED = { tonic: TONICS, mode: Object.keys(MODES), meter: METERS, style: MOOD_STYLES } as const;

/** A check for each control. */
const CONTROLS: Fields = {
  ...Object.fromEntries(
    NUMERIC_CONTROLS.map((control) => [control, number(CONTROL_RANGES[control].min, CONTROL_RANGES[control].max)]),
  ),
  ...Object.fromEntries(Object.entries(NAMED).map(([control, known]) => [control, named(control, known)])),
  palette: text(),
};

function named(control: string, known: readonly string[]): Check {
  return (value, owner, field) => {
    checkText(`${owner}: ${field}`, value);
    checkOneOf(owner, control, value, known);
  };
}

/** A check for each axis of a point. */
const FEEL: Fields = Object.fromEntries(FEELINGS.map((feeling) => [feeling, number(0, 1)]));

/** A check for the level of each sound. */
const AMBIENCE: Fields = Object.fromEntries(AMBIENCE_NAMES.map((name) => [name, number(0, 1)]));

/** A check for each field of a mood. */
const MOOD: Fields = {
  name: text(),
  like: text(),
  controls: (value, owner) => checkControls(owner, value as Partial<Controls>),
  band: (value, owner) => checkOneOf(`${owner}: band`, 'mood', value, PRESET_NAMES),
  cues: checkCues,
  ends: flag,
  describe: text(DESCRIPTION_LETTERS),
  ambience: (value, owner) => {
    checkObject(`${owner}: ambience`, value, '{ rain: 0.6, wind: 0.2 }');
    checkFieldsOf(`${owner}: ambience`, value, AMBIENCE, 'sound');
  },
  score: text(),
  variation: number(0, 1),
  feel: tuple(required(number(0, 1)), required(number(0, 1)), required(number(0, 1))),
  ...FEEL,
};

function checkCues(value: unknown, owner: string): void {
  for (const [cue, bar] of entriesOf(`${owner}: cues`, value as Readonly<Record<string, unknown>>, DECLARED))
    if (!Number.isInteger(bar) || (bar as number) < 0 || (bar as number) > LAST_BAR)
      throw new RangeError(
        `${owner}: cue '${plainText(cue)}' is ${shown(bar)}; it must be a bar of the form, 0..${LAST_BAR}`,
      );
}

/** Checks some or all controls. @throws naming the control that is wrong and its valid values. */
export function checkControls(owner: string, controls: Partial<Controls>): void {
  checkObject(`${owner}: controls`, controls, '{ tempo: 80 }');
  checkFieldsOf(owner, controls, CONTROLS, 'control');
  // A control set to undefined would erase the mood's own value.
  for (const [control, value] of Object.entries(controls))
    if (value === undefined) throw new TypeError(`${owner}: ${control} is undefined; leave it out`);
}

/** Checks some or all axes of a point. @throws naming the axis that is wrong. */
export function checkFeel(owner: string, feel: Partial<Feel>): void {
  checkObject(`${owner}: feel`, feel, '{ valence: 0.3, tension: 0.8 }');
  checkFieldsOf(owner, feel, FEEL, 'axis');
}

/**
 * The presets, with values drawn by the seed if there is one, those that end where `endings` says so, and the custom moods
 * of a game. A custom mood with the name of a preset replaces it.
 * @throws naming the mood and what is wrong with it, on one line.
 */
export function resolveMoods(
  own: Readonly<Record<string, MoodDefinition>> = {},
  seed?: string,
  endings = false,
): Moods {
  const inGame = (mood: Mood) => (seed === undefined ? mood : drawn(mood, seed));
  const moods = new NamedMoods(
    Object.entries(PRESETS).map(([name, mood]) => [
      name,
      endings && ENDING_PRESETS.includes(mood.band) ? { ...inGame(mood), form: 'fanfare' } : inGame(mood),
    ]),
    Object.entries(WORLD_MOODS).map(([name, mood]) => [name, inGame(mood)]),
  );
  for (const [name, definition] of entriesOf('moods', own, DECLARED))
    moods.set(name, resolveMood(name, definition, moods));
  return moods;
}

/** The mood of a name. @throws RangeError with the known names and the likely intended one. */
export function moodNamed(moods: Moods, name: string): Mood {
  const mood = moods.get(name);
  if (mood === undefined) throw new RangeError(unknownName('mood', name, allNames(moods)));
  return mood;
}

/** The names of the definitions that are described in words. */
export function describedNames(definitions: Readonly<Record<string, MoodDefinition>>): readonly string[] {
  return Object.entries(definitions).flatMap(([name, { describe }]) => (describe === undefined ? [] : [name]));
}

function resolveMood(name: string, definition: MoodDefinition, moods: Moods): Mood {
  const owner = `mood '${plainText(name)}'`;
  if (!isRecord(definition as unknown)) {
    throw new TypeError(
      `${owner} must be an object like { like: 'forest', controls: { tempo: 80 } }, not ${shown(definition)}`,
    );
  }
  checkFieldsOf(owner, definition, MOOD);
  if (definition.describe !== undefined && definition.feel !== undefined)
    throw new TypeError(`${owner} has describe and feel; give one of them`);
  if (definition.describe !== undefined && definition.like !== undefined)
    checkOneOf(`${owner}: like beside describe`, 'preset', definition.like, PRESET_NAMES);
  const base =
    definition.like === undefined ? nearestMood(name, definition, moods) : likeMood(owner, definition.like, moods);
  const felt = feltPoint(definition);
  const controls = felt === null ? base.controls : feltControls(felt, base);
  return {
    name,
    valence: definition.valence ?? felt?.valence ?? base.valence,
    arousal: definition.arousal ?? felt?.arousal ?? base.arousal,
    tension: definition.tension ?? felt?.tension ?? base.tension,
    controls: { ...inStyle(controls, definition.controls?.style ?? controls.style), ...definition.controls },
    band: definition.band ?? base.band,
    ...(felt === null ? {} : { felt }),
    ...formOf(definition, base),
    ...(base.figures === undefined ? {} : { figures: base.figures }),
    ...((definition.ambience ?? base.ambience) && { ambience: { ...base.ambience, ...definition.ambience } }),
    ...scoreOf(owner, definition, base),
    ...((definition.cues ?? base.cues) && { cues: { ...base.cues, ...definition.cues } }),
  };
}

function feltPoint({ feel }: MoodDefinition): Feel | null {
  if (feel === undefined) return null;
  const [valence, arousal, tension] = feel;
  return { valence, arousal, tension };
}

/** The controls of a point, with what its base has of its own: what cannot be mixed, and a tempo that a seed has drawn. */
function feltControls(felt: Feel, { controls, band }: Mood): Controls {
  const { tempo, ...numbers } = feltNumbers(felt);
  const drawn = controls.tempo / PRESETS[band].controls.tempo;
  return {
    ...controls,
    ...numbers,
    tempo: clampTo(CONTROL_RANGES.tempo, Math.round(10 * tempo * drawn) / 10),
    mode: feltMode(felt),
  };
}

/** The form of a custom mood: a fanfare if it ends, else that of its base. */
function formOf({ ends }: MoodDefinition, { form }: Mood): Pick<Mood, 'form'> {
  if (ends === true) return { form: 'fanfare' };
  return form === undefined || (ends === false && form === 'fanfare') ? {} : { form };
}

/** The MIDI file of a custom mood: its own or that of its base. */
function scoreOf(owner: string, { score, variation, controls = {} }: MoodDefinition, base: Mood): Pick<Mood, 'score'> {
  const key = score ?? base.score?.key;
  if (key === undefined) {
    if (variation !== undefined) throw new TypeError(`${owner} has variation, but no score to vary`);
    return {};
  }
  const own = [...new Set([...(base.score?.own ?? []), ...(Object.keys(controls) as (keyof Controls)[])])];
  return { score: { key, variation: variation ?? base.score?.variation ?? 0, own } };
}

function likeMood(owner: string, like: string, moods: Moods): Mood {
  const base = moods.get(like);
  if (base === undefined) throw new RangeError(`${owner}: like: ${unknownName('mood', like, allNames(moods))}`);
  return base;
}

/** The listed mood with the same name, else the preset nearest in the given feelings. */
function nearestMood(name: string, definition: MoodDefinition, moods: Moods): Mood {
  const same = isListed(moods, name) ? moods.get(name) : undefined;
  if (same !== undefined) return same;
  const felt = feltPoint(definition);
  if (felt !== null) return moods.get(nearestPreset(felt).name)!;
  if (FEELINGS.every((feeling) => definition[feeling] === undefined)) return PRESETS.exploration;
  const far = (mood: Mood) =>
    FEELINGS.reduce((sum, feeling) => sum + ((definition[feeling] ?? mood[feeling]) - mood[feeling]) ** 2, 0);
  return Object.values(PRESETS).reduce((best, mood) => (far(mood) < far(best) ? mood : best));
}
