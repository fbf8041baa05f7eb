/** The format of saved music: the requested moods, the signals, the bar that plays, and the tunes that return. Plain JSON of some kilobytes. */

import { OCTAVE_MOVES, type OctaveMove } from '../arrange/request.ts';
import { LEADING_PARTS, type Tail } from '../arrange/tail.ts';
import type { Controls } from '../mood/controls.ts';
import type { Feel } from '../mood/feel.ts';
import { checkControls, checkFeel, moodNamed } from '../mood/moods.ts';
import { inside, isRecord, plainText } from '../mood/names.ts';
import { Signals } from '../mood/signals.ts';
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
} from '../mood/validate.ts';
import { PUSHED_MOODS, SAVED_COUNT, SAVED_ENTRIES } from '../music/limits.ts';
import { TONICS, type Tonic } from '../music/pitch.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import { checkDescribed, type DescribedMoods, withDescribed } from '../soundtrack/described.ts';
import { deserializePhrase, type SerializedPhrase } from '../soundtrack/phrase-bank.ts';
import { checkScores, type ScoreHashes } from '../soundtrack/piece.ts';
import type { Soundtrack } from '../soundtrack/soundtrack.ts';
import type { TempoCurve } from '../soundtrack/tempo-curve.ts';
import { checkTuning, type Tuning } from '../soundtrack/tuning.ts';

/** The state of a mood. Phrases are indices of {@link SavedMusic.phrases}. */
export interface SavedMood {
  readonly mood: string;
  /** The slot that plays next when the mood starts, and the number of bars heard. */
  readonly slot: number;
  readonly bars: number;
  /** The bar of that slot's phrase with which it goes on, where that is not the first. Only of moods with a score. */
  readonly bar?: number;
  /** The tonic that the last transition to it chose. */
  readonly tonic?: Tonic;
  /** The slot whose phrase does not continue the one before it. */
  readonly anew?: number;
  /** Scheduled themes. */
  readonly themed: readonly (readonly [slot: number, theme: string])[];
  /** The melody that its first phrase carries over, and its mood. */
  readonly echoes?: readonly [mood: string, phrase: number];
  /** The phrase that plays and the one before it. */
  readonly written: readonly (readonly [slot: number, phrase: number, opening: string | null, octave?: OctaveMove])[];
  /** The first statement of each theme of the form. */
  readonly first: readonly (readonly [theme: string, phrase: number])[];
  /** Slots of phrases that only filled the time until the model was ready. Their tunes do not return. */
  readonly passing?: readonly number[];
  /** Slots of phrases whose drums a drummer plays. Missing in older saved games. */
  readonly drummer?: readonly number[];
  /** The controls that phrases were arranged with, from `slot` on. Missing in older saved games. */
  readonly arranged?: readonly (readonly [slot: number, controls: Controls])[];
  /** The last pitches before `slot`, from which its voices lead on. Missing in older saved games. */
  readonly tail?: Tail;
  /** Ready phrases that have not started and would be written differently now, with the controls of their requests. */
  readonly ahead?: readonly SavedAhead[];
}

/** A ready phrase: as in {@link SavedMood.written}, with the controls of its request. */
export type SavedAhead = readonly [
  slot: number,
  phrase: number,
  opening: string | null,
  controls: Controls,
  octave?: OctaveMove,
];

/** The result of `save()` and the argument of `load()`. */
export interface SavedMusic {
  readonly version: 1;
  readonly seed: string;
  /** Whether the seed drew the moods' keys, tempos, meters and figures. Missing in older saved games. */
  readonly variety?: boolean;
  /** Whether presets such as `victory` end. Missing in older saved games. */
  readonly endings?: boolean;
  /** Moods described in words, in numbers. */
  readonly described?: DescribedMoods;
  /** The hash of each MIDI file that was the music of a mood, by its key. The files themselves come with the game. */
  readonly scores?: ScoreHashes;
  /** The mood that scenes or calls requested; null before any. */
  readonly mood: string | null;
  /** Moods pushed over it, oldest first, with the seconds left. */
  readonly pushed: readonly SavedPush[];
  /** The bar that the music continues with. Null before the first. */
  readonly place: SavedPlace | null;
  /** The last value of each signal: 0..1, or a tag. */
  readonly signals: Readonly<Record<string, number | string>>;
  readonly override: Partial<Controls>;
  /** Where the game put every mood on the dial. Missing where it did not. */
  readonly feel?: Partial<Feel>;
  readonly tuning: Tuning;
  readonly moods: readonly SavedMood[];
  readonly phrases: readonly SerializedPhrase[];
}

