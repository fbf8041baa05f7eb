/** Music as a save game keeps it: who wants which mood, how things stand, and the tunes that have to come back. Plain JSON of some kilobytes. */

import { OCTAVE_MOVES, type OctaveMove } from '../../arrange/request.ts';
import { LEADING_PARTS, type Tail } from '../../arrange/tail.ts';
import { type Controls, NUMERIC_CONTROLS } from '../../mood/controls.ts';
import { checkControls, checkNumber, moodNamed } from '../../mood/moods.ts';
import { checkFields, inside, isRecord, plainText, unknownName } from '../../mood/names.ts';
import { Signals } from '../../mood/signals.ts';
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

const FIELDS = ['version', 'seed', 'mood', 'pushed', 'place', 'signals', 'override', 'tuning', 'moods', 'phrases'];
const PUSH_FIELDS = ['as', 'mood', 'priority', 'seconds', 'own'];
const PLACE_FIELDS = ['mood', 'slot', 'bar', 'bars', 'standing'];
const MOOD_FIELDS = [
  'mood',
  'slot',
  'bars',
  'tonic',
  'anew',
  'themed',
  'echoes',
  'written',
  'first',
  'passing',
  'arranged',
  'tail',
  'ahead',
];

/**
 * Saved music out of a file, checked against the soundtrack that it is to go on in. @throws with one line: what is wrong,
 * and where.
 */
export function readSaved(value: unknown, soundtrack: Soundtrack): SavedMusic {
  if (!isRecord(value) || value.version !== 1 || typeof value.seed !== 'string')
    throw new TypeError('this is no saved music of version 1; hand over what save() gave, or JSON.parse of its text');
  const saved = value as unknown as SavedMusic;
  checkFields('saved music', saved, FIELDS);
  inside('saved music', () => check(saved, soundtrack));
  return saved;
}

function check(saved: SavedMusic, soundtrack: Soundtrack): void {
  const { mood, pushed, place, tuning, override, phrases, moods } = saved;
  text('the seed', saved.seed);
  if (mood !== null) moodNamed(soundtrack.moods, mood);
  for (const each of list('pushed', pushed, PUSHED_MOODS)) {
    record('a pushed mood', each);
    text('the name of a pushed mood', each.as);
    moodNamed(soundtrack.moods, each.mood);
    checkFields('a pushed mood', each, PUSH_FIELDS);
    checkNumber('the priority of a pushed mood', each.priority, { min: -SAVED_COUNT, max: SAVED_COUNT });
    if (each.seconds !== undefined) checkNumber('seconds of a pushed mood', each.seconds, { min: 0, max: SAVED_COUNT });
  }
  const signals = new Signals(soundtrack.signals);
  for (const [name, raw] of Object.entries(record('signals', saved.signals))) {
    signals.settle(name, raw);
  }
  checkControls('override', record('override', override));
  checkTuning(record('tuning', tuning), soundtrack);
  const most = SAVED_ENTRIES * soundtrack.moods.size;
  const lengths = list('phrases', phrases, most).map(
    (phrase, i) => deserializePhrase(phrase, `phrase ${i}`, REMEDY, Number.POSITIVE_INFINITY).request.bars,
  );
  const themes = [...soundtrack.themes.keys(), ...Object.keys(tuning.themes ?? {})];
  for (const each of list('moods', moods, soundtrack.moods.size)) {
    moodNamed(soundtrack.moods, record('a mood', each).mood);
    const owner = `mood '${plainText(each.mood)}'`;
    checkFields(owner, each, MOOD_FIELDS);
    inside(owner, () => checkMood(each, { soundtrack, themes, last: phrases.length - 1 }));
  }
  if (place === null) return;
  moodNamed(soundtrack.moods, record('place', place).mood);
  checkFields('place', place, PLACE_FIELDS);
  for (const field of ['slot', 'bar', 'bars'] as const) whole(`place.${field}`, place[field]);
  if (place.standing !== undefined) inside('place.standing', () => checkStanding(place.standing!));
  const playing = moods.find((each) => each.mood === place.mood)?.written.find(([slot]) => slot === place.slot);
  const bars = playing === undefined ? 1 : lengths[playing[1]]!;
  if (place.bar >= bars) throw new RangeError(`place.bar is ${place.bar}; its phrase ends after ${bars}`);
}

const REMEDY = 'save anew';
const CONTROL_NAMES = [...NUMERIC_CONTROLS, 'tonic', 'mode', 'meter', 'palette', 'style'];

