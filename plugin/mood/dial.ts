/**
 * The dial: controls for any point of valence, arousal and tension. Numbers follow a trend from the literature, plus what the
 * presets around the point differ from it, so that a preset's own point has its own numbers and nothing jumps between
 * points. What cannot be mixed (band, meter, palette, style, tonic) is that of the nearest preset; the mode has a table.
 */

import type { Mode } from '../music/pitch.ts';
import { type Controls, type Mood, NUMERIC_CONTROLS, type NumericControl } from './controls.ts';
import { FEELINGS, type Feel } from './feel.ts';
import { PRESETS } from './presets.ts';
import { CONTROL_RANGES, clampTo } from './ranges.ts';

/** A value where valence, arousal and tension are 0, and what each of them adds at 1. */
export type Trend = readonly [base: number, valence: number, arousal: number, tension: number];

/**
 * The trends. Signs by the survey of Gabrielsson & Lindström (2010, tables 14.2): tempo, loudness (here layers), note density
 * and rhythmic activity rise with arousal; register and bright timbre with valence; bright timbre with arousal too;
 * dissonance (here notes outside the mode) with tension. Sizes are those of a line through the presets.
 */
const TRENDS: Readonly<Record<NumericControl, Trend>> = {
  tempo: [45, 0, 122, 0],
  density: [0.15, 0, 0.5, 0],
  register: [0.35, 0.3, 0, 0],
  leap: [0.3, 0.15, 0.2, 0],
  syncopation: [0.15, 0, 0.45, 0.05],
  chromaticism: [0, 0, 0, 0.5],
  temperature: [0.8, 0, 0, 0.18],
  intensity: [0.1, 0, 0.85, 0],
  brightness: [0.1, 0.4, 0.5, 0],
  swing: [0, 0, 0, 0],
};

/** Far presets count by the inverse fourth power of their distance (Shepard 1968), near ones almost alone. */
const POWER = 4;
/** A preset's residual has gone down to half at this distance: a corner that no preset is near follows the trend. */
const REACH = 0.35;
/** A point nearer than this is the preset's own. */
const NEAREST = 1e-6;
/** Numbers are rounded to thousandths. */
const FINENESS = 1000;

/** The numbers of every control at a point. */
export function feltNumbers(feel: Feel): Readonly<Record<NumericControl, number>> {
  const mix = mixAt(feel);
  const numbers = NUMERIC_CONTROLS.map((control) => {
    const value = mix(({ controls }) => controls[control], TRENDS[control]);
    return [control, clampTo(CONTROL_RANGES[control], Math.round(value * FINENESS) / FINENESS)] as const;
  });
  return Object.fromEntries(numbers) as Record<NumericControl, number>;
}

/** Mixes a value of the presets for a point: the trend there, and what the presets around differ from it. */
export function mixAt(feel: Feel): (pick: (preset: Mood) => number, trend: Trend) => number {
  const near = Object.values(PRESETS).map((preset) => ({ preset, far: distance(preset, feel) }));
  const weights = near.map(({ far }) => 1 / Math.max(far, NEAREST) ** POWER);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return (pick, trend) =>
    near.reduce(
      (value, { preset, far }, i) => {
        const residual = pick(preset) - trendAt(trend, preset);
        return value + ((weights[i]! / sum) * residual) / (1 + (far / REACH) ** 2);
      },
      trendAt(trend, feel),
    );
}

function trendAt([base, byValence, byArousal, byTension]: Trend, { valence, arousal, tension }: Feel): number {
  return base + byValence * valence + byArousal * arousal + byTension * tension;
}

/**
 * Which mode a point has: the brightest whose valence is not above the point's; of two, the one for its tension. Listeners
 * rank the diatonic modes by their brightness, ionian first (Temperley & Tan 2013); lydian is as bright and less at rest,
 * and phrygian and the harmonic minor stand for threat and drama (docs/music-criteria.md).
 */
const MODES_BY_VALENCE: readonly (readonly [from: number, calm: Mode, tense: Mode])[] = [
  [0.74, 'ionian', 'lydian'],
  [0.6, 'mixolydian', 'mixolydian'],
  [0.45, 'dorian', 'dorian'],
  [0.25, 'aeolian', 'harmonic minor'],
  [0, 'aeolian', 'phrygian'],
];
const TENSE = 0.55;

/** The mode of a point. */
export function feltMode({ valence, tension }: Feel): Mode {
  const [, calm, tense] = MODES_BY_VALENCE.find(([from]) => valence >= from)!;
  return tension < TENSE ? calm : tense;
}

/** The point of a mood. */
export function feelOf({ valence, arousal, tension }: Feel): Feel {
  return { valence, arousal, tension };
}

/**
 * The controls of a mood at another point than its own: its numbers move as those of the dial do between the two, so that
 * a mood keeps what is its own; its mode changes where the dial's does.
 */
export function movedControls(mood: Mood, to: Feel): Controls {
  if (FEELINGS.every((feeling) => mood[feeling] === to[feeling])) return mood.controls;
  const before = feltNumbers(mood);
  const after = feltNumbers(to);
  const moved = NUMERIC_CONTROLS.map((name) => {
    const value = mood.controls[name] + after[name] - before[name];
    return [name, clampTo(CONTROL_RANGES[name], Math.round(value * FINENESS) / FINENESS)];
  });
  const mode = feltMode(to);
  return { ...mood.controls, ...Object.fromEntries(moved), ...(mode === feltMode(mood) ? {} : { mode }) };
}

/** The preset whose feeling is nearest to a point. */
export function nearestPreset(feel: Feel): Mood {
  return Object.values(PRESETS).reduce((best, mood) => (distance(mood, feel) < distance(best, feel) ? mood : best));
}

function distance(a: Feel, b: Feel): number {
  return Math.hypot(a.valence - b.valence, a.arousal - b.arousal, a.tension - b.tension);
}
