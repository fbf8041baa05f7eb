/**
 * A checkpoint is a moment from which the music can be played again note for note: what a saved game keeps, and what only
 * a log needs, to the last digit. It lies at the first bar of a phrase of a mood that plays alone, where little is under
 * way. A long log begins with one instead of with the first note of all.
 */

import { checkNumber } from '../../mood/moods.ts';
import { checkFields, inside, isRecord } from '../../mood/names.ts';
import type { SignalStep } from '../../mood/signals.ts';
import type { Seconds } from '../../music/time.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { LogOrder, LogPosition, LogPush, LogStart } from '../recording/command-log.ts';
import type { PushedMood } from '../requests/mood-stack.ts';
import { withAhead } from './save.ts';
import type { SavedMusic } from './save-format.ts';

/** How a log begins. */
export interface Beginning {
  readonly start: LogStart;
  readonly from: SavedMusic;
}

/** A moment, and what is needed to play on from it. */
export class Checkpoint {
  readonly #moment: Omit<LogStart, 'ends'>;
  readonly #from: SavedMusic;
  /** Pushed moods, each with the entry of the log that says until when, which may be prolonged. */
  readonly #claims: readonly (readonly [PushedMood, LogPush | null])[];
  /** Phrases that had been ordered and came later. */
  readonly #late: { readonly memory: MoodState; readonly written: ReadyPhrase }[] = [];

  constructor(
    moment: Omit<LogStart, 'ends'>,
    from: SavedMusic,
    claims: readonly (readonly [PushedMood, LogPush | null])[],
  ) {
    this.#moment = moment;
    this.#from = from;
    this.#claims = claims;
  }

  /** To be told of each phrase that begins: one that was ordered before is part of the moment. */
  begins(memory: MoodState, written: ReadyPhrase): void {
    const { after, read, orders } = this.#moment;
    const isOlder = written.read <= read && written.after.every((count, i) => count <= after[i]!);
    const mine = orderOf(memory, written);
    const isKnown = [...orders, ...this.#late.map((each) => orderOf(each.memory, each.written))].some((order) =>
      isSame(order, mine),
    );
    if (isOlder && !isKnown) this.#late.push({ memory, written });
  }

  /** As a log has it. */
  get beginning(): Beginning {
    const late = this.#late.map(({ memory, written }) => orderOf(memory, written));
    const ends = this.#claims.map(([{ end }, push]) =>
      finite(push?.seconds === undefined ? end : push.time + push.seconds),
    );
    return {
      from: withAhead(this.#from, this.#late),
      start: { ...this.#moment, orders: [...this.#moment.orders, ...late], ends },
    };
  }
}

/** When a phrase was ordered, as a log has it. */
export function orderOf(
  { mood }: MoodState,
  { slot, read, after }: ReadyPhrase,
  begun = false,
  logged = false,
): LogOrder {
  return [mood.name, slot, read, after, begun, logged];
}

/** A time that may be infinite, as JSON can have it. */
export function finite(time: Seconds): Seconds | null {
  return Number.isFinite(time) ? time : null;
}

function isSame([mood, slot, read, after]: LogOrder, other: LogOrder): boolean {
  return mood === other[0] && slot === other[1] && read === other[2] && String(after) === String(other[3]);
}

const FIELDS = [
  'time',
  'read',
  'after',
  'barSeconds',
  'entered',
  'deck',
  'silent',
  'ends',
  'signals',
  'orders',
  'stingers',
];
const ANY = { min: -1e9, max: 1e9 };
/** Far more entries than any moment has. */
const MOST = 10_000;

/** Checks where a log out of a file begins. @throws with one line: what is wrong. */
export function checkStart(start: LogStart): void {
  if (!isRecord(start)) throw new TypeError('the start of a log must be an object, as record() gave it');
  checkFields('the start of the log', start, FIELDS);
  inside('the start of the log', () => {
    for (const field of ['time', 'read', 'barSeconds', 'entered'] as const) checkNumber(field, start[field], ANY);
    checkNumber('deck', start.deck, { min: 0, max: 2 });
    checkProgress(start.after);
    for (const time of [...list('silent', start.silent), ...list('ends', start.ends)])
      if (time !== null) checkNumber('a time', time, ANY);
    if (!isRecord(start.signals as unknown)) throw new TypeError('signals must be an object');
    for (const steps of Object.values(start.signals)) list('signals', steps).forEach(checkStep);
    for (const order of list('orders', start.orders)) {
      const [mood, slot, read, after, ...flags] = list('orders', order) as unknown as LogOrder;
      if (typeof mood !== 'string' || !flags.every((flag) => typeof flag === 'boolean'))
        throw new TypeError('an order is none');
      checkNumber('the slot of an order', slot, { min: 0, max: 1e6 });
      checkNumber('the time of an order', read, ANY);
      checkProgress(after);
    }
    const { last, sounding } = isRecord(start.stingers) ? start.stingers : { last: null, sounding: null };
    for (const [, time] of list('stingers', last as LogStart['stingers']['last'])) checkNumber('a stinger', time, ANY);
    if (sounding !== null) {
      checkNumber('a stinger', sounding.until, ANY);
      checkNumber('a stinger', sounding.priority, ANY);
    }
  });
}

function checkStep({ time, from, target, tag }: SignalStep): void {
  if (time !== null) checkNumber('a signal', time, ANY);
  checkNumber('a signal', from, { min: 0, max: 1 });
  checkNumber('a signal', target, { min: 0, max: 1 });
  if (typeof tag !== 'string') throw new TypeError('a tag must be a text');
}

function checkProgress(progress: LogPosition): void {
  for (const count of list('after', progress)) checkNumber('after', count, { min: 0, max: 1e12 });
  if (progress.length !== 2) throw new TypeError('after must be two numbers, of commands and of bars');
}

function list<T>(what: string, value: readonly T[]): readonly T[] {
  if (!Array.isArray(value) || value.length > MOST) throw new TypeError(`${what} must be a list of at most ${MOST}`);
  return value;
}
