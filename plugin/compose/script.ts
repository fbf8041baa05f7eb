/** A script lists moods and their lengths in bars: `forest:8,battle:8,forest:8`. */

import { unknownName } from '../mood/names.ts';
import type { SignalValue } from '../mood/signals.ts';

/** Some bars of one mood. */
export interface ScriptSection {
  readonly mood: string;
  readonly bars: number;
  /** Signals sent when the section begins. They keep their values in the sections that follow. */
  readonly signals?: Readonly<Record<string, SignalValue>>;
}

/** The longest section in bars: half an hour at 60 BPM. */
export const MAX_SECTION_BARS = 512;

/**
 * Parses a script in text form.
 * @throws RangeError naming the entry that is wrong. Its message starts with `script`, except for an unknown mood.
 */
export function readScript(text: string, moods: readonly string[]): readonly ScriptSection[] {
  const sections = text.split(',').map((entry) => {
    const [mood, bars, ...rest] = entry.trim().split(':');
    if (!mood || bars === undefined || rest.length > 0)
      throw new RangeError(
        `script has the entry '${entry.trim()}'; write mood:bars, e.g. 'forest:8,battle:8,forest:8'`,
      );
    if (!moods.includes(mood)) throw new RangeError(unknownName('mood', mood, moods));
    const count = bars.trim() === '' ? Number.NaN : Number(bars);
    if (!Number.isInteger(count) || count < 1 || count > MAX_SECTION_BARS)
      throw new RangeError(`script (${mood}) is '${bars}'; give a whole number from 1 to ${MAX_SECTION_BARS}`);
    return { mood, bars: count };
  });
  const twice = sections.find(({ mood }, i) => mood === sections[i + 1]?.mood);
  if (twice) throw new RangeError(`script has '${twice.mood}' twice in a row; add their bars together`);
  return sections;
}
