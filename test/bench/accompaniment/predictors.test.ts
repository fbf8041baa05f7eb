/** Predictors of accompaniments: what they foretell, and that a table beats nothing by knowing more. */

import { expect, test } from 'vitest';
import { Counted, nested } from './counted.ts';
import type { Decision } from './events.ts';
import { fitRules, ruleBits, type Taken, tableBits, tablesOf } from './predictors.ts';

/** Sixteenths of bars that strike on beats, where one figure says so and another says the opposite. */
const taken = (bars: number, strikes: (at: number) => boolean): Taken => ({
  scene: 'field',
  decisions: Array.from({ length: 16 * bars }, (_, i): Decision => {
    const at = i % 16;
    return {
      ...{ kind: 'strikes', symbol: Number(strikes(at)), level: 0, opens: at === 0 },
      contexts: nested([''], [at]),
      figures: [Number(at % 4 === 0), Number(at % 4 !== 0)],
    };
  }),
});

test('a table is a distribution, and falls back on wider contexts', () => {
  const table = new Counted(3);
  table.add(nested(['a'], ['b']), 1);
  table.add(nested(['a'], ['c']), 1);
  const odds = (...parts: string[]) =>
    [0, 1, 2].map((symbol) => table.probability(nested(...parts.map((part) => [part])), symbol));
  for (const own of [odds('a', 'b'), odds('a', 'new'), odds('new', 'new')])
    expect(own.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
  expect(odds('new', 'new')).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(odds('a', 'b')[1]).toBeGreaterThan(odds('a', 'new')[1]!);
  expect(odds('a', 'new')[1]).toBeGreaterThan(1 / 3);
});

test('both learn a part that is regular, and rules find the figure that plays it', () => {
  const train = [taken(40, (at) => at % 4 === 0)];
  const held = [taken(10, (at) => at % 4 === 0)];
  const fit = fitRules(train);
  const [first, second] = fit.figures.get('field')!;
  expect(Math.max(first!, second!)).toBeGreaterThan(0.5);
  for (const { strikes } of [tableBits(tablesOf(train), held), ruleBits(fit, held)]) {
    expect(strikes.count).toBe(160);
    expect(strikes.bits / strikes.count).toBeLessThan(0.2);
  }
});

test('rhythm and tones believed apart find the rhythm of one figure with the tones of another', () => {
  // The first figure has the rhythm and one tone all the time, the second the tones and none of the rhythm.
  const bar = (tone: number): readonly Decision[] =>
    Array.from({ length: 16 }, (_, at) => at).flatMap((at): Decision[] => {
      const symbol = Number(at % 4 === 0);
      const shared = { level: 0, contexts: nested(['']) };
      const strike: Decision = { ...shared, kind: 'strikes', symbol, opens: at === 0, figures: [symbol, 1 - symbol] };
      return symbol ? [strike, { ...shared, kind: 'tone', symbol: tone, opens: false, figures: [3, tone] }] : [strike];
    });
  const piece: Taken = { scene: 'field', decisions: Array.from({ length: 40 }, (_, i) => bar((i * i) % 7)).flat() };
  const tones = (apart: boolean) => ruleBits(fitRules([piece], apart), [piece]).tone;
  expect(tones(false).bits / tones(false).count).toBeGreaterThan(1);
  expect(tones(true).bits / tones(true).count).toBeLessThan(0.5);
});
