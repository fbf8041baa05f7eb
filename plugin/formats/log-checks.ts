/** What each kind of entry of a log may hold: the same as the call that it was written down for. */

import { checkStinger } from '../arrange/stinger-definition.ts';
import { checkControls, checkFeel, moodNamed } from '../mood/moods.ts';
import { unknownName } from '../mood/names.ts';
import { Signals } from '../mood/signals.ts';
import {
  type Check,
  checkFieldsOf,
  checkNumber,
  checkObject,
  checkText,
  type Fields,
  flag,
  list,
  mapOf,
  nullable,
  number,
  object,
  oneOf,
  required,
  text,
  tuple,
  whole,
} from '../mood/validate.ts';
import { LOG_ENTRIES, MUSIC_SECONDS, OPENING_LETTERS } from '../music/limits.ts';
import { PHRASE_ORIGINS } from '../music/phrase.ts';
import { PRIORITIES } from '../soundtrack/push-options.ts';
import type { Soundtrack } from '../soundtrack/soundtrack.ts';
import { THEME_TARGET_CHECKS } from '../soundtrack/theme.ts';
import { TRACK_CHECKS, TRACK_END_CHECKS, TRACK_OPTIONAL } from '../soundtrack/track.ts';
import { TRANSITION_CHECKS } from '../soundtrack/transition-options.ts';
import { checkTuning, type Tuning } from '../soundtrack/tuning.ts';
import { BEFORE, type LogEntry } from './log-entries.ts';

const seconds: Check = (value, owner, field) => {
  if (!Number.isFinite(value)) throw new TypeError(`${owner}: ${field} must be a number of seconds`);
  checkNumber(`${owner}: ${field}`, value, { min: BEFORE, max: MUSIC_SECONDS });
};
const time: Check = (value, owner) => {
  if (!Number.isFinite(value)) throw new TypeError(`${owner}: its time must be a number of seconds`);
  checkNumber(`${owner}: its time`, value, { min: BEFORE, max: MUSIC_SECONDS });
};
const signalValue: Check = (value, owner) => {
  if (typeof value === 'string') checkText(`${owner}: its value`, value);
  else if (typeof value !== 'boolean' && !Number.isFinite(value))
    throw new TypeError(`${owner}: its value must be a number, a boolean or a tag`);
};
const position: Check = (value, owner, field) => {
  if (!(Array.isArray(value) && value.length === 2 && value.every((count) => Number.isFinite(count) && count >= 0)))
    throw new TypeError(`${owner}: ${field} must be two numbers, of commands and of bars`);
};

const HEAD: Fields = { time: required(time), kind: required(text()) };
const NAME = required(text());
const MOVE: Fields = { ...HEAD, ...TRANSITION_CHECKS };
const SLOT: Fields = { ...HEAD, mood: NAME, slot: required(whole(LOG_ENTRIES)) };

/** The fields of each kind of entry. */
export const ENTRIES = {
  mood: { ...MOVE, mood: NAME },
  push: {
    ...MOVE,
    as: NAME,
    mood: NAME,
    priority: required(number(PRIORITIES.min, PRIORITIES.max)),
    seconds: number(0, MUSIC_SECONDS),
  },
  pop: { ...MOVE, as: NAME },
  signal: { ...HEAD, signal: NAME, value: required(signalValue) },
  stinger: { ...HEAD, name: NAME },
  theme: { ...HEAD, ...THEME_TARGET_CHECKS, name: NAME },
  track: {
    ...HEAD,
    ...Object.fromEntries(Object.entries(TRACK_CHECKS).map(([field, check]) => [field, required(check)])),
    ...TRACK_OPTIONAL,
    tempo: nullable(TRACK_CHECKS.tempo!),
    name: NAME,
    seconds: required(number(0, MUSIC_SECONDS)),
  },
  section: { ...HEAD, name: NAME },
  endTrack: { ...HEAD, ...TRACK_END_CHECKS },
  override: { ...HEAD, controls: required((value, owner) => checkControls(owner, value as object)) },
  feel: { ...HEAD, feel: required((value, owner) => checkFeel(owner, value as object)) },
  tune: { ...HEAD, tuning: required((value, owner) => checkObject(`${owner}: tuning`, value)) },
  reroll: HEAD,
  pause: HEAD,
  resume: HEAD,
  phrase: {
    ...HEAD,
    after: position,
    late: seconds,
    ...SLOT,
    source: required(oneOf('source', PHRASE_ORIGINS)),
    hash: NAME,
    read: required(seconds),
    opening: nullable(text(OPENING_LETTERS)),
    passing: flag,
    drummer: flag,
  },
  wait: SLOT,
} as const satisfies Readonly<Record<LogEntry['kind'], Fields>>;

