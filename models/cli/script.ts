/** A script says which moods are played for how many bars: `forest:8,battle:8,forest:8`. */

import { unknownName } from '../../plugin/headless.ts';
import { CliError, readNumber } from './cli.ts';

/** A stretch of one mood. */
export interface Section {
  readonly mood: string;
  readonly bars: number;
  /** Its part in a whole piece: intro, tune or ending. */
  readonly name?: string;
}

/** Longest stretch; at 60 a minute half an hour. */
const MOST_BARS = 512;

/** Reads a script. @throws CliError naming the entry that is wrong. */
export function readScript(text: string, moods: readonly string[]): readonly Section[] {
  const sections = text.split(',').map((entry) => {
    const [mood, bars, ...rest] = entry.trim().split(':');
    if (!mood || bars === undefined || rest.length > 0) {
      throw new CliError(
        `--script has the entry '${entry.trim()}'`,
        "write mood:bars, e.g. --script 'forest:8,battle:8,forest:8'",
      );
    }
    return section(mood, bars, `script (${mood})`, moods);
  });
  const twice = sections.find(({ mood }, i) => mood === sections[i + 1]?.mood);
  if (twice) throw new CliError(`--script has '${twice.mood}' twice in a row`, 'add their bars together');
  return sections;
}

/** One stretch from its two options. @throws CliError where one is wrong. */
export function section(mood: string, bars: string, option: string, moods: readonly string[]): Section {
  if (!moods.includes(mood)) throw new CliError(unknownName('mood', mood, moods));
  return { mood, bars: readNumber(option, bars, 1, MOST_BARS, true) };
}
