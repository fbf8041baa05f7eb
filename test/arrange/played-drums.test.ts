/** Drums that a drummer plays: what they keep of the kit's patterns, and what is his. */

import { describe, expect, test } from 'vitest';
import { arrange, arranging } from '../../plugin/arrange/arrange.ts';
import { DRUM_KEYS } from '../../plugin/arrange/drum-patterns.ts';
import { classOf, KIT_VOICES } from '../../plugin/arrange/kit-voices.ts';
import { BANDS } from '../../plugin/arrange/styles.ts';
import { PRESET_NAMES, type PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Note, Score } from '../../plugin/music/score.ts';
import { METERS, type Meter, meterInfo, ticksToSeconds } from '../../plugin/music/time.ts';
import { tune } from '../fixtures/tunes.ts';
import { drummer } from '../helper/drummer.ts';

function request(name: PresetName, meter: Meter = '4/4', phraseIndex = 1, swing = 0) {
  const mood = PRESETS[name];
  const controls = { ...mood.controls, meter, swing };
  const phrase = tune({ bars: 8, meter, mode: controls.mode });
  return { phrase, controls, mood, seed: `drummer ${phraseIndex}`, phraseIndex };
}
const play = (...asked: Parameters<typeof request>) => arrange({ ...request(...asked), drummer });
const drums = (score: Score) => score.parts.filter(({ name }) => name.startsWith('drums-'));
const part = (score: Score, name: string): readonly Note[] => drums(score).find((one) => one.name === name)!.notes;
/** The strokes of each bar on the grid of twelfths of a quarter. */
function barTexts(score: Score, name: string, unit = 40): string[] {
  const { barTicks } = meterInfo(score.meter);
  return Array.from({ length: score.bars }, (_, bar) =>
    part(score, name)
      .filter(({ tick }) => Math.floor(tick / barTicks) === bar)
      .map(({ tick, pitch }) => `${pitch}@${Math.round((tick % barTicks) / unit)}`)
      .sort()
      .join(' '),
  );
}

describe('a drummer', () => {
  test.each(METERS)('plays the same parts as the patterns in %s, each note in its bar and on the kit', (meter) => {
    const keys = new Set<number>(Object.values(DRUM_KEYS));
    for (const mood of PRESET_NAMES) {
      const score = play(mood, meter);
      const patterns = arrange(request(mood, meter));
      const outline = (of: Score) => drums(of).map(({ name, role, layer }) => ({ name, role, layer }));
      expect(outline(score)).toEqual(outline(patterns));
      for (const { name, notes } of drums(score)) {
        expect(notes.length, `${mood} ${name}`).toBeGreaterThan(0);
        expect(notes.every(({ pitch }) => keys.has(pitch))).toBe(true);
        expect(notes.every(({ velocity }) => velocity > 0 && velocity <= 1)).toBe(true);
        expect(
          notes.every(
            ({ tick, durationTicks }) =>
              tick >= 0 && tick + durationTicks <= score.bars * meterInfo(meter).barTicks + 120,
          ),
        ).toBe(true);
        expect(notes.map(({ tick }) => tick)).toEqual(notes.map(({ tick }) => tick).sort((a, b) => a - b));
      }
      const others = (of: Score) => of.parts.filter(({ name }) => !name.startsWith('drums-'));
      expect(others(score)).toEqual(others(patterns));
    }
  });

  test('plays the same for the same request, and otherwise when a phrase comes again', () => {
    for (const mood of ['exploration', 'village', 'cave'] as const) {
      expect(drums(play(mood))).toEqual(drums(play(mood)));
      expect(part(play(mood, '4/4', 2), 'drums-full')).not.toEqual(part(play(mood, '4/4', 3), 'drums-full'));
    }
  });

  test('finds his own strokes, but keeps to the kit’s groove', () => {
    for (const mood of ['exploration', 'battle', 'desert', 'victory'] as const) {
      const bars = [1, 2, 3, 4].flatMap((index) => barTexts(play(mood, '4/4', index), 'drums-full'));
      expect(new Set(bars).size / bars.length, mood).toBeGreaterThan(0.5);
      const own = new Set(
        barTexts(arrange(request(mood)), 'drums-full')
          .join(' ')
          .split(' '),
      );
      const strokes = bars.filter((_, bar) => bar % 4 !== 3).flatMap((bar) => bar.split(' '));
      expect(strokes.filter((stroke) => own.has(stroke)).length / strokes.length, mood).toBeGreaterThan(0.5);
    }
  });

  test('leaves out time-keeping and ghost notes at level half', () => {
    for (const mood of ['exploration', 'battle', 'desert'] as const) {
      const score = play(mood);
      const times = new Set(part(score, 'drums-full').map(({ tick }) => tick));
      const half = part(score, 'drums-half');
      expect(half.every(({ tick }) => times.has(tick))).toBe(true);
      expect(half.length).toBeLessThan(times.size);
    }
  });

  test('is never exactly in time, and never far from it', () => {
    const score = play('exploration');
    const strays = part(score, 'drums-full').map(({ tick }) =>
      ticksToSeconds(tick - Math.round(tick / 120) * 120, score.bpm),
    );
    expect(Math.max(...strays.map(Math.abs))).toBeLessThan(0.031);
    const mean = strays.reduce((sum, stray) => sum + stray, 0) / strays.length;
    const spread = Math.sqrt(strays.reduce((sum, stray) => sum + (stray - mean) ** 2, 0) / strays.length);
    expect(spread).toBeGreaterThan(0.006);
    expect(spread).toBeLessThan(0.016);
  });

  test('swings where the band does: no stroke on the straight half of a beat', () => {
    const score = play('exploration', '4/4', 1, 1);
    const places = new Set(part(score, 'drums-full').map(({ tick }) => Math.round((tick % 480) / 40) % 12));
    const swung = part(score, 'drums-full').filter(({ tick }) => Math.abs((tick % 480) - 320) < 40).length;
    const straight = part(score, 'drums-full').filter(({ tick }) => Math.abs((tick % 480) - 240) < 24).length;
    expect(places.size).toBeGreaterThan(2);
    expect(swung).toBeGreaterThan(4 * straight);
  });

  test('plays in steps of at most a bar and a half', () => {
    const steps = (more: object) => [...arranging({ ...request('battle'), ...more })].length;
    // Two bars of the pattern, then eight of the phrase, and the light level.
    expect(steps({ drummer }) - steps({})).toBeGreaterThanOrEqual(2 + 8 + 8 - 3);
  });

  test('finds a drum of his own for every drum of a kit, and only drums of the sets', () => {
    for (const { drums: band } of Object.values(BANDS)) {
      const voices = KIT_VOICES[band.kit];
      for (const drum of Object.keys(DRUM_KEYS) as (keyof typeof DRUM_KEYS)[])
        expect(Object.keys(voices.full)).toContain(classOf(voices, drum));
    }
  });
});
