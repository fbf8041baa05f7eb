/**
 * Checks of external data: arguments, soundtracks, logs, saves, tunings. A check throws a one-line error that says what
 * is wrong, which value it has, and what is valid. Only an object's own fields count.
 */

import { DEPTH, NAME_LETTERS, SEED_LETTERS } from '../music/limits.ts';
import { inside, isRecord, plainText, unknownName } from './names.ts';
import type { Range } from './ranges.ts';

/**
 * Throws unless a value is valid. `owner` is the object that contains it (`mood 'inn'`), `field` its name there; `field`
 * is empty if the value is the owner itself.
 */
export type Check = (value: unknown, owner: string, field: string) => void;

/** A check for each permitted field of an object. */
export type Fields = Readonly<Record<string, Check>>;

const place = (owner: string, field: string) => (field === '' ? owner : `${owner}: ${field}`);

/** A value as shown in an error. Never throws. */
export function shown(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${plainText(value)}'`;
  return typeof value === 'object' ? 'an object' : plainText(value);
}

/** @throws RangeError or TypeError naming `what` unless a value is a number inside a range. */
export function checkNumber(what: string, value: unknown, { min, max }: Range): asserts value is number {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new TypeError(`${what} must be a number, not ${shown(value)}`);
  if (value < min || value > max) throw new RangeError(`${what} is ${value}; it must lie in ${min}..${max}`);
}

/** @throws unless a value is a whole number 0..`max`. */
export function checkWhole(what: string, value: unknown, max: number): asserts value is number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max)
    throw new RangeError(`${what} is ${plainText(value)}; it must be a whole number 0..${max}`);
}

/** Checks a seed: a finite number, or a text. @throws naming the owner and what is wrong. */
export function checkSeed(owner: string, seed: unknown): asserts seed is string | number {
  if (typeof seed !== 'number' || !Number.isFinite(seed)) checkText(owner, seed, SEED_LETTERS);
}

/** @throws unless a value is a text of at most `most` characters. */
export function checkText(what: string, value: unknown, most = NAME_LETTERS): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${what} must be a text, not ${shown(value)}`);
  if (value.length > most)
    throw new RangeError(`${what} must be a text of at most ${most} characters; this one has ${value.length}`);
}

/** @throws unless a value is one of the known names. `kind` says what they name, in the singular. */
export function checkOneOf(owner: string, kind: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'string' || !known.includes(value))
    throw new RangeError(`${owner}: ${unknownName(kind, value, known)}`);
}

/** @throws unless a value is a list of at most `most` entries. `example` shows a valid one. */
export function checkList(what: string, value: unknown, most: number, example?: string): asserts value is unknown[] {
  if (!Array.isArray(value))
    throw new TypeError(`${what} must be a list${example === undefined ? '' : ` like ${example}`}`);
  if (value.length > most) throw new RangeError(`${what} has ${value.length} entries; at most ${most} are allowed`);
}

/** @throws unless a value is an object and not a list. `example` shows a valid one. */
export function checkObject(what: string, value: unknown, example?: string): asserts value is object {
  if (!isRecord(value))
    throw new TypeError(`${what} must be an object${example === undefined ? '' : ` like ${example}`}`);
}

/** The own entries of a map, such as a soundtrack's moods. @throws if it is not a map, has too many entries, or a name is too long. */
export function entriesOf<T>(
  what: string,
  value: Readonly<Record<string, T>>,
  most: number,
  letters = NAME_LETTERS,
): [string, T][] {
  checkObject(what, value);
  const entries = Object.entries(value);
  if (entries.length > most) throw new RangeError(`${what} has ${entries.length} entries; at most ${most} are allowed`);
  for (const [name] of entries) checkText(`a name in ${what}`, name, letters);
  return entries;
}

/** An object's own field; undefined for inherited ones. */
export function ownValue<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Requires a number inside a range. */
export function number(min: number, max: number): Check {
  return (value, owner, field) => checkNumber(place(owner, field), value, { min, max });
}

/** Requires a whole number 0..`max`. */
export function whole(max: number): Check {
  return (value, owner, field) => checkWhole(place(owner, field), value, max);
}

/** Requires a text of at most `most` characters. */
export function text(most = NAME_LETTERS): Check {
  return (value, owner, field) => checkText(place(owner, field), value, most);
}

/** Requires true or false. */
export const flag: Check = (value, owner, field) => {
  if (typeof value !== 'boolean') throw new TypeError(`${place(owner, field)} must be true or false`);
};

/** Requires one of the known names. */
export function oneOf(kind: string, known: readonly string[]): Check {
  return (value, owner) => checkOneOf(owner, kind, value, known);
}

/** Permits null, and whatever another check permits. */
export function nullable(check: Check): Check {
  return (value, owner, field) => {
    if (value !== null) check(value, owner, field);
  };
}

/** Makes a field mandatory. */
export function required(check: Check): Check & { readonly required: true } {
  return Object.assign((value: unknown, owner: string, field: string) => check(value, owner, field), {
    required: true,
  } as const);
}

/** Requires a list of at most `most` entries that all pass a check. */
export function list(entry: Check, most: number): Check {
  return (value, owner, field) => {
    checkList(place(owner, field), value, most);
    for (const [i, each] of value.entries()) entry(each, owner, `${field}[${i}]`);
  };
}

/** Requires a list with these entries. As in an object, all are optional except {@link required} ones, which come first. */
export function tuple(...entries: readonly Check[]): Check {
  const least = entries.filter((entry) => 'required' in entry).length;
  const lengths = least === entries.length ? `${least}` : `${least} to ${entries.length}`;
  return (value, owner, field) => {
    if (!Array.isArray(value) || value.length < least || value.length > entries.length)
      throw new TypeError(`${place(owner, field)} must be a list of ${lengths} entries`);
    for (const [i, given] of value.entries()) entries[i]!(given, owner, `${field}[${i}]`);
  };
}

/** Requires an object that has any names of at most {@link NAME_LETTERS} characters, and values that pass a check. */
export function mapOf(check: Check, most: number): Check {
  return (value, owner, field) => {
    for (const [name, each] of entriesOf(place(owner, field), value as Record<string, unknown>, most))
      check(each, owner, `${field}.${plainText(name)}`);
  };
}

/** Makes a check from a function that throws without naming the owner. */
export function within<T>(check: (value: T) => void): Check {
  return (value, owner) => inside(owner, () => check(value as T));
}

/** Requires an object without other fields than these; all are optional except {@link required} ones. */
export function object(fields: Fields, kind = 'field'): Check {
  return (value, owner, field) => {
    checkObject(place(owner, field), value);
    checkFieldsOf(place(owner, field), value, fields, kind);
  };
}

/** Checks each field of an object. @throws naming `owner` and the unknown or invalid field. */
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
 * A deep copy of plain data, so that later changes of the original or of the copy do not affect each other.
 * @throws RangeError for data nested deeper than {@link DEPTH}.
 */
export function plainCopy<T>(value: T, depth = 0): T {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH)
    throw new RangeError(`plain data may be nested ${DEPTH} levels deep; this is deeper, or contains itself`);
  if (Array.isArray(value)) return value.map((entry: unknown) => plainCopy(entry, depth + 1)) as T;
  // Assigning to the name `__proto__` would set the prototype of the copy.
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, plainCopy<unknown>(entry, depth + 1)]),
  ) as T;
}

/**
 * Freezes plain data deeply and returns it, so that a reader cannot change data in use. Stops at data that is already
 * frozen.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const entry of Object.values(value)) frozen<unknown>(entry);
  return value;
}
