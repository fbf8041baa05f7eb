/** A tuning is a change of a soundtrack while it plays: moods, modulations, themes, and held controls. Plain JSON. */

import type { Controls, Mood } from '../mood/controls.ts';
import { checkModulations, type Modulation } from '../mood/modulation.ts';
import { checkControls, moodNamed } from '../mood/moods.ts';
import { isRecord, plainText } from '../mood/names.ts';
import { inStyle } from '../mood/style-manner.ts';
import { checkFieldsOf, entriesOf, type Fields, ownValue } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { Soundtrack } from './soundtrack.ts';
import { checkThemes, type ThemeDefinition } from './theme.ts';

/** Changes to a soundtrack; omitted fields keep the soundtrack's values, so `{}` removes all changes. */
export interface Tuning {
  /** Controls of moods, by mood; signals still modulate them. */
  readonly moods?: Readonly<Record<string, Partial<Controls>>>;
  /** Replaces the soundtrack's modulations. */
  readonly modulations?: readonly Modulation[];
  /** Fixed controls, independent of moods and signals. */
  readonly hold?: Partial<Controls>;
  /** Themes in addition to those of the soundtrack. */
  readonly themes?: Readonly<Record<string, ThemeDefinition>>;
}

/** What a change of controls requires: nothing, rendering bars again, arranging again, or composing again. */
export const CHANGE_SCOPES = ['none', 'cut', 'arrange', 'write'] as const;
export type ChangeScope = (typeof CHANGE_SCOPES)[number];

/** Read for every bar; their change leaves its notes as they are. */
const OF_THE_BAR = ['tempo', 'intensity', 'brightness'] as const;
/** Affect the arrangement, not the melody. */
const OF_THE_BAND = ['tonic', 'palette', 'swing'] as const;
/** Affect the melody. Smaller changes of melody controls than `SMALLEST_STEP` do not. */
const OF_THE_TUNE = ['mode', 'meter', 'style'] as const;
const SMALLEST_STEP = 0.025;

/** Checks a tuning. @throws naming what is wrong and what is valid. */
export function checkTuning(tuning: Tuning, { moods, signals }: Soundtrack): void {
  if (!isRecord(tuning as unknown))
    throw new TypeError('a tuning is an object like { hold: { tempo: 90 } }; {} removes all changes');
  const fields: Fields = {
    moods: (value) => {
      for (const [name, controls] of entriesOf('tuning: moods', value as NonNullable<Tuning['moods']>, DECLARED)) {
        moodNamed(moods, name);
        checkControls(`tuning of '${plainText(name)}'`, controls);
      }
    },
    hold: (value) => checkControls('tuning: hold', value as Partial<Controls>),
    modulations: (value) => checkModulations(value as readonly Modulation[], signals),
    themes: (value) => {
      const themes = entriesOf('tuning: themes', value as NonNullable<Tuning['themes']>, DECLARED);
      checkThemes(new Map(themes), moods.keys());
    },
  };
  checkFieldsOf('tuning', tuning, fields);
}

/** A mood with a tuning applied. */
export function tunedMood(mood: Mood, { moods = {} }: Tuning): Mood {
  const own = ownValue(moods, mood.name);
  return own === undefined
    ? mood
    : { ...mood, controls: { ...inStyle(mood.controls, own.style ?? mood.controls.style), ...own } };
}

/** The scope of a change from one set of controls to another. */
export function changeScope(before: Controls, after: Controls): ChangeScope {
  const melody = [...MELODY_CONTROLS, 'temperature' as const];
  const otherTune = melody.some((name) => Math.abs(before[name] - after[name]) >= SMALLEST_STEP);
  if (otherTune || OF_THE_TUNE.some((name) => before[name] !== after[name])) return 'write';
  if (OF_THE_BAND.some((name) => before[name] !== after[name])) return 'arrange';
  return OF_THE_BAR.some((name) => before[name] !== after[name]) ? 'cut' : 'none';
}
