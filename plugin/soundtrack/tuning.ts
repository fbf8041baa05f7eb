/** A tuning is what someone changes about a soundtrack while it plays: moods, modulations, themes, and controls held fast. Plain JSON, and always whole. */

import type { Controls, Mood } from '../mood/controls.ts';
import { checkModulations, type Modulation } from '../mood/modulation.ts';
import { checkControls, moodNamed } from '../mood/moods.ts';
import { isRecord, plainText } from '../mood/names.ts';
import { checkFieldsOf, entriesOf, type Fields, ownValue } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import { MELODY_CONTROLS } from '../music/phrase.ts';
import type { Soundtrack } from './soundtrack.ts';
import { checkThemes, type ThemeDefinition } from './theme.ts';

/** Changes to a soundtrack; what is left out stays as the soundtrack has it, so `{}` takes everything back. */
export interface Tuning {
  /** Controls of moods, by mood. Signals still move them. */
  readonly moods?: Readonly<Record<string, Partial<Controls>>>;
  /** In the place of the soundtrack's modulations. */
  readonly modulations?: readonly Modulation[];
  /** Controls held fast, whatever moods and signals say. */
  readonly hold?: Partial<Controls>;
  /** Themes beside those of the soundtrack. */
  readonly themes?: Readonly<Record<string, ThemeDefinition>>;
}

/** How deep a change goes: into how bars are cut, into the arrangement, or into the tune. */
export const CHANGE_SCOPES = ['none', 'cut', 'arrange', 'write'] as const;
export type ChangeScope = (typeof CHANGE_SCOPES)[number];

/** Read anew for every bar, with no change to its notes. */
const OF_THE_BAR = ['tempo', 'intensity', 'brightness'] as const;
/** Decide how a tune is played, not which tune it is. */
const OF_THE_BAND = ['tonic', 'palette', 'swing'] as const;
/** Decide the tune. A step of the melody controls that is too small to be asked for changes nothing. */
const OF_THE_TUNE = ['mode', 'meter', 'style'] as const;
const SMALLEST_STEP = 0.025;

/** Checks a tuning. @throws naming what is wrong in it and what would be right. */
export function checkTuning(tuning: Tuning, { moods, signals }: Soundtrack): void {
  if (!isRecord(tuning as unknown))
    throw new TypeError('a tuning is an object like { hold: { tempo: 90 } }; {} takes all back');
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

/** A mood with what a tuning changes about it. */
export function tunedMood(mood: Mood, { moods = {} }: Tuning): Mood {
  const own = ownValue(moods, mood.name);
  return own === undefined ? mood : { ...mood, controls: { ...mood.controls, ...own } };
}

/** How deep the change from one set of controls to another goes. */
export function changeScope(before: Controls, after: Controls): ChangeScope {
  const melody = [...MELODY_CONTROLS, 'temperature' as const];
  const otherTune = melody.some((name) => Math.abs(before[name] - after[name]) >= SMALLEST_STEP);
  if (otherTune || OF_THE_TUNE.some((name) => before[name] !== after[name])) return 'write';
  if (OF_THE_BAND.some((name) => before[name] !== after[name])) return 'arrange';
  return OF_THE_BAR.some((name) => before[name] !== after[name]) ? 'cut' : 'none';
}