/** The bar that the music continues with: its phrase, and the number of bars of the mood before it. */
export interface SavedPlace {
  readonly mood: string;
  readonly slot: number;
  readonly bar: number;
  readonly bars: number;
  /** Tempo, layers and time played at that bar. Missing in older saved games. */
  readonly standing?: Standing;
}

/** Tempo, age and layers of a mood at a bar: what an interruption must not lose. Plain data. */
export interface Standing {
  readonly pace: TempoCurve;
  /** Bars and seconds played since the mood's entry. */
  readonly bars: number;
  readonly seconds: Seconds;
  /** The intensity that the layers of its bars follow; null before the first. */
  readonly layering: NormalRange | null;
}

/** A pushed mood. */
export interface SavedPush {
  readonly as: string;
  readonly mood: string;
  readonly priority: number;
  readonly seconds?: Seconds;
  /** Present if the game chose a key that older saved games use for zones. */
  readonly own?: true;
}

/** Keys under which zones pushed moods. Older saved games keep them. */
export const ZONE_KEY = /^zone \d+$/;

/** Pushed moods that return with a saved game. Those of zones are pushed again by their zones. */
export function pushedAgain({ pushed }: SavedMusic): readonly SavedPush[] {
  return pushed.filter(({ as, own, seconds }) => own || seconds !== undefined || !ZONE_KEY.test(as));
}

const COUNT = required(whole(SAVED_COUNT));
/** Names in saved music may have any length. */
const TEXT = required(text(Number.POSITIVE_INFINITY));
const OPENING = required(nullable(text(Number.POSITIVE_INFINITY)));
const OCTAVE = oneOf('octave', OCTAVE_MOVES);
/** The controls of version 1. One that is added later must not be required: older saved games lack it. */
const FIRST_CONTROLS: readonly (keyof Controls)[] = [
  'tempo',
  'density',
  'register',
  'leap',
  'syncopation',
  'chromaticism',
  'temperature',
  'intensity',
  'brightness',
  'swing',
  'tonic',
  'mode',
  'meter',
  'palette',
  'style',
];

/** Requires an object that passes a check, which throws without naming the owner. */
const objectThat = (check: (value: object, field: string) => void) =>
  required((value, owner, field) => {
    checkObject(`${owner}: ${field}`, value);
    inside(owner, () => check(value, field));
  });

/** Controls of which none of the first is missing. */
const CONTROLS = objectThat((value, field) => {
  checkControls(field, value);
  for (const name of FIRST_CONTROLS)
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
    bar: whole(SAVED_COUNT),
    anew: whole(SAVED_COUNT),
    tonic: oneOf('tonic', TONICS),
    themed: required(rows(COUNT, required(oneOf('theme', themes)))),
    echoes: tuple(required(moodName), phrase),
    written: required(rows(COUNT, phrase, OPENING, OCTAVE)),
    first: required(rows(TEXT, phrase)),
    passing: list(COUNT, SAVED_ENTRIES),
    drummer: list(COUNT, SAVED_ENTRIES),
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
    variety: flag,
    endings: flag,
    described: (value, owner, field) => {
      checkDescribed(value, owner, field);
      inside(owner, () => withDescribed(soundtrack, value as DescribedMoods));
    },
    scores: checkScores,
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
    feel: (value, owner) => checkFeel(owner, value as object),
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
