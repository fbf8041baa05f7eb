/** Pictures of the first four phrases of every preset, as a game would play them: A, its answer, B, and A again. */

import { PRESET_NAMES, PRESETS, phraseBars, type StepModel, sectionPlan } from '../../plugin/internal.ts';
import { pianoRoll } from './roll.ts';
import { writeScene } from './scene.ts';

/** Phrases per picture. */
const PHRASES = 4;

/** One SVG per mood, by file name. */
export function moodRolls(model: StepModel, seed: string, onMood: (done: number) => void): Record<string, string> {
  const files: Record<string, string> = {};
  PRESET_NAMES.forEach((name, i) => {
    const mood = PRESETS[name];
    const { controls } = mood;
    const slots = sectionPlan(PHRASES, phraseBars(controls.meter), mood, controls.mode);
    const rows = writeScene(model, { seed, mood, controls }, slots).map((phrase, at) => ({
      label: slots[at]!.theme,
      phrase,
    }));
    const title = `${name}: ${controls.tonic} ${controls.mode}, ${controls.meter}, ${controls.tempo} BPM`;
    files[`${name}.svg`] = pianoRoll(title, controls.tonic, rows);
    onMood(i + 1);
  });
  return files;
}

/** Number of pictures. */
export const ROLLS = PRESET_NAMES.length;
