import { describe, expect, test } from 'vitest';
import { rhythmCost } from '../../plugin/generate/rank-rhythm.ts';
import type { PhraseNote, PhraseRequest } from '../../plugin/music/phrase.ts';

const request: PhraseRequest = {
  ...{ seed: 'rank', bars: 2, meter: '4/4', mode: 'ionian', style: 'song' },
  ...{ chords: [], controls: {}, cadence: 'open' },
};

/** Notes of some lengths, in eighths, on rising pitches. */
function line(...eighths: readonly number[]): PhraseNote[] {
  let tick = 0;
  return eighths.map((length, i) => {
    const note = { pitch: i, tick, durationTicks: length * 240, sampled: true };
    tick += length * 240;
    return note;
  });
}

const lower = (note: PhraseNote): PhraseNote => ({ ...note, pitch: note.pitch - 1 });

describe('a rhythm', () => {
  test('of beats and eighths in pairs costs nothing', () => {
    const heard = { ...request, prime: { notes: line(2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2).map(lower), bars: 2 } };
    expect(rhythmCost(line(2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2), heard)).toBe(0);
  });

  test('of beats only, or of long and short in turn, costs more', () => {
    expect(rhythmCost(line(2, 2, 2, 2, 2, 2, 2, 2), request)).toBeGreaterThan(1);
    expect(rhythmCost(line(3, 1, 3, 1, 3, 1, 3, 1), request)).toBeGreaterThan(3);
  });

  test('may be uneven and change from bar to bar in a free line', () => {
    const uneven = line(3, 1, 3, 1, 1, 3, 1, 3);
    const strict = rhythmCost(uneven, request);
    for (const style of ['sacred', 'chant', 'hymn', null] as const)
      expect(rhythmCost(uneven, { ...request, style })).toBeLessThan(strict / 2);
    expect(rhythmCost(uneven, { ...request, style: 'romantic' })).toBe(strict);
  });

  test('costs more where a bar is heard again, in the phrase or after its prime', () => {
    const bar = line(2, 2, 1, 1, 1, 1);
    const moved = (by: number) => bar.map((note) => ({ ...note, tick: note.tick + 1920, pitch: note.pitch + by }));
    const again = rhythmCost([...bar, ...moved(0)], request);
    const other = rhythmCost([...bar, ...moved(2)], request);
    expect(again).toBeGreaterThan(other);
    const primed = (notes: readonly PhraseNote[]) => ({ ...request, prime: { notes, bars: 1 } });
    const both = [...bar, ...moved(2)];
    expect(rhythmCost(both, primed(bar))).toBeGreaterThan(rhythmCost(both, primed(bar.map(lower))));
  });

  test('costs less where its bars have rhythms that were heard', () => {
    const bar = line(2, 2, 1, 1, 1, 1).map(lower);
    const known = { ...request, prime: { notes: bar, bars: 1 } };
    const notes = line(2, 2, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1);
    expect(rhythmCost(notes, known)).toBeLessThan(rhythmCost(notes, request));
  });

  test('of sixteenths that run on costs more, but not a turn of four, and not where it is asked', () => {
    const sixteenths = (count: number) => [...line(...Array.from({ length: count }, () => 0.5)), ...line(2, 2, 2, 2)];
    const dense = { ...request, controls: { density: 0.9 } };
    const extra = (count: number) => rhythmCost(sixteenths(count), request) - rhythmCost(sixteenths(count), dense);
    expect(extra(4)).toBe(0);
    expect(extra(12)).toBeGreaterThan(1);
  });
});
