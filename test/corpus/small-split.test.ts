/** A handful of pieces: what they spare for validation. */

import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../models/corpus/read.ts';
import type { Tune } from '../../models/corpus/record.ts';
import { splitFew } from '../../models/corpus/small-split.ts';
import { groupTunes } from '../../models/corpus/split.ts';
import { stretchesOf } from '../../models/corpus/stretches.ts';
import { corpusSets } from '../../models/training/corpus-sets.ts';
import { DEFAULT_SETTINGS, defaultSettings } from '../../models/training/settings.ts';

const fixture = resolve(import.meta.dirname, '../fixtures/corpus');
const { tunes } = readCorpus(fixture);
const split = (some: readonly Tune[]) => splitFew(some, groupTunes(some));
const size = (some: readonly Tune[]) => some.reduce((sum, { events }) => sum + events.length, 0);

/** A tune played several times over, on its bar lines. */
function longer(tune: Tune, times: number): Tune {
  const end = tune.events.at(-1)!;
  const bars = Math.ceil((end.onset + end.duration) / tune.bar) * tune.bar;
  const events = Array.from({ length: times }, (_, i) =>
    tune.events.map((event) => ({ ...event, onset: event.onset + i * bars })),
  );
  return { ...tune, events: events.flat() };
}

describe('of a handful of pieces', () => {
  test('ten or more hold back whole pieces, about a tenth of the music, always the same', () => {
    const { train, valid, held } = split(tunes);
    expect(held).toBe('pieces');
    expect(train.length + valid.length).toBe(tunes.length);
    expect(new Set([...train, ...valid])).toEqual(new Set(tunes));
    expect(size(valid) / size(tunes)).toBeGreaterThan(0.09);
    expect(size(valid) / size(tunes)).toBeLessThan(0.25);
    expect(
      split([...tunes].reverse())
        .valid.map(({ id }) => id)
        .sort(),
    ).toEqual(valid.map(({ id }) => id).sort());
  });

  test('fewer hold back the end of each, from a four-bar line on, without a note lost', () => {
    const few = tunes
      .filter(({ meter }) => meter === '4/4')
      .slice(0, 3)
      .map((tune) => longer(tune, 6));
    const { train, valid, held } = split(few);
    expect(held).toBe('ends');
    expect(size(train) + size(valid)).toBe(size(few));
    expect(valid).toHaveLength(3);
    for (const [i, end] of valid.entries()) {
      expect(end.events[0]!.onset % (4 * end.bar)).toBeCloseTo(0);
      expect(end.events.length / few[i]!.events.length).toBeLessThan(0.3);
      expect(stretchesOf(end)).toHaveLength(1);
      expect(stretchesOf(end)[0]!.place[0]).toBe(0);
    }
  });

  test('those too short to spare anything validate on themselves', () => {
    const short = { ...tunes[0]!, events: tunes[0]!.events.slice(0, 12) };
    expect(split([short])).toEqual({ train: [short], valid: [short], held: 'nothing' });
  });

  test('none is lost to evaluation, and there is always something to validate on', () => {
    const sets = corpusSets(fixture);
    expect(sets.held).toBe('pieces');
    expect(sets.tunes.test).toBe(0);
    expect(sets.tunes.train + sets.tunes.valid).toBe(tunes.length);
    expect(sets.valid.length).toBeGreaterThan(0);
  });
});

describe('settings where none are given', () => {
  test('are those of the shipped weights for a large corpus', () => {
    expect(defaultSettings(1_000_000, false)).toEqual(DEFAULT_SETTINGS);
    expect(defaultSettings(1_000_000, true)).toEqual({ ...DEFAULT_SETTINGS, rate: 1.5e-3 });
  });

  test('are small steps and an early end for a few pieces that trained weights go on from', () => {
    const { rate, epochs, patience, epochNotes, hours } = defaultSettings(3000, true);
    expect(rate).toBeLessThan(5e-4);
    expect(epochs! * epochNotes).toBeLessThan(60 * 3000);
    expect(patience).toBeLessThan(5);
    expect(hours).toBeLessThan(1);
    expect(defaultSettings(3000, false).epochs).toBeUndefined();
  });
});
