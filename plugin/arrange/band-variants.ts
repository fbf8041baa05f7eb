/** Variants of a band by seed: other accompaniment figures, and drum strokes that are added or left out. */

import type { PresetName } from '../mood/preset-names.ts';
import { random } from '../music/random.ts';
import type { MoodStyle } from '../music/style.ts';
import { inStyleOf } from './style-band.ts';
import { BANDS, type BandStyle, type BassPattern, type ChordPattern, PEDALS } from './styles.ts';

/** Number of figures of each kind that a seed draws: of the first theme, of its contrast, and of the peak. */
const FIGURES = 3;

// biome-ignore format: a table reads in columns
const POOLS: Readonly<Record<PresetName, { readonly chords: readonly ChordPattern[]; readonly bass: readonly BassPattern[] }>> = {
  forest:      { chords: ['arpeggio', 'broken', 'strum', 'fifths'], bass: ['long', 'root-fifth', 'dance', 'march'] },
  exploration: { chords: ['strum', 'broken', 'arpeggio', 'offbeat'], bass: ['root-fifth', 'walk', 'march', 'long'] },
  village:     { chords: ['oom-pah', 'offbeat', 'strum', 'broken'],  bass: ['dance', 'root-fifth', 'walk', 'march'] },
  cave:        { chords: ['bell', 'echo', 'tremolo', 'hold'],        bass: ['pedal', 'drone', 'long', 'root-fifth'] },
  desert:      { chords: ['riff', 'offbeat', 'strum', 'broken'],     bass: ['drone', 'pedal', 'root-fifth', 'dance'] },
  battle:      { chords: ['ostinato', 'stabs', 'pulse', 'riff'],     bass: ['gallop', 'pulse', 'march', 'walk'] },
  boss:        { chords: ['ostinato', 'stabs', 'riff', 'pulse'],     bass: ['gallop', 'pulse', 'march', 'walk'] },
  sorrow:      { chords: ['broken', 'arpeggio', 'hold', 'echo'],     bass: ['long', 'root-fifth', 'dance', 'march'] },
  victory:     { chords: ['stabs', 'pulse', 'offbeat', 'strum'],     bass: ['march', 'root-fifth', 'walk', 'pulse'] },
  calm:        { chords: ['broken', 'arpeggio', 'hold', 'bell'],     bass: ['long', 'root-fifth', 'dance', 'march'] },
  mystery:     { chords: ['hold', 'tremolo', 'broken', 'bell', 'echo'], bass: ['long', 'drone', 'root-fifth', 'pedal'] },
};

/** The band of a preset, in a chosen style if there is one; with a seed, its figures are drawn. */
export function bandOf(preset: PresetName, seed?: string, chosen: MoodStyle | null = null): BandStyle {
  const style = inStyleOf(chosen, BANDS[preset]);
  if (seed === undefined) return style;
  const { chords, bass } =
    chosen === null ? POOLS[preset] : { chords: style.chords.patterns, bass: style.bass.patterns };
  return {
    ...style,
    chords: { ...style.chords, patterns: drawFigures(chords, `${seed}/chords`) },
    bass: {
      ...style.bass,
      patterns: drawFigures(bass, `${seed}/bass`, (one, other) => PEDALS.includes(one) === PEDALS.includes(other)),
    },
  };
}

/** The first figures in an order drawn by the seed that go with the very first: a game's bass follows its chords, or never does. */
function drawFigures<T>(
  items: readonly T[],
  seed: string,
  goTogether: (one: T, other: T) => boolean = () => true,
): readonly T[] {
  const chance = random(seed);
  const order = items.map((item) => ({ item, at: chance.next() }));
  const drawn = order.sort((a, b) => a.at - b.at).map(({ item }) => item);
  return drawn.filter((item) => goTogether(drawn[0]!, item)).slice(0, FIGURES);
}

/** Probabilities that a light stroke is left out, and that a stroke is added on an empty place. */
const LEFT_OUT = 0.3;
const ADDED = 0.12;

/** A drum pattern with light strokes added or left out by the seed; accents stay. */
export function ownStrokes(text: string, seed: string | undefined): string {
  if (seed === undefined || /^\.*$/.test(text)) return text;
  const chance = random(`${seed}/strokes/${text}`);
  return [...text]
    .map((sign, i) => {
      const roll = chance.next();
      if (sign === 'X' || (sign === 'x' && i === 0)) return sign;
      if (sign === '.') return i % 2 === 0 && roll < ADDED ? 'o' : sign;
      return roll < (sign === 'o' ? LEFT_OUT : LEFT_OUT / 2) ? '.' : sign;
    })
    .join('');
}
