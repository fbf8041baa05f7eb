/**
 * Checks of data that comes from outside: a call's arguments, a soundtrack, a log, a save, a tuning. Each check takes a
 * value and says in one line what is wrong, which value, and what would be right. Only an object's own fields count.
 */

import { DEPTH, NAME_LETTERS } from '../music/limits.ts';
import { isRecord, plainText, unknownName } from './names.ts';
import type { Range } from './ranges.ts';

/**
 * Throws unless a value is right. `owner` is what it belongs to (`mood 'inn'`), `field` which part of it; the field is
 * empty where the value is the owner.
 */
export type Check = (value: unknown, owner: string, field: string) => void;

/** A check for each field that an object may have. */
export type Fields = Readonly<Record<string, Check>>;

const place = (owner: string, field: string) => (field === '' ? owner : `${owner}: ${field}`);

/** A value as an error shows it. Never throws. */
export function shown(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${plainText(value)}'`;
  return typeof value === 'object' ? 'an object' : plainText(value);
}

/** Throws unless a value is a number inside a range. @throws RangeError or TypeError, naming `what`. */
export function checkNumber(what: string, value: unknown, { min, max }: Range): asserts value is number {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new TypeError(`${what} must be a number, not ${shown(value)}`);
  if (value < min || value > max) throw new RangeError(`${what} is ${value}; it must lie in ${min}..${max}`);
}

/** Throws unless a value is a whole number 0..`max`. */
export function checkWhole(what: string, value: unknown, max: number): asserts value is number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max)
    throw new RangeError(`${what} is ${plainText(value)}; it must be a whole number 0..${max}`);
}

/** Throws unless a value is a text of at most so many letters. */
export function checkText(what: string, value: unknown, most = NAME_LETTERS): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${what} must be a text, not ${shown(value)}`);
  if (value.length > most)
    throw new RangeError(`${what} must be a text of at most ${most} letters; this one has ${value.length}`);
}

/** Throws unless a value is one of those that are known. `kind` is what they are, in the singular. */
export function checkOneOf(owner: string, kind: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'string' || !known.includes(value))
    throw new RangeError(`${owner}: ${unknownName(kind, value, known)}`);
}

/** Throws unless a value is a list of at most so many entries. `example` shows one. */
export function checkList(what: string, value: unknown, most: number, example?: string): asserts value is unknown[] {
  if (!Array.isArray(value))
    throw new TypeError(`${what} must be a list${example === undefined ? '' : ` like ${example}`}`);
  if (value.length > most) throw new RangeError(`${what} has ${value.length} entries; at most ${most} can be`);
}

/** Throws unless a value is an object, and no list. `example` shows one. */
export function checkObject(what: string, value: unknown, example?: string): asserts value is object {
  if (!isRecord(value))
    throw new TypeError(`${what} must be an object${example === undefined ? '' : ` like ${example}`}`);
}

/** Own names and values of a map, such as a soundtrack's moods. @throws where it is none, holds too many, or a name is too long. */
export function entriesOf<T>(
  what: string,
  value: Readonly<Record<string, T>>,
  most: number,
  letters = NAME_LETTERS,
): [string, T][] {
  checkObject(what, value);
  const entries = Object.entries(value);
  if (entries.length > most) throw new RangeError(`${what} has ${entries.length} entries; at most ${most} can be`);
  for (const [name] of entries) checkText(`a name in ${what}`, name, letters);
  return entries;
}

/** The value of an object's own field; undefined for what it inherits. */
export function ownValue<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A number inside a range. */
export function number(min: number, max: number): Check {
  return (value, owner, field) => checkNumber(place(owner, field), value, { min, max });
}

/** A whole number 0..`max`. */
export function whole(max: number): Check {
  return (value, owner, field) => checkWhole(place(owner, field), value, max);
}

/** A text of at most so many letters. */
export function text(most = NAME_LETTERS): Check {
  return (value, owner, field) => checkText(place(owner, field), value, most);
}

/** True or false. */
export const flag: Check = (value, owner, field) => {
  if (typeof value !== 'boolean') throw new TypeError(`${place(owner, field)} must be true or false`);
};

/** One of the names that are known. */
export function oneOf(kind: string, known: readonly string[]): Check {
  return (value, owner) => checkOneOf(owner, kind, value, known);
}

/** Null, or what another check takes. */
export function nullable(check: Check): Check {
  return (value, owner, field) => {
    if (value !== null) check(value, owner, field);
  };
}

/** What must not be left out. */
export function required(check: Check): Check & { readonly required: true } {
  return Object.assign((value: unknown, owner: string, field: string) => check(value, owner, field), {
    required: true,
  } as const);
}

/** A list whose entries all pass a check. */
export function list(entry: Check, most: number): Check {
  return (value, owner, field) => {
    checkList(place(owner, field), value, most);
    for (const [i, each] of value.entries()) entry(each, owner, `${field}[${i}]`);
  };
}

/** A list of exactly these entries. */
export function tuple(...entries: readonly Check[]): Check {
  return (value, owner, field) => {
    if (!Array.isArray(value) || value.length !== entries.length)
      throw new TypeError(`${place(owner, field)} must be a list of ${entries.length} entries`);
    for (const [i, entry] of entries.entries()) entry(value[i], owner, `${field}[${i}]`);
  };
}

/** An object with no other fields than these; all but those that are {@link required} may be left out. */
export function object(fields: Fields, kind = 'field'): Check {
  return (value, owner, field) => {
    checkObject(place(owner, field), value);
    checkFieldsOf(place(owner, field), value, fields, kind);
  };
}

/** Checks each field of an object. @throws naming `owner` and the field that is not known or not right. */
export function checkFieldsOf(owner: string, value: object, fields: Fields, kind = 'field'): void {
  const record = value as Readonly<Record<string, unknown>>;
  for (const field of Object.keys(record))
    if (!Object.hasOwn(fields, field))
      throw new RangeError(`${owner}: ${unknownName(kind, field, Object.keys(fields))}`);
  for (const [field, check] of Object.entries(fields)) {
    const given = ownValue(record, field);
    if (given !== undefined || 'required' in check) check(given, owner, field);
  }
}

/**
 * A copy of plain data that shares nothing with it: what a game changes about an object that it handed over, or was handed,
 * changes nothing here. @throws RangeError for data that is nested without end.
 */
export function plainCopy<T>(value: T, depth = 0): T {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH)
    throw new RangeError(`plain data may be nested ${DEPTH} levels deep; this is deeper, or holds itself`);
  if (Array.isArray(value)) return value.map((entry: unknown) => plainCopy(entry, depth + 1)) as T;
  // Not by assignment: `__proto__` is a name like any other.
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, plainCopy<unknown>(entry, depth + 1)]),
  ) as T;
}

/**
 * Plain data that is shown and goes on being played: whoever looks at it cannot change it. Costs nothing where it has been
 * shown before.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const entry of Object.values(value)) frozen<unknown>(entry);
  return value;
}
