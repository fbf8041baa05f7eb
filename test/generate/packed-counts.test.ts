import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { ngramTables } from '../../plugin/generate/ngram-tables.generated.ts';
import { packCounts, unpackCounts } from '../../plugin/generate/packed-counts.ts';

test('the tables of the fallback come back whole, from two thirds of the bytes', () => {
  const text = ngramTables();
  const packed = packCounts(text);
  expect(JSON.parse(unpackCounts(packed))).toEqual(JSON.parse(text));
  const deflated = (bytes: Uint8Array) => deflateSync(bytes, { level: 9 }).length;
  expect(deflated(packed)).toBeLessThan(0.72 * deflated(new TextEncoder().encode(text)));
});

test('any tables come back whole', () => {
  const context = fc.integer({ min: 0, max: 2 ** 31 - 20 }).map((key) => key.toString(36));
  const counts = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 2 ** 34 })), { maxLength: 5 })
    .map((pairs) => [...pairs].sort(([, a], [, b]) => b - a).flat());
  const levels = fc.array(fc.dictionary(context, counts, { maxKeys: 4 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.record({ duration: levels, pitch: levels }), (tables) => {
      const text = JSON.stringify(tables);
      expect(JSON.parse(unpackCounts(packCounts(text)))).toEqual(JSON.parse(text));
    }),
  );
});

test('counts that rise are refused', () => {
  expect(() => packCounts('{"duration":[{"a":[1,2,3,4]}],"pitch":[]}')).toThrow('rise');
});
