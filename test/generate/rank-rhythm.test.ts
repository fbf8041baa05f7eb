import { describe, expect, test } from 'vitest';
import { rhythmCost } from '../../plugin/generate/rank-rhythm.ts';
import type { PhraseNote, PhraseRequest } from '../../plugin/music/phrase.ts';

const request: PhraseRequest = {
  ...{ seed: 'rank', bars: 2, meter: '4/4', mode: 'ionian', style: null },
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

describe('a rhythm', () => {
  test('of beats and eighths in pairs costs nothing', () => {
    expect(rhythmCost(line(2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2), request)).toBe(0);
  });

  test('of beats only, or of long and short in turn, costs more', () => {
    expect(rhythmCost(line(2, 2, 2, 2, 2, 2, 2, 2), request)).toBeGreaterThan(1);
    expect(rhythmCost(line(3, 1, 3, 1, 3, 1, 3, 1), request)).toBeGreaterThan(3);
  });

  test('costs more where a bar is heard again, in the phrase or after its prime', () => {
    const bar = line(2, 2, 1, 1, 1, 1);
    const moved = (by: number) => bar.map((note) => ({ ...note, tick: note.tick + 1920, pitch: note.pitch + by }));
    const again = rhythmCost([...bar, ...moved(0)], request);
    const other = rhythmCost([...bar, ...moved(2)], request);
    expect(again).toBeGreaterThan(other);
    const primed = { ...request, prime: { notes: bar, bars: 1 } };
    expect(rhythmCost([...bar, ...moved(2)], primed)).toBeGreaterThan(other);
  });
});
