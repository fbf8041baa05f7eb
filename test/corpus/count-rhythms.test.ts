/** Rhythms of bars counted over pieces: each piece counts once, and what is not played often is a fill. */

import { expect, test } from 'vitest';
import { countRhythms } from '../../models/corpus/count-rhythms.ts';
import type { BandBar, BandPiece } from '../../models/corpus/game-bars.ts';

/** A bar whose bass strikes where the text has an `x`, each stroke held for some sixteenths. */
function bar(text: string, held = 1): BandBar {
  const strikes = [...text].map((sign) => sign === 'x');
  const silent = strikes.map(() => null);
  return {
    ...{ meter: '4/4', chords: silent, tune: silent.map(() => false), changes: silent.map((_, at) => at === 0) },
    bass: strikes.map((strike) => (strike ? [36] : null)),
    held: { bass: strikes.map((strike) => (strike ? held : 0)), chords: strikes.map(() => 0) },
    tones: silent.map(() => [0, 4, 7]),
  };
}

const piece = (name: string, bars: readonly BandBar[], bpm = 120): BandPiece =>
  ({ name, scene: 'battle', isHeldOut: false, file: { bpm }, phrases: [{ bars }] }) as unknown as BandPiece;

const QUARTERS = 'x...x...x...x...';
const HALVES = 'x.......x.......';
const text = ({ struck }: { readonly struck: readonly boolean[] }) =>
  struck.map((strike) => (strike ? 'x' : '.')).join('');

test('a long piece counts as much as a short one', () => {
  const long = piece('long', new Array<BandBar>(40).fill(bar(QUARTERS)));
  const short = [1, 2].map((name) => piece(`short ${name}`, new Array<BandBar>(4).fill(bar(HALVES))));
  const [first, second] = countRhythms([long, ...short], 'bass', '4/4');
  expect([text(first!), first!.pieces, first!.shares.get('battle')]).toEqual([HALVES, 2, 2]);
  expect([text(second!), second!.pieces, second!.shares.get('battle')]).toEqual([QUARTERS, 1, 1]);
});

test('a bar that comes once is a fill, and silent bars are not counted', () => {
  const bars = [...new Array<BandBar>(4).fill(bar(QUARTERS)), bar(HALVES), bar('.'.repeat(16))];
  const counted = countRhythms([piece('one', bars)], 'bass', '4/4');
  expect(counted.map(text)).toEqual([QUARTERS]);
  expect(counted[0]!.shares.get('battle')).toBeCloseTo(4 / 5, 10);
});

test('strokes last as long as they are held, up to the next', () => {
  const held = (length: number) =>
    countRhythms([piece('one', new Array<BandBar>(4).fill(bar(HALVES, length)))], 'bass', '4/4');
  expect(held(3)[0]!.lengths.filter(Boolean)).toEqual([3, 3]);
  expect(held(20)[0]!.lengths.filter(Boolean)).toEqual([8, 8]);
});

test('one fast piece among four does not make a rhythm fast', () => {
  const pieces = [100, 110, 120, 200].map((bpm, i) => piece(`${i}`, new Array<BandBar>(4).fill(bar(QUARTERS)), bpm));
  expect(countRhythms(pieces.slice(0, 3), 'bass', '4/4')[0]!.fastest).toBe(120);
  expect(countRhythms([...pieces, ...pieces.slice(0, 3)], 'bass', '4/4')[0]!.fastest).toBe(120);
});

test('other meters, other parts and pieces with hardly any bars are left out', () => {
  const one = piece('one', new Array<BandBar>(3).fill(bar(QUARTERS)));
  const two = piece('two', new Array<BandBar>(8).fill(bar(QUARTERS)));
  expect(countRhythms([one], 'bass', '4/4')).toEqual([]);
  expect(countRhythms([two], 'bass', '3/4')).toEqual([]);
  expect(countRhythms([two], 'chords', '4/4')).toEqual([]);
});
