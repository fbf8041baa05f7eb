import { describe, expect, test } from 'vitest';
import { carryOverMotif, isEscalation } from '../../plugin/arrange/carry-over.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Phrase, PhraseNote } from '../../plugin/music/phrase.ts';
import type { Mode } from '../../plugin/music/pitch.ts';
import type { Meter } from '../../plugin/music/time.ts';

function tune(
  meter: Meter,
  mode: Mode,
  rhythm: readonly (readonly [pitch: number, tick: number, ticks: number])[],
): Phrase {
  const notes = rhythm.map(
    ([pitch, tick, durationTicks]): PhraseNote => ({ pitch, tick, durationTicks, sampled: true }),
  );
  const request = { seed: 'x', bars: 4, meter, mode, style: null, chords: [], controls: {}, cadence: 'full' } as const;
  const measured = { density: 0, register: 0, leap: 0, syncopation: 0, chromaticism: 0 };
  return { request, notes, source: 'lstm', hash: '', measured };
}
const shape = (heard: ReturnType<typeof carryOverMotif>) =>
  heard?.notes.map(({ pitch, tick, durationTicks }) => [pitch, tick, durationTicks]);

describe('a melody carried over', () => {
  test('only danger darkens: battle and boss break into peaceful moods, and nothing else does', () => {
    const { forest, village, battle, boss, cave, calm, victory, exploration, sorrow } = PRESETS;
    for (const peaceful of [forest, village, exploration, calm]) {
      expect([isEscalation(peaceful, battle), isEscalation(peaceful, boss)]).toEqual([true, true]);
      expect([
        isEscalation(battle, peaceful),
        isEscalation(peaceful, cave),
        isEscalation(peaceful, victory),
        isEscalation(peaceful, sorrow),
      ]).toEqual([false, false, false, false]);
    }
  });

  test('a tune keeps its degrees in the darker mode', () => {
    const major = tune('4/4', 'ionian', [
      [0, 0, 480],
      [4, 480, 480],
      [9, 960, 480],
      [11, 1440, 480],
    ]);
    expect(shape(carryOverMotif(major, 'phrygian', '4/4'))).toEqual([
      [0, 0, 480],
      [3, 480, 480],
      [8, 960, 480],
      [10, 1440, 480],
    ]);
  });

  test('triple eighths become a gallop', () => {
    const jig = tune('6/8', 'dorian', [
      [0, 0, 240],
      [2, 240, 240],
      [3, 480, 240],
      [7, 720, 720],
    ]);
    expect(shape(carryOverMotif(jig, 'aeolian', '4/4'))).toEqual([
      [0, 0, 480],
      [2, 480, 240],
      [3, 720, 240],
      [7, 960, 960],
    ]);
  });

  test('a waltz keeps its beats and holds the last', () => {
    const waltz = tune('3/4', 'ionian', [
      [0, 0, 480],
      [2, 480, 480],
      [4, 960, 480],
    ]);
    expect(shape(carryOverMotif(waltz, 'aeolian', '4/4'))).toEqual([
      [0, 0, 480],
      [2, 480, 480],
      [3, 960, 960],
    ]);
  });

  test('a meter with fewer beats has no room for it', () => {
    expect(carryOverMotif(tune('4/4', 'ionian', [[0, 0, 480]]), 'aeolian', '3/4')).toBeNull();
  });
});
