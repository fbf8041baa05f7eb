/** Small changes from bar to bar of a drum pattern: light strokes are left out, or doubled a step later. */

import type { Note } from '../music/score.ts';
import { PPQ } from '../music/time.ts';
import { barsOf, type Setting } from './arrange-context.ts';
import type { DrumLevel } from './drum-patterns.ts';

/** Strokes weaker than this share of the kit's level are light. */
const LIGHT = 0.8;
/** Probability that a light stroke is left out, and that a bar has one stroke more. */
const LEFT_OUT = 0.18;
const ADDED: Readonly<Record<DrumLevel, number>> = { light: 0.25, half: 0.4, full: 0.5 };
/** Velocity of an added stroke, as a share of the one before it. */
const SOFTER = 0.7;

/** A pattern's notes over a phrase, with each bar's own changes. First strokes of bars and accents stay. */
export function variedStrokes(setting: Setting, notes: readonly Note[], level: DrumLevel): Note[] {
  const light = setting.style.drums.level * LIGHT;
  return barsOf(setting).flatMap(({ bar, tick }) => {
    // Bars three and four of a group are a pair, so that a fill in the fourth is heard as one.
    const chance = setting.chance(`strokes/${level}/${bar % 4 === 3 ? bar - 1 : bar}`);
    const end = tick + setting.barTicks;
    const inBar = notes.filter((note) => note.tick >= tick && note.tick < end);
    const kept = inBar.filter((note) => {
      const roll = chance.next();
      return note.tick === tick || note.velocity > light || roll >= LEFT_OUT;
    });
    const roll = chance.next();
    const step = setting.beats[0]!.ternary ? PPQ / 2 : PPQ / 4;
    const places = kept.filter(
      (note) =>
        note.tick + step < end && !inBar.some(({ tick: at, pitch }) => at === note.tick + step && pitch === note.pitch),
    );
    if (roll >= ADDED[level] || places.length === 0) return kept;
    const before = chance.pick(places);
    return [...kept, { ...before, tick: before.tick + step, velocity: before.velocity * SOFTER }];
  });
}