interface Known {
  readonly soundtrack: Soundtrack;
  readonly themes: readonly string[];
  /** The last phrase that can be pointed to. */
  readonly last: number;
}

function checkMood(each: SavedMood, { soundtrack, themes, last }: Known): void {
  const { slot, bars, anew = 0, tonic, echoes } = each;
  for (const [name, number] of Object.entries({ slot, bars, anew })) whole(name, number);
  if (tonic !== undefined && !TONICS.includes(tonic)) throw new RangeError(unknownName('tonic', tonic, TONICS));
  for (const entry of list('themed', each.themed)) {
    const [slot, theme] = list('themed', entry) as (typeof each.themed)[number];
    whole('the slot of a theme', slot);
    if (!themes.includes(theme)) throw new RangeError(unknownName('theme', theme, themes));
  }
  if (echoes !== undefined) {
    const [mood, phrase] = list('echoes', echoes) as typeof echoes;
    moodNamed(soundtrack.moods, mood);
    whole('echoes', phrase, last);
  }
  for (const entry of list('written', each.written)) {
    const [slot, phrase, opening, octave] = list('written', entry) as (typeof each.written)[number];
    whole('written', slot);
    whole('written', phrase, last);
    if (opening !== null) text('an opening', opening);
    checkOctave(octave);
  }
  for (const entry of list('first', each.first)) {
    const [theme, phrase] = list('first', entry) as (typeof each.first)[number];
    text('a theme', theme);
    whole('first', phrase, last);
  }
  for (const at of list('passing', each.passing ?? [])) whole('passing', at);
  for (const entry of list('arranged', each.arranged ?? [])) {
    const [slot, controls] = list('arranged', entry) as NonNullable<typeof each.arranged>[number];
    whole('arranged', slot);
    checkWhole('arranged', controls);
  }
  for (const [part, pitches] of Object.entries(each.tail === undefined ? {} : record('tail', each.tail))) {
    if (!(LEADING_PARTS as readonly string[]).includes(part))
      throw new RangeError(unknownName('part', part, LEADING_PARTS));
    for (const pitch of list('tail', pitches)) whole('tail', pitch, 127);
  }
  for (const entry of list('ahead', each.ahead ?? [])) {
    const [slot, phrase, opening, controls, octave] = list('ahead', entry) as NonNullable<typeof each.ahead>[number];
    whole('ahead', slot);
    whole('ahead', phrase, last);
    if (opening !== null) text('an opening', opening);
    checkWhole('ahead', controls);
    checkOctave(octave);
  }
}

function checkOctave(octave: OctaveMove | undefined): void {
  if (octave !== undefined && !OCTAVE_MOVES.includes(octave))
    throw new RangeError(unknownName('octave', String(octave), OCTAVE_MOVES));
}

/** Checks controls none of which may be left out. */
function checkWhole(what: string, controls: Controls): void {
  checkControls(what, record(what, controls));
  for (const name of CONTROL_NAMES)
    if (!Object.hasOwn(controls, name)) throw new TypeError(`${what}: ${name} is not there`);
}

function checkStanding({ pace, bars, seconds, layering }: Standing): void {
  checkNumber('pace.ratio', record('pace', pace).ratio, { min: 1e-3, max: 1e3 });
  if (pace.bars !== null) checkNumber('pace.bars', pace.bars, { min: 1, max: SAVED_COUNT });
  whole('bars', bars);
  checkNumber('seconds', seconds, { min: 0, max: SAVED_COUNT });
  if (layering !== null) checkNumber('layering', layering, { min: 0, max: 1 });
}

function record<T extends object>(what: string, value: T): T {
  if (!isRecord(value)) throw new TypeError(`${what} must be an object`);
  return value;
}

function list<T>(what: string, value: readonly T[], most = SAVED_ENTRIES): readonly T[] {
  if (!Array.isArray(value)) throw new TypeError(`${what} must be a list`);
  if (value.length > most) throw new RangeError(`${what} has ${value.length} entries; at most ${most} can be`);
  return value;
}

function whole(what: string, value: unknown, max = SAVED_COUNT): void {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max)
    throw new RangeError(`${what} is ${plainText(value)}; it must be a whole number 0..${max}`);
}

function text(what: string, value: unknown): void {
  if (typeof value !== 'string') throw new TypeError(`${what} must be a text`);
}
