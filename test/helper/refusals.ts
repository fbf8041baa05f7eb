/** What a refusal has to be: one line of words, and no stumble somewhere inside. */

import * as fc from 'fast-check';
import { expect } from 'vitest';

/** What errors of the engine itself look like, which nobody can act on. */
const STUMBLE =
  /\(reading|cannot read|cannot destructure|must be of type|is not a function|is not iterable|call stack|invalid array length|cannot convert|allocation|undefined \(/i;
const LONGEST = 900;

/** What a call throws, or null where it accepts. */
export function refusal(call: () => unknown): unknown {
  try {
    call();
    return null;
  } catch (error) {
    return error;
  }
}

/** What is wrong with how a call refused, or null; also null where it accepted. */
export function badRefusal(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    return badError(error);
  }
}

/** What is wrong with an error as a refusal, or null. */
export function badError(error: unknown): string | null {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const { message } = error;
  if (!(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError))
    return `threw ${error.name}: ${message}`;
  if (message === '' || STUMBLE.test(message)) return `stumbled: ${message}`;
  if (/[\n\r\u2028\u2029]/.test(message)) return `said several lines: ${message}`;
  return message.length > LONGEST ? `said ${message.length} letters: ${message.slice(0, 80)}` : null;
}

/** What a call returns, or null where it refuses; expects that it refuses in one line. */
export function accepted<T>(call: () => T): T | null {
  let value: T | null = null;
  const bad = badRefusal(() => {
    value = call();
  });
  expect(bad).toBeNull();
  return value;
}

/** Expects that a call refuses, in one line, and says what. */
export function expectRefusal(call: () => unknown, message: string | RegExp): void {
  expect(call).toThrow(message);
  expect(badRefusal(call)).toBeNull();
}

/** Names that every object inherits, or that look like more than they are. */
export const ODD_NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', '', 'two\nlines', 'ä ✓'];

/** Values that JSON can hold and nobody expects, among values of every kind. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, -0, 1e308, -1e308, true, '', '__proto__', 'constructor', [], {}, [[]], [null]),
  fc.constantFrom<unknown>('x'.repeat(1e6), 'a\nb\u2028c', JSON.parse('{"__proto__":{"polluted":1}}')),
  fc.jsonValue({ maxDepth: 3 }),
);
/** The same with what JSON cannot hold, as a game's own code may hand it over. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyJson,
  fc.constantFrom<unknown>(undefined, Number.NaN, Number.POSITIVE_INFINITY, Symbol('s'), 10n, () => 1, new Date(0)),
  fc.constant(0).map(() => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    return loop;
  }),
  fc.anything(),
);

/** Every place in a document, as the keys that lead there. */
function placesIn(document: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof document !== 'object' || document === null) return [path];
  return [path, ...Object.keys(document).flatMap((key) => placesIn(Reflect.get(document, key), [...path, key]))];
}

/** A document with another value in one place, or with a field that it does not have. */
export function anySpoilt(document: unknown, value: fc.Arbitrary<unknown> = anyValue): fc.Arbitrary<unknown> {
  const places = placesIn(document);
  const field = fc.constantFrom('foreign', ...ODD_NAMES);
  return fc
    .tuple(fc.constantFrom(...places), value, fc.option(field, { nil: null }))
    .map(([path, given, extra]) => spoilt(document, path, given, extra));
}

function spoilt(document: unknown, path: readonly string[], value: unknown, extra: string | null): unknown {
  const [key, ...rest] = path;
  if (key !== undefined && typeof document === 'object' && document !== null) {
    const inner = spoilt(Reflect.get(document, key), rest, value, extra);
    if (Array.isArray(document)) return document.map((entry, i) => (String(i) === key ? inner : entry));
    return Object.fromEntries(Object.entries(document).map(([name, entry]) => [name, name === key ? inner : entry]));
  }
  if (extra === null || typeof document !== 'object' || document === null) return value;
  return Object.fromEntries([...Object.entries(document), [extra, value]]);
}

/** Every number in a document that is none: the check lets no such through. */
export function oddNumbers(document: unknown): number[] {
  if (typeof document === 'number') return Number.isFinite(document) ? [] : [document];
  return typeof document === 'object' && document !== null ? Object.values(document).flatMap(oddNumbers) : [];
}
