/** What a style asks of a melody. A mood in another style than its own is denser or sparser, smoother or wider by the difference. */

import { MELODY_CONTROLS, type MelodyControl } from '../music/melody-controls.ts';
import { clamp01 } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';
import type { NormalRange } from '../music/time.ts';
import type { Controls, Mood } from './controls.ts';
import { PRESETS } from './presets.ts';

/** Controls that a style moves. The register is left to the mood. */
type Manner = Readonly<Record<Exclude<MelodyControl, 'register'>, NormalRange>>;

// biome-ignore format: a table reads in columns
/** Typical values, as quantiles of the training melodies. Only the differences between two styles are used. */
const MANNERS: Readonly<Record<MoodStyle, Manner>> = {
  'folk-dance':  { density: 0.8,  leap: 0.4,  syncopation: 0.1,  chromaticism: 0.05 },
  song:          { density: 0.5,  leap: 0.5,  syncopation: 0.3,  chromaticism: 0.15 },
  sacred:        { density: 0.35, leap: 0.2,  syncopation: 0.05, chromaticism: 0.15 },
  romantic:      { density: 0.4,  leap: 0.65, syncopation: 0.15, chromaticism: 0.55 },
  classical:     { density: 0.75, leap: 0.75, syncopation: 0.2,  chromaticism: 0.35 },
  chant:         { density: 0.7,  leap: 0.05, syncopation: 0,    chromaticism: 0 },
  'game-battle': { density: 0.85, leap: 0.5,  syncopation: 0.85, chromaticism: 0.35 },
  'game-field':  { density: 0.45, leap: 0.8,  syncopation: 0.7,  chromaticism: 0.1 },
  'game-calm':   { density: 0.1,  leap: 0.5,  syncopation: 0.3,  chromaticism: 0.1 },
  irish:         { density: 0.85, leap: 0.6,  syncopation: 0,    chromaticism: 0 },
  'swedish-dance': { density: 0.9, leap: 0.55, syncopation: 0,   chromaticism: 0 },
  ragtime:       { density: 0.9,  leap: 0.75, syncopation: 0.9,  chromaticism: 0.15 },
  march:         { density: 0.75, leap: 0.5,  syncopation: 0,    chromaticism: 0.2 },
  hymn:          { density: 0.4,  leap: 0.4,  syncopation: 0,    chromaticism: 0 },
  japanese:      { density: 0.6,  leap: 0.6,  syncopation: 0,    chromaticism: 0.1 },
  chinese:       { density: 0.65, leap: 0.3,  syncopation: 0,    chromaticism: 0 },
  'baroque-dance': { density: 0.75, leap: 0.65, syncopation: 0,  chromaticism: 0.05 },
  swing:         { density: 0.5,  leap: 0.6,  syncopation: 0.7,  chromaticism: 0.25 },
  guitar:        { density: 0.8,  leap: 0.7,  syncopation: 0,    chromaticism: 0 },
};

/** Controls in another style: their melody controls move by the difference of the two styles. */
export function inStyle(controls: Controls, style: MoodStyle): Controls {
  if (style === controls.style) return controls;
  const [from, to] = [MANNERS[controls.style], MANNERS[style]];
  const moved = MELODY_CONTROLS.flatMap((control) =>
    control === 'register' ? [] : [[control, clamp01(controls[control] + to[control] - from[control])]],
  );
  return { ...controls, ...Object.fromEntries(moved), style };
}

/** The style that a mood was given in place of its preset's own; else null. */
export function chosenStyle({ band }: Pick<Mood, 'band'>, { style }: Pick<Controls, 'style'>): MoodStyle | null {
  return style === PRESETS[band].controls.style ? null : style;
}
