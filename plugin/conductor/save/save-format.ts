/** Music as a save game keeps it: who wants which mood, how things stand, and the tunes that have to come back. Plain JSON of some kilobytes. */

import { OCTAVE_MOVES, type OctaveMove } from '../../arrange/request.ts';
import { LEADING_PARTS, type Tail } from '../../arrange/tail.ts';
import { type Controls, NUMERIC_CONTROLS } from '../../mood/controls.ts';
import { checkControls, moodNamed } from '../../mood/moods.ts';
import { inside, isRecord, plainText } from '../../mood/names.ts';
import { Signals } from '../../mood/signals.ts';
import {
  type Check,
  checkFieldsOf,
  checkList,
  checkObject,
  type Fields,
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  required,
  text,
  tuple,
  whole,
  within,
} from '../../mood/validate.ts';
import { PUSHED_MOODS, SAVED_COUNT, SAVED_ENTRIES } from '../../music/limits.ts';
import { TONICS, type Tonic } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import { deserializePhrase, type SerializedPhrase } from '../../soundtrack/phrase-bank.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import { checkTuning, type Tuning } from '../../soundtrack/tuning.ts';
import type { Standing } from '../model/mood-player.ts';

/** A mood's music where it was left. Whole numbers in the place of phrases point into {@link SavedMusic.phrases}. */
export interface SavedMood {
  readonly mood: string;
  /** The phrase that comes next when the mood is cued, and how many bars were heard. */
  readonly slot: number;
  readonly bars: number;
  /** The tonic that the last move to it chose. */
  readonly tonic?: Tonic;
  /** The slot whose phrase does not go on from the one before it. */
  readonly anew?: number;
  /** Themes to be stated. */
  readonly themed: readonly (readonly [slot: number, theme: string])[];
  /** Whose tune its first phrase echoes. */
  readonly echoes?: readonly [mood: string, phrase: number];
  /** The phrase that plays and the one before it. */
  readonly written: readonly (readonly [slot: number, phrase: number, opening: string | null, octave?: OctaveMove])[];
  /** The first statement of each theme of the form. */
  readonly first: readonly (readonly [theme: string, phrase: number])[];
  /** Slots of phrases that filled the time until the composer came: they are no tunes to come back. */
  readonly passing?: readonly number[];
  /** The controls that phrases were arranged with, from `slot` on. Older saved games do not say. */
  readonly arranged?: readonly (readonly [slot: number, controls: Controls])[];
  /** What the voices of the phrase of `slot` lead on from. Older saved games do not say. */
  readonly tail?: Tail;
  /** Phrases in hand that have not begun and would not be written alike now, with the controls they were asked with. */
  readonly ahead?: readonly SavedAhead[];
}

/** A phrase in hand: as in {@link SavedMood.written}, with the controls that it was asked with. */
export type SavedAhead = readonly [
  slot: number,
  phrase: number,
  opening: string | null,
  controls: Controls,
  octave?: OctaveMove,
];

/** What `save()` gives and `load()` takes. */
export interface SavedMusic {
  readonly version: 1;
  readonly seed: string;
  /** The mood that scenes or calls chose; null where none has. */
  readonly mood: string | null;
  /** Moods pushed over it, oldest first; `seconds` are left. */
  readonly pushed: readonly SavedPush[];
  /** The bar that the music goes on with: of which phrase, and how many bars of the mood came before. Null before the first. */
  readonly place: SavedPlace | null;
  /** Where each signal was sent to: 0..1, or a tag. */
  readonly signals: Readonly<Record<string, number | string>>;
  readonly override: Partial<Controls>;
  readonly tuning: Tuning;
  readonly moods: readonly SavedMood[];
  readonly phrases: readonly SerializedPhrase[];
}

/** The bar that the music goes on with. */
export interface SavedPlace {
  readonly mood: string;
  readonly slot: number;
  readonly bar: number;
  readonly bars: number;
  /** How the music stood there: its tempo, its layers, how long its mood had played. Older saved games do not say. */
  readonly standing?: Standing;
}

/** A pushed mood. */
export interface SavedPush {
  readonly as: string;
  readonly mood: string;
  readonly priority: number;
  readonly seconds?: Seconds;
  /** There where a name is the game's own although older saved games have zones push under such. */
  readonly own?: true;
}

const COUNT = required(whole(SAVED_COUNT));
/** Names in saved music are as long as the game made them. */
const TEXT = required(text(Number.POSITIVE_INFINITY));
const OPENING = required(nullable(text(Number.POSITIVE_INFINITY)));
const OCTAVE = oneOf('octave', OCTAVE_MOVES);
const CONTROL_NAMES = [...NUMERIC_CONTROLS, 'tonic', 'mode', 'meter', 'palette', 'style'];

/** Requires an object that passes a check, which throws without naming the owner. */
const objectThat = (check: (value: object, field: string) => void) =>
  required((value, owner, field) => {
    checkObject(`${owner}: ${field}`, value);
    inside(owner, () => check(value, field));
  });

