/** The options of `compose`, and their checks. */

import { moodNamed } from '../mood/moods.ts';
import { unknownName } from '../mood/names.ts';
import type { SignalValue } from '../mood/signals.ts';
import {
  type Check,
  checkFieldsOf,
  checkList,
  checkNumber,
  checkObject,
  checkSeed,
  checkText,
  entriesOf,
  type Fields,
  shown,
} from '../mood/validate.ts';
import { WORLD_MOOD_NAMES } from '../mood/world-moods.ts';
import { DECLARED } from '../music/limits.ts';
import { resolveSoundtrack, type Soundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { ModelChoice } from './open-model.ts';
import { MAX_SECTION_BARS, readScript, type ScriptSection } from './script.ts';

/** What to compose: `mood` and `bars`, a `script`, or `mood` and a `form`. */
export interface ComposeOptions {
  /** A mood of the package or of `soundtrack`. */
  readonly mood?: string;
  /** Length in bars, 1 to 512. Default 16. */
  readonly bars?: number;
  /** Moods one after another: `'forest:8,battle:8'`, or sections that may send signals. Each takes over on the bar line, with the game's crossfade. */
  readonly script?: string | readonly ScriptSection[];
  /** A whole piece: a `song` has an intro, a tune that returns and an ending; the end of a `loop` leads into its beginning. */
  readonly form?: 'song' | 'loop';
  /** Length of a whole piece, 0.25 to 20. It is rounded to whole phrases, at least four. Default 2. */
  readonly minutes?: number;
  /** Another seed gives other music; the same seed, options and model give the same notes. Default: the soundtrack's. */
  readonly seed?: string | number;
  /** Signals sent before the first bar. Not for whole pieces. */
  readonly signals?: Readonly<Record<string, SignalValue>>;
  /** A game's own moods, signals, palettes, transitions and themes. */
  readonly soundtrack?: SoundtrackDefinition;
  /** The model that writes the melodies. Default: the network of the package. */
  readonly model?: ModelChoice;
  /** The MIDI files that moods of `soundtrack` name as their score, by key. Not for whole pieces, which are composed. */
  readonly scores?: Readonly<Record<string, ArrayBuffer | Uint8Array>>;
  /** Receives warnings, one line each. Default `console.warn`. */
  readonly warn?: (message: string) => void;
  /** Receives the finished share, 0 to 1, after each bar or phrase. */
  readonly onProgress?: (share: number) => void;
}

/** Checked options: sections to be played, or a whole piece to be written. */
export interface ComposePlan {
  readonly soundtrack: Soundtrack;
  readonly seed: string;
  readonly signals: Readonly<Record<string, SignalValue>>;
  readonly work:
    | { readonly kind: 'sections'; readonly sections: readonly ScriptSection[] }
    | { readonly kind: 'piece'; readonly mood: string; readonly minutes: number; readonly loop: boolean };
}

const ANY = () => {};
const callable: Check = (value, owner, field) => {
  if (typeof value !== 'function') throw new TypeError(`${owner}: ${field} must be a function, not ${shown(value)}`);
};
const FIELDS: Fields = {
  mood: (value) => checkText('compose: mood', value),
  bars: ANY,
  script: ANY,
  form: ANY,
  minutes: ANY,
  seed: ANY,
  signals: ANY,
  soundtrack: (value) => checkObject('compose: soundtrack', value, '{ moods: {} }'),
  model: ANY,
  scores: ANY,
  warn: callable,
  onProgress: callable,
};

const DEFAULT_BARS = 16;
const DEFAULT_MINUTES = 2;
/** The longest script. */
const MAX_SECTIONS = 256;
const FORMS = ['song', 'loop'] as const;
/** The lengths of a whole piece in minutes. */
export const PIECE_MINUTES = { min: 0.25, max: 20 } as const;

/** Checks options and fills in the defaults. @throws RangeError or TypeError naming the option that is wrong. */
export function planOf(options: ComposeOptions): ComposePlan {
  checkObject('compose', options, "{ mood: 'forest', bars: 16 }");
  checkFieldsOf('compose', options, FIELDS, 'option');
  const { seed, form } = options;
  const soundtrack = resolveSoundtrack({
    ...options.soundtrack,
    ...(seed === undefined ? {} : { seed: seedOf(seed) }),
  });
  const signals = signalsOf('compose: signals', options.signals ?? {}, soundtrack);
  const base = { soundtrack, seed: soundtrack.seed, signals };
  if (form === undefined) {
    refuse(options, ['minutes'], 'needs a form');
    return { ...base, work: { kind: 'sections', sections: sectionsOf(options, soundtrack) } };
  }
  if (!FORMS.includes(form)) throw new RangeError(`compose: ${unknownName('form', form, FORMS)}`);
  refuse(options, ['script', 'bars', 'signals', 'scores'], `is not for a whole piece (form '${form}')`);
  const mood = moodOf(options, soundtrack);
  const minutes = options.minutes ?? DEFAULT_MINUTES;
  checkNumber('compose: minutes', minutes, PIECE_MINUTES);
  return { ...base, work: { kind: 'piece', mood, minutes, loop: form === 'loop' } };
}

function refuse(options: ComposeOptions, fields: readonly (keyof ComposeOptions)[], reason: string): void {
  for (const field of fields)
    if (options[field] !== undefined) throw new RangeError(`compose: ${field} ${reason}; leave one of them out`);
}

function seedOf(seed: string | number): string {
  checkSeed('compose: seed', seed);
  return String(seed);
}

function moodOf({ mood }: ComposeOptions, { moods }: Soundtrack): string {
  if (mood === undefined)
    throw new RangeError(
      `compose: no mood; give a mood or a script. Known moods: ${[...moods.keys(), ...WORLD_MOOD_NAMES].join(', ')}`,
    );
  return moodNamed(moods, mood).name;
}

function sectionsOf(options: ComposeOptions, soundtrack: Soundtrack): readonly ScriptSection[] {
  const { script, bars = DEFAULT_BARS } = options;
  if (script === undefined) {
    const mood = moodOf(options, soundtrack);
    checkBars('compose: bars', bars);
    return [{ mood, bars }];
  }
  refuse(options, ['mood', 'bars'], 'is given beside a script');
  if (typeof script === 'string') return readScript(script, [...soundtrack.moods.keys(), ...WORLD_MOOD_NAMES]);
  checkList('compose: script', script, MAX_SECTIONS, "[{ mood: 'forest', bars: 8 }]");
  if (script.length === 0)
    throw new RangeError("compose: script is empty; give sections like { mood: 'forest', bars: 8 }");
  return script.map((section, i) => {
    const where = `compose: script[${i}]`;
    checkObject(where, section, "{ mood: 'forest', bars: 8 }");
    checkFieldsOf(where, section, { mood: ANY, bars: ANY, signals: ANY });
    checkBars(`${where}.bars`, section.bars);
    const signals = signalsOf(`${where}.signals`, section.signals ?? {}, soundtrack);
    return { mood: moodNamed(soundtrack.moods, section.mood).name, bars: section.bars, signals };
  });
}

function checkBars(what: string, bars: unknown): void {
  if (!Number.isInteger(bars) || (bars as number) < 1 || (bars as number) > MAX_SECTION_BARS)
    throw new RangeError(`${what} is ${String(bars)}; give a whole number from 1 to ${MAX_SECTION_BARS}`);
}

/** Checks the names; the conductor checks the values. */
function signalsOf(what: string, signals: Readonly<Record<string, SignalValue>>, soundtrack: Soundtrack) {
  const known = Object.keys(soundtrack.signals);
  for (const [name] of entriesOf(what, signals, DECLARED))
    if (!known.includes(name)) throw new RangeError(`${what}: ${unknownName('signal', name, known)}`);
  return { ...signals };
}
