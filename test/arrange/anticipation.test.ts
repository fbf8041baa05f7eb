import { describe, expect, test } from 'vitest';
import { anticipated } from '../../plugin/arrange/anticipation.ts';
import { withNotes } from '../../plugin/arrange/transform.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chordAt, chordTones } from '../../plugin/music/harmony.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { modulo } from '../../plugin/music/pitch.ts';
import { tune } from '../fixtures/tunes.ts';

const BAR = 1920;
const EIGHTH = 240;
const battle = PRESETS.battle;

/** A phrase of quarters and a half note, [pitch, tick, ticks] each, over C, F, G and C. */
function phraseOf(...notes: readonly (readonly [pitch: number, tick: number, ticks: number])[]): Phrase {
  const chords = [0, 5, 7, 0].map((root, bar) => {
    return { tick: bar * BAR, durationTicks: BAR, chord: { root, quality: 'maj' as const } };
  });
  const plain = tune({ bars: 4, meter: '4/4', mode: 'ionian', chords });
  const own = notes.map(([pitch, tick, durationTicks]) => ({ pitch, tick, durationTicks, sampled: true }));
  return withNotes(plain, own);
}

const starts = ({ notes }: Phrase) => notes.map(({ tick }) => tick);

describe('a note on a bar line', () => {
  test('comes an eighth early in a driven mood, and is held over the line', () => {
    const phrase = phraseOf([4, 0, BAR / 2], [7, BAR / 2, BAR / 2], [9, BAR, BAR], [7, 2 * BAR, BAR]);
    const played = anticipated(phrase, battle, true);
    expect(starts(played)).toEqual([0, BAR / 2, BAR - EIGHTH, 2 * BAR]);
    expect(played.notes[1]!.durationTicks).toBe(BAR / 2 - EIGHTH);
    expect(played.notes[2]).toMatchObject({ pitch: 9, durationTicks: BAR + EIGHTH });
  });

  test('replaces a passing eighth, but never the first note', () => {
    const passing = phraseOf([4, 0, BAR - EIGHTH], [7, BAR - EIGHTH, EIGHTH], [9, BAR, BAR], [7, 2 * BAR, BAR]);
    expect(anticipated(passing, battle, true).notes.map(({ pitch }) => pitch)).toEqual([4, 9, 7]);
    const upbeat = phraseOf([7, BAR - EIGHTH, EIGHTH], [9, BAR, BAR], [7, 2 * BAR, BAR]);
    expect(anticipated(upbeat, battle, true)).toBe(upbeat);
  });

  test.each([
    ['that rubs against the chord before', [5, BAR, BAR]],
    ['inside a bar', [9, BAR + 480, BAR - 480]],
  ] as const)('stays if it is one %s', (_, note) => {
    const phrase = phraseOf([4, 0, BAR / 2], [...note], [0, 3 * BAR + 480, 480]);
    expect(anticipated(phrase, battle, true)).toBe(phrase);
  });

  test('stays in the middle of a gentle statement, whose first half returns without the second', () => {
    const eighths = [4, 5, 4, 2, 4, 5, 4, 2].map((pitch, i) => [pitch, i * EIGHTH, EIGHTH] as const);
    const phrase = phraseOf(...eighths, [5, BAR, BAR], [7, 2 * BAR, BAR / 2], [0, 3 * BAR + 480, 480]);
    const seeds = Array.from({ length: 20 }, (_, i) => ({ ...phrase, request: { ...phrase.request, seed: `${i}` } }));
    const early = (isStatement: boolean) =>
      seeds.filter((each) => starts(anticipated(each, PRESETS.village, isStatement)).includes(2 * BAR - EIGHTH));
    expect(early(true)).toEqual([]);
    expect(early(false).length).toBeGreaterThan(0);
  });

  test('stays if it is the last, so that a cadence is on the beat', () => {
    const phrase = phraseOf([4, 0, BAR], [2, 2 * BAR + 480, 480], [0, 3 * BAR, BAR]);
    expect(anticipated(phrase, battle, true)).toBe(phrase);
  });
});

test('phrases of every mood stay monophonic and in their bars, and fit the chord that the early note enters', () => {
  for (const mood of Object.values(PRESETS))
    for (const lift of [0, 1, 2]) {
      const phrase = tune({ bars: 8, meter: mood.controls.meter, mode: mood.controls.mode, lift });
      const played = anticipated(phrase, mood, true);
      played.notes.forEach((note, i) => {
        expect(note.durationTicks).toBeGreaterThan(0);
        expect(note.tick + note.durationTicks).toBeLessThanOrEqual(
          played.notes[i + 1]?.tick ?? Number.POSITIVE_INFINITY,
        );
      });
      const early = played.notes.filter(({ tick }) => !phrase.notes.some((note) => note.tick === tick));
      const rubs = early.filter(({ pitch, tick }) => {
        const distances = chordTones(chordAt(phrase.request.chords, tick)!).map((tone) => modulo(pitch - tone, 12));
        return !distances.includes(0) && distances.some((distance) => distance === 1 || distance === 11);
      });
      expect(rubs).toEqual([]);
      expect(anticipated(phrase, mood, true)).toEqual(played);
    }
});
