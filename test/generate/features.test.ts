/** The network's alphabet and its inputs. */

import { describe, expect, test } from 'vitest';
import { NO_LINE } from '../../plugin/generate/event-history.ts';
import { CONTROL_KNOTS, eachFeature, FEATURE_COUNT, LAYOUT, type StepContext } from '../../plugin/generate/features.ts';
import { NO_LOOKBACK } from '../../plugin/generate/lookback.ts';
import {
  DURATION_COUNT,
  DURATIONS,
  durationToken,
  PITCH_COUNT,
  PITCH_LOW,
  pitchOfToken,
  pitchToken,
} from '../../plugin/generate/tokens.ts';
import { modulo } from '../../plugin/music/pitch.ts';
import { FINE_STYLES } from '../../plugin/music/style.ts';

const step: StepContext = {
  previousPitch: -1,
  previousDuration: -1,
  place: 0,
  meter: '4/4',
  barsLeft: 3,
  chord: null,
  nextChord: null,
  mode: 'major',
  style: null,
  fineStyle: null,
  controls: [null, null, null, null, null],
  lookback: NO_LOOKBACK,
  past: NO_LINE,
};

function features(over: Partial<StepContext>): Map<number, number> {
  const lit = new Map<number, number>();
  eachFeature({ ...step, ...over }, (index, value) => {
    expect(lit.has(index)).toBe(false);
    lit.set(index, value);
  });
  return lit;
}

describe('symbols', () => {
  test('every duration stands for itself, others for the nearest', () => {
    expect(DURATIONS.map((grid) => durationToken(grid))).toEqual([...DURATIONS.keys()]);
    expect(DURATIONS[durationToken(23)]).toBe(24);
    expect(DURATIONS[durationToken(1000)]).toBe(192);
    expect(DURATIONS[durationToken(1)]).toBe(3);
  });

  test('pitches stand for themselves, strays are moved by octaves', () => {
    for (let token = 0; token < PITCH_COUNT; token++) expect(pitchToken(pitchOfToken(token))).toBe(token);
    expect(pitchOfToken(pitchToken(PITCH_LOW - 1))).toBe(PITCH_LOW + 11);
    expect(modulo(pitchOfToken(pitchToken(100)) - 100, 12)).toBe(0);
  });
});

describe('features', () => {
  test('all lie inside the vector, for any place, meter and control', () => {
    for (const place of [-1, 0, 8, 47, 95, 143]) {
      for (const value of [null, 0, 0.3, 1]) {
        const lit = features({
          place,
          controls: [value, value, value, value, value],
          previousPitch: 48,
          previousDuration: DURATION_COUNT - 1,
          barsLeft: 12,
        });
        for (const index of lit.keys()) expect(index >= 0 && index < FEATURE_COUNT).toBe(true);
      }
    }
  });

  test('a control that is not asked lights nothing; asked, its knots sum to one', () => {
    const at = LAYOUT.controls;
    expect([...features({}).keys()].some((index) => index >= at)).toBe(false);
    for (const value of [0, 0.21, 0.5, 0.999, 1]) {
      const lit = features({ controls: [value, null, null, null, null] });
      expect(lit.get(at)).toBe(1);
      const knots = [...lit].filter(([index]) => index > at && index <= at + CONTROL_KNOTS);
      expect(knots.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1);
      const center = knots.reduce((sum, [index, weight]) => sum + weight * (index - at - 1), 0) / (CONTROL_KNOTS - 1);
      expect(center).toBeCloseTo(value);
    }
  });

  test('a chord lights its root and its tones', () => {
    const lit = features({ chord: { root: 7, quality: 'dom7' } });
    expect(lit.get(LAYOUT.chordKnown)).toBe(1);
    expect(lit.get(LAYOUT.chordRoot + 7)).toBe(1);
    expect([7, 11, 2, 5].every((tone) => lit.get(LAYOUT.chordTones + tone) === 1)).toBe(true);
  });

  test('a fine style lights one feature, behind those that earlier weights know', () => {
    const lit = new Set<number>();
    for (const fineStyle of FINE_STYLES) {
      const [own] = [...features({ fineStyle }).keys()].filter((index) => index >= LAYOUT.fineStyle);
      lit.add(own!);
    }
    expect(lit.size).toBe(FINE_STYLES.length);
    expect(Math.max(...lit)).toBe(FEATURE_COUNT - 1);
  });

  test('triplet places are distinguished from straight ones', () => {
    expect(features({ place: 8 }).get(LAYOUT.beatPhase + 8)).toBe(1);
    expect(features({ place: 6 }).get(LAYOUT.beatPhase + 2)).toBe(1);
  });
});
