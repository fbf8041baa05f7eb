/** A theme is a named motif that returns: written in scale steps, so that it takes on the mode of whatever mood it comes back in. */

import type { PhraseNote } from '../music/phrase.ts';
import { type Mode, moveByScale } from '../music/pitch.ts';
import { type Meter, meterInfo, PPQ } from '../music/time.ts';
import type { Opening } from './order.ts';

/** A motif as a game writes it: `[scale steps above the tonic or null for a rest, length in quarter notes]`. Plain JSON. */
export interface ThemeDefinition {
  readonly notes: readonly (readonly [step: number | null, quarters: number])[];
}

/** A theme may be this long, so that there is room in a phrase to go on from it. */
export const LONGEST_QUARTERS = 8;
/** Two octaves up or down from the tonic in a scale of seven. */
const FARTHEST_STEP = 14;

/** Checks themes. @throws naming the theme and the note that is wrong. */
export function checkThemes(themes: ReadonlyMap<string, ThemeDefinition>): void {
  for (const [name, theme] of themes) {
    if (!Array.isArray(theme?.notes) || theme.notes.length === 0) {
      throw new TypeError(
        `theme '${name}' needs notes, e.g. { notes: [[0, 1], [2, 1], [4, 2]] } (scale step, quarter notes)`,
      );
    }
    let length = 0;
    theme.notes.forEach((note: unknown, i) => {
      const [step, quarters] = Array.isArray(note) ? (note as unknown[]) : [];
      const right = step === null || (Number.isInteger(step) && Math.abs(step as number) <= FARTHEST_STEP);
      if (!right || typeof quarters !== 'number' || !(quarters > 0)) {
        throw new TypeError(
          `theme '${name}': note ${i} must be [scale step -14..14 or null for a rest, quarter notes above 0]`,
        );
      }
      length += quarters;
    });
    if (length > LONGEST_QUARTERS) {
      throw new RangeError(
        `theme '${name}' lasts ${length} quarter notes; at most ${LONGEST_QUARTERS} leave room to go on from it`,
      );
    }
  }
}

/** The theme as the opening of a phrase of so many bars, in a mode and meter. None of its notes is sampled. */
export function themeOpening(
  name: string,
  theme: ThemeDefinition,
  mode: Mode,
  meter: Meter,
  phraseBars: number,
): Opening {
  const notes: PhraseNote[] = [];
  const { barTicks } = meterInfo(meter);
  let tick = 0;
  for (const [step, quarters] of theme.notes) {
    const durationTicks = Math.round(quarters * PPQ);
    if (step !== null) notes.push({ pitch: moveByScale(0, step, mode), tick, durationTicks, sampled: false });
    tick += durationTicks;
  }
  const bars = Math.min(phraseBars - 1, Math.ceil(tick / barTicks));
  return { name, notes: notes.filter((note) => note.tick < bars * barTicks), bars };
}
