/**
 * Which figure accompanies a phrase: a theme keeps its own, the contrasting themes and the peak have others. Without a form or
 * a seed the figures take turns, two phrases each.
 */

import { random } from '../music/random.ts';
import type { Setting } from './arrange-context.ts';
import type { BassPattern, ChordPattern } from './styles.ts';

/** Figures from quiet to busy. */
const BY_ACTIVITY: { readonly chords: readonly ChordPattern[]; readonly bass: readonly BassPattern[] } = {
  // biome-ignore format: a list of words
  chords: ['hold', 'bell', 'echo', 'fifths', 'broken', 'block', 'oom-pah', 'comp', 'offbeat', 'strum', 'arpeggio', 'alberti', 'pulse', 'stabs', 'riff', 'ostinato', 'tremolo'],
  bass: ['pedal', 'drone', 'long', 'root-fifth', 'dance', 'march', 'walk', 'pulse', 'gallop'],
};

/** The figure of the chords or of the bass in a phrase; `offset` shifts the turns of figures without a form. */
export function figureOf<T extends string>(
  items: readonly T[],
  { section, figures, phraseIndex }: Pick<Setting, 'section' | 'figures' | 'phraseIndex'>,
  role: 'chords' | 'bass',
): T {
  if (section === undefined || figures === undefined) {
    const offset = role === 'bass' ? 1 : 0;
    return items[Math.floor((phraseIndex + offset) / 2) % items.length]!;
  }
  const [own, ...others] = items as readonly [T, ...T[]];
  const order: readonly string[] = BY_ACTIVITY[role];
  const busiest = [...others].sort((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? own;
  if (section.lineup === 'peak') return busiest;
  const contrast = others.find((item) => item !== busiest) ?? busiest;
  const theme = section.theme[0]!;
  if (theme === 'A') return own;
  // Chords always change with the second theme, the bass in half of the games.
  if (theme === 'B' && role === 'chords') return contrast;
  return random(`${figures}/${role}/theme/${theme}`).next() < 0.5 ? own : contrast;
}
