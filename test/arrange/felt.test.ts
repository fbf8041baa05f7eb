/** How music of the dial closes and is dressed: by the tension of its point. */

import { describe, expect, test } from 'vitest';
import { answerKind } from '../../plugin/arrange/answers.ts';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { phraseSlot } from '../../plugin/arrange/form.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import { dressings } from '../../plugin/generate/progression-feeling.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { modulo, scaleOf, tonicPitchClass } from '../../plugin/music/pitch.ts';
import { tune } from '../fixtures/tunes.ts';

const felt = (tension: number) => resolveMoods({ it: { feel: [0.6, 0.7, tension] } }).get('it')!;
/** Pairs of the pad's notes that sound together, of pairs a semitone apart those that leave the mode. */
function padRubs(tension: number) {
  const mood = felt(tension);
  const { meter, mode } = mood.controls;
  const common = { bars: 8, meter, mode };
  const chords = writeProgression({ ...common, seed: 'rub', cadence: 'full', mood });
  const phrase = tune({ ...common, chords });
  const { parts, tonic } = arrange({ phrase, controls: mood.controls, mood, seed: 'rub', phraseIndex: 0 });
  const notes = parts.find(({ name }) => name === 'pad')!.notes;
  const rubs = notes.flatMap((a, i) =>
    notes.slice(i + 1).filter((b) => {
      const together = Math.min(a.tick + a.durationTicks, b.tick + b.durationTicks) - Math.max(a.tick, b.tick);
      return together > 120 && Math.abs(a.pitch - b.pitch) === 1;
    }),
  );
  const inMode = notes.every(({ pitch }) =>
    (scaleOf(mode) as readonly number[]).includes(modulo(pitch - tonicPitchClass(tonic), 12)),
  );
  return { rubs: rubs.length, inMode };
}

const endings = (tension: number) => [0, 1].map((i) => phraseSlot(i, 4, felt(tension), 'lydian').ending);

describe('a mood of the dial', () => {
  test('closes every phrase at rest, the answer between, and none when tense', () => {
    expect(endings(0.1)).toEqual(['full', 'full']);
    expect(endings(0.4)).toEqual(['half', 'full']);
    expect(endings(0.8)).toEqual(['half', 'deceptive']);
  });

  test('has plain chords at rest, and sevenths when tense', () => {
    const sevenths = (tension: number) => dressings('maj', felt(tension)).reduce((sum, [, share]) => sum + share, 0);
    expect(sevenths(0)).toBe(0);
    expect(sevenths(0.9)).toBeGreaterThan(0.8);
  });

  test('has semitones of its mode in the pad only when tense', () => {
    expect(padRubs(0.3)).toEqual({ rubs: 0, inMode: true });
    const tense = padRubs(1);
    expect(tense.rubs).toBeGreaterThanOrEqual(8);
    expect(tense.inMode).toBe(true);
  });
});

test('other moods close as before', () => {
  expect([0, 1].map((i) => phraseSlot(i, 4, PRESETS.calm, 'ionian').ending)).toEqual(['half', 'full']);
});

test('a sad melody is not answered by its inversion, which would rise', () => {
  const kinds = (mood: 'sorrow' | 'calm') =>
    Array.from({ length: 40 }, (_, i) => answerKind(`game ${i}`, 'B', PRESETS[mood]));
  expect(kinds('sorrow')).not.toContain('inverted');
  expect(kinds('calm')).toContain('inverted');
});