const ANY_NUMBER = required(number(-1e9, 1e9));
/** More entries than any moment has. */
const MOST = 10_000;
const TIMES = required(list(nullable(ANY_NUMBER), MOST));
const STEP = object({
  time: required(nullable(ANY_NUMBER)),
  from: required(number(0, 1)),
  target: required(number(0, 1)),
  tag: required(text(Number.POSITIVE_INFINITY)),
  sent: tuple(ANY_NUMBER, required(number(0, 1))),
});

/** Requires the start of a log. */
export const checkStart = object({
  time: ANY_NUMBER,
  read: ANY_NUMBER,
  after: required(position),
  barSeconds: ANY_NUMBER,
  entered: ANY_NUMBER,
  deck: required(number(0, 2)),
  silent: TIMES,
  ends: TIMES,
  signals: required(mapOf(list(STEP, MOST), MOST)),
  orders: required(list(tuple(NAME, required(whole(1e6)), ANY_NUMBER, required(position), flag, flag), MOST)),
  stingers: required(
    object({
      last: required(list(tuple(NAME, ANY_NUMBER), MOST)),
      sounding: required(nullable(object({ priority: ANY_NUMBER, until: ANY_NUMBER }))),
    }),
  ),
  live: object({ read: ANY_NUMBER, line: nullable(ANY_NUMBER), adds: TIMES }),
});

/** An entry whose shape has been checked. */
interface CheckedEntry {
  readonly kind: keyof typeof ENTRIES;
  readonly mood?: string;
  readonly stinger?: string;
  readonly name: string;
  readonly signal: string;
  readonly value: string;
  readonly tuning: Tuning;
}

/**
 * Checks the names in entries whose shape is right against a soundtrack. What a phrase or a wait names is only looked up.
 * @throws with one line naming the entry and the unknown name.
 */
export function checkNames(entries: readonly unknown[], soundtrack: Soundtrack, tuned: Tuning = {}): void {
  const { moods, stingers } = soundtrack;
  const signals = new Signals(soundtrack.signals);
  const themes = new Set([...soundtrack.themes.keys(), ...Object.keys(tuned.themes ?? {})]);
  const checks = {
    theme: ({ name }: CheckedEntry) => {
      if (!themes.has(name)) throw new RangeError(unknownName('theme', name, [...themes]));
    },
    stinger: ({ name }: CheckedEntry) => checkStinger(name, stingers),
    signal: ({ signal, value }: CheckedEntry) => void signals.accept(signal, value),
    tune: ({ tuning }: CheckedEntry) => {
      checkTuning(tuning, soundtrack);
      for (const theme of Object.keys(tuning.themes ?? {})) themes.add(theme);
    },
  };
  for (const [i, each] of entries.entries()) {
    const entry = each as CheckedEntry;
    if (entry.kind === 'phrase' || entry.kind === 'wait') continue;
    try {
      if (entry.mood !== undefined) moodNamed(moods, entry.mood);
      if (entry.stinger !== undefined) checkStinger(entry.stinger, stingers);
      if (Object.hasOwn(checks, entry.kind)) checks[entry.kind as keyof typeof checks](entry);
    } catch (error) {
      throw new RangeError(`log entry ${i}: ${(error as Error).message}`);
    }
  }
}

/** Checks the shape of an entry. @throws naming `owner` and what is wrong. */
export function checkEntry(owner: string, entry: unknown): void {
  const { kind = null } = (typeof entry === 'object' && entry !== null ? entry : {}) as { kind?: unknown };
  if (typeof kind !== 'string' || !Object.hasOwn(ENTRIES, kind))
    throw new RangeError(`${owner}: ${unknownName('kind', kind ?? undefined, Object.keys(ENTRIES))}`);
  checkFieldsOf(owner, entry as object, ENTRIES[kind as keyof typeof ENTRIES]);
}
