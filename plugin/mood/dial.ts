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
 * dissonance (here notes outside the mode) with tension. Sizes are near those of a line through the presets, but valence brightens more, so that it is heard.
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
  brightness: [0, 0.8, 0.35, 0],
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
 * Which mode a point has: the row is the last whose valence is not above the point's, the column that of its tension.
 * Listeners rank the diatonic modes by their brightness, ionian first (Temperley & Tan 2013). Along a row the semitones and
 * tritones above the tonic get more: none in pentatonic scales, then the diatonic mode of that brightness, then scales with
 * augmented seconds or without a fifth (docs/music-criteria.md: threat, mystery).
 */
const MODES_BY_VALENCE: readonly (readonly [from: number, modes: readonly Mode[]])[] = [
  [0.74, ['major pentatonic', 'ionian', 'lydian', 'lydian']],
  [0.6, ['mixolydian', 'mixolydian', 'mixolydian', 'lydian']],
  [0.45, ['dorian', 'dorian', 'double harmonic', 'double harmonic']],
  [0.33, ['minor pentatonic', 'aeolian', 'harmonic minor', 'octatonic']],
  [0.14, ['minor pentatonic', 'aeolian', 'phrygian', 'locrian']],
  [0, ['aeolian', 'phrygian', 'phrygian', 'locrian']],
];
/** Where the columns begin. */
const TENSIONS = [0.2, 0.55, 0.8] as const;

/** The mode of a point. */
export function feltMode({ valence, tension }: Feel): Mode {
  const [, modes] = MODES_BY_VALENCE.find(([from]) => valence >= from)!;
  return modes[TENSIONS.filter((from) => tension >= from).length]!;
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
