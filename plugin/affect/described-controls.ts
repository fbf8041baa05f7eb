/** The controls that a description asks for, where they differ from those of its mood. */

import type { Controls } from '../mood/controls.ts';
import type { PresetName } from '../mood/preset-names.ts';
import { PRESETS } from '../mood/presets.ts';
import { CONTROL_RANGES, clampTo } from '../mood/ranges.ts';
import type { Mode } from '../music/pitch.ts';
import type { Meaning } from './meanings.ts';
import type { Feeling } from './scene-words.ts';

/**
 * How much a control moves for a feeling that lies 1 away from that of the preset. Signs and order of size by the survey of
 * Gabrielsson & Lindström (2010): tempo, loudness and density follow arousal; mode, register and brightness valence; and
 * notes outside the key tension.
 */
const BY_AROUSAL = { tempo: 0.6, intensity: 0.7, density: 0.5 } as const;
const BY_VALENCE = { brightness: 0.35, register: 0.2 } as const;
const BY_TENSION = { chromaticism: 0.35 } as const;

/** Modes from dark to bright: each has one note a half step higher than the one before. */
const BRIGHTNESS: readonly Mode[] = ['phrygian', 'aeolian', 'dorian', 'mixolydian', 'ionian', 'lydian'];
/** Valence that changes the mode by one step: the five steps span about the distance of sorrow to victory. */
const A_STEP = 0.2;
/** A word sets mode or style only where its own valence is near that of the whole. */
const AGREES = 0.35;
/** A change of a control that nobody hears is left out. */
const LEAST = 0.03;

/** Controls of a description beside those of its mood; `palette` stands alone. */
export interface DescribedControls {
  readonly controls: Partial<Controls>;
  readonly palette: string;
}

/** The controls for a mood, a feeling and words, each with its share. */
export function describedControls(
  band: PresetName,
  feeling: Feeling,
  meanings: readonly Meaning[],
  shares: readonly number[],
): DescribedControls {
  const preset = PRESETS[band];
  const [valence, arousal, tension] = feeling;
  const off = {
    valence: valence - preset.valence,
    arousal: arousal - preset.arousal,
    tension: tension - preset.tension,
  };
  const moved: Record<string, number> = {};
  const move = (by: Readonly<Record<string, number>>, distance: number) => {
    for (const [control, slope] of Object.entries(by)) moved[control] = (moved[control] ?? 0) + slope * distance;
  };
  move(BY_AROUSAL, off.arousal);
  move(BY_VALENCE, off.valence);
  move(BY_TENSION, off.tension);
  const named: Record<string, string> = {};
  const largest: Record<string, number> = {};
  for (const [i, { scene, feeling: own }] of meanings.entries()) {
    for (const [control, hint] of scene?.hints ?? []) {
      const by = Number(hint);
      if (!Number.isNaN(by)) moved[control] = (moved[control] ?? 0) + by;
      else if (shares[i]! > (largest[control] ?? 0) && fits(control, own, feeling)) {
        named[control] = hint;
        largest[control] = shares[i]!;
      }
    }
  }
  const { palette = preset.controls.palette, ...fixed } = named;
  const mode = fixed.mode ?? modeFor(preset.controls.mode, off.valence);
  const controls = { ...numbers(preset.controls, moved), ...fixed, mode } as Partial<Controls>;
  const differs = ([control, value]: [string, unknown]) => preset.controls[control as keyof Controls] !== value;
  return { controls: Object.fromEntries(Object.entries(controls).filter(differs)) as Partial<Controls>, palette };
}

const fits = (control: string, own: Feeling, whole: Feeling) =>
  (control !== 'mode' && control !== 'style') || Math.abs(own[0] - whole[0]) <= AGREES;

function numbers(controls: Controls, moved: Readonly<Record<string, number>>): Record<string, number> {
  const changed: Record<string, number> = {};
  for (const [name, by] of Object.entries(moved)) {
    if (Math.abs(by) < LEAST) continue;
    const control = name as keyof typeof CONTROL_RANGES;
    const value = controls[control];
    const wanted = control === 'tempo' ? Math.round(value * (1 + by)) : Math.round((value + by) * 100) / 100;
    changed[control] = clampTo(CONTROL_RANGES[control], wanted);
  }
  return changed;
}

/** A mode as many steps brighter or darker as the valence says; modes outside the row stay. */
function modeFor(mode: Mode, off: number): Mode {
  const at = BRIGHTNESS.indexOf(mode);
  const steps = Math.trunc(off / A_STEP);
  return at < 0 ? mode : BRIGHTNESS[Math.min(BRIGHTNESS.length - 1, Math.max(0, at + steps))]!;
}