/** Controls of which none is missing. */
const CONTROLS = objectThat((value, field) => {
  checkControls(field, value);
  for (const name of CONTROL_NAMES)
    if (!Object.hasOwn(value, name)) throw new TypeError(`${field}: ${name} is missing`);
});

const STANDING: Fields = {
  pace: required(
    object({ ratio: required(number(1e-3, 1e3)), bars: required(nullable(number(1, SAVED_COUNT))) } satisfies Fields),
  ),
  bars: COUNT,
  seconds: required(number(0, SAVED_COUNT)),
  layering: required(nullable(number(0, 1))),
};

const PLACE: Fields = { mood: TEXT, slot: COUNT, bar: COUNT, bars: COUNT, standing: object(STANDING) };

const TAIL = Object.fromEntries(LEADING_PARTS.map((part) => [part, list(whole(127), SAVED_ENTRIES)]));

/** @param lastPhrase the highest number of a phrase */
function moodFields(moodName: Check, themes: readonly string[], lastPhrase: number): Fields {
  const phrase = required(whole(lastPhrase));
  const rows = (...entries: readonly Check[]) => list(tuple(...entries), SAVED_ENTRIES);
  return {
    mood: required(moodName),
    slot: COUNT,
    bars: COUNT,
    anew: whole(SAVED_COUNT),
    tonic: oneOf('tonic', TONICS),
    themed: required(rows(COUNT, required(oneOf('theme', themes)))),
    echoes: tuple(required(moodName), phrase),
    written: required(rows(COUNT, phrase, OPENING, OCTAVE)),
    first: required(rows(TEXT, phrase)),
    passing: list(COUNT, SAVED_ENTRIES),
    arranged: rows(COUNT, CONTROLS),
    tail: object(TAIL, 'part'),
    ahead: rows(COUNT, phrase, OPENING, CONTROLS, OCTAVE),
  };
}

/**
 * Saved music from a file, checked against the soundtrack that it is to continue in. @throws with one line: what is wrong,
 * and where.
 */
export function readSaved(value: unknown, soundtrack: Soundtrack): SavedMusic {
  if (!isRecord(value) || value.version !== 1 || typeof value.seed !== 'string')
    throw new TypeError('this is no saved music of version 1; hand over what save() gave, or JSON.parse of its text');
  const saved = value as unknown as SavedMusic;
  const { moods } = soundtrack;
  const moodName = within((name: string) => void moodNamed(moods, name));
  let lengths: readonly number[] = [];
  checkFieldsOf('saved music', saved, {
    version: required(() => {}),
    seed: TEXT,
    mood: required(nullable(moodName)),
    pushed: required(
      list(
        object({
          as: TEXT,
          mood: required(moodName),
          priority: required(number(-SAVED_COUNT, SAVED_COUNT)),
          seconds: number(0, SAVED_COUNT),
          own: flag,
        }),
        PUSHED_MOODS,
      ),
    ),
    signals: objectThat((value) => {
      const signals = new Signals(soundtrack.signals);
      for (const [name, raw] of Object.entries(value)) signals.settle(name, raw);
    }),
    override: objectThat((value, field) => checkControls(field, value)),
    tuning: objectThat((value) => checkTuning(value, soundtrack)),
    phrases: required((value, owner, field) => {
      checkList(`${owner}: ${field}`, value, SAVED_ENTRIES * moods.size);
      const read = (phrase: unknown, i: number) =>
        deserializePhrase(phrase, `phrase ${i}`, 'save anew', Number.POSITIVE_INFINITY);
      lengths = inside(owner, () => value.map((phrase, i) => read(phrase, i).request.bars));
    }),
    moods: required((value, owner, field) => {
      checkList(`${owner}: ${field}`, value, moods.size);
      const themes = [...soundtrack.themes.keys(), ...Object.keys(saved.tuning.themes ?? {})];
      const fields = moodFields(moodName, themes, lengths.length - 1);
      for (const each of value) {
        checkObject(`${owner}: a mood`, each);
        checkFieldsOf(`${owner}: mood '${plainText((each as SavedMood).mood)}'`, each, fields);
      }
    }),
    place: required(nullable(object({ ...PLACE, mood: required(moodName) }))),
  });
  inside('saved music', () => checkBar(saved, lengths));
  return saved;
}

/** @throws unless the bar that the music goes on with is a bar of its phrase. */
function checkBar({ place, moods }: SavedMusic, lengths: readonly number[]): void {
  if (place === null) return;
  const playing = moods.find(({ mood }) => mood === place.mood)?.written.find(([slot]) => slot === place.slot);
  const bars = playing === undefined ? 1 : lengths[playing[1]]!;
  if (place.bar >= bars) throw new RangeError(`place.bar is ${place.bar}; its phrase ends after ${bars}`);
}
