import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText, reasonOf, unknownName } from '../../plugin/mood/names.ts';
import {
  checkFieldsOf,
  entriesOf,
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  ownValue,
  plainCopy,
  required,
  text,
  tuple,
  whole,
} from '../../plugin/mood/validate.ts';
import { propertyRuns } from '../helper/cases.ts';
import { anyValue, badRefusal } from '../helper/refusals.ts';

describe('a check says what is wrong, which value, and what would be right', () => {
  test.each([
    [number(0, 1), 2, 'owner: field is 2; it must lie in 0..1'],
    [number(0, 1), '1', "owner: field must be a number, not '1'"],
    [number(0, 1), Number.NaN, 'owner: field must be a number, not NaN'],
    [number(0, 1), Number.POSITIVE_INFINITY, 'owner: field is Infinity; it must lie in 0..1'],
    [whole(9), 1.5, 'owner: field is 1.5; it must be a whole number 0..9'],
    [text(3), 'long', 'owner: field must be a text of at most 3 characters; this one has 4'],
    [text(), 7, 'owner: field must be a text, not 7'],
    [flag, 1, 'owner: field must be true or false'],
    [
      oneOf('sync point', ['bar']),
      'bra',
      "owner: unknown sync point 'bra'; did you mean 'bar'? known sync points: bar",
    ],
    [oneOf('sync point', ['bar']), ['bar'], "owner: unknown sync point 'bar'"],
    [nullable(flag), undefined, 'owner: field must be true or false'],
    [list(flag, 2), [true, 0], 'owner: field[1] must be true or false'],
    [list(flag, 2), [true, true, true], 'owner: field has 3 entries; at most 2 are allowed'],
    [list(flag, 2), { length: 1 }, 'owner: field must be a list'],
    [tuple(required(flag), required(flag)), [true], 'owner: field must be a list of 2 entries'],
    [object({ a: required(flag) }), {}, 'owner: field: a must be true or false'],
    [object({ a: flag }), { b: 1 }, "owner: field: unknown field 'b'; did you mean 'a'? known fields: a"],
    [object({ a: flag }), { toString: 1 }, "owner: field: unknown field 'toString'"],
    [object({ a: flag }), JSON.parse('{"__proto__":{"a":true}}'), "owner: field: unknown field '__proto__'"],
    [object({ a: flag }), [], 'owner: field must be an object'],
  ])('%#', (check, value, message) => {
    expect(() => check(value, 'owner', 'field')).toThrow(message);
  });

  test('and takes what is right, with what may be left out left out', () => {
    const check = object({ a: flag, b: list(tuple(number(0, 1), nullable(text())), 4), c: required(text()) });
    expect(() => check({ c: '' }, 'owner', '')).not.toThrow();
    expect(() => check({ a: undefined, b: [[0, null], [1, 'x']], c: 'x' }, 'owner', '')).not.toThrow(); // biome-ignore format: a row
  });

  test('what an object inherits is not its own', () => {
    expect(() => checkFieldsOf('owner', Object.create({ a: true }), { a: required(flag) })).toThrow('a must be');
    for (const name of ['constructor', 'toString', '__proto__']) expect(ownValue({}, name)).toBeUndefined();
    expect(entriesOf('names', JSON.parse('{"__proto__":1}'), 9)).toEqual([['__proto__', 1]]);
    expect(() => entriesOf('names', { ['x'.repeat(201)]: 1 }, 9)).toThrow('at most 200 characters');
  });

  test('in one line, whatever it is given', () => {
    const checks = [
      number(0, 1),
      whole(9),
      text(),
      flag,
      oneOf('name', ['x']),
      list(flag, 9),
      tuple(flag),
      object({ x: flag }),
    ];
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...checks), (value, check) => {
        expect(badRefusal(() => check(value, 'owner', 'field'))).toBeNull();
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

describe('a copy of plain data', () => {
  test('says the same and shares nothing', () => {
    let objects = 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const copy = plainCopy(value);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
        const isObject = typeof value === 'object' && value !== null;
        if (isObject) objects++;
        expect(copy === value).toBe(!isObject);
      }),
    );
    expect(objects).toBeGreaterThan(20);
  });

  test('keeps a field called __proto__, which changes no object', () => {
    const copy = plainCopy(JSON.parse('{"__proto__":{"polluted":1}}'));
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":1}}');
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  test('of what holds itself, or is nested without end, is refused', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(() => plainCopy(loop)).toThrow(/nested/);
    expect(() => plainCopy(JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`))).toThrow(/nested/);
  });
});

describe('quoted text', () => {
  test.each([
    ['a\nb', 'a\\nb'],
    ['\r\t\u0000\u0007', '\\r\\t\\u0000\\u0007'],
    ['a\u2028b\u2029c\u0085', 'a\\u2028b\\u2029c\\u0085'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['\ud800', '\\ud800'],
    ['ä ✓ 𝄞', 'ä ✓ 𝄞'],
    ['x'.repeat(1e6), `${'x'.repeat(60)}…`],
  ])('%j is written in one line', (value, shown) => {
    expect(plainText(value)).toBe(shown);
  });

  test('so are reasons, whatever was thrown, and lists of names', () => {
    expect(reasonOf(new Error('a\nb'))).toBe('a\\nb');
    expect(reasonOf(new Error('x'.repeat(1e6))).length).toBeLessThan(700);
    expect(reasonOf(Object.create(null))).toBe('something without a message was thrown');
    const names = Array.from({ length: 900 }, (_, i) => `mood ${i}`);
    expect(unknownName('mood', 'x', names)).toMatch(/^unknown mood 'x'; known moods: mood 0, .* and \d+ more$/);
    expect(unknownName('mood', 'x', names).length).toBeLessThan(500);
  });
});
