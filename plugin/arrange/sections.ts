/**
 * The forms, phrase by phrase. A theme has eight bars and returns whole, in another lineup: a quarter to two fifths of 64 bars
 * are returns of four bars or more, as in game music (30, 30 and 25 % in three collections), and one or two of eight blocks
 * of eight bars have a phrase without melody. The main theme returns within six phrases, and sounds at most six times in
 * sixteen.
 */

import type { FormName } from '../mood/forms.ts';
import type { LineupName } from './lineups.ts';

/** One phrase of a section: its theme, whether it returns, its cadence and its lineup. */
export interface SectionStep {
  /** A theme is a period: a statement and its answer. */
  readonly theme: string;
  readonly half: 'statement' | 'answer';
  /** `new` is written, `whole` returns note for note, `new ending` returns with new last bars. */
  readonly comes: 'new' | 'whole' | 'new ending';
  readonly cadence: 'full' | 'half' | 'open' | 'deceptive';
  readonly transform?: 'ornament';
  readonly lineup: LineupName;
}

/** A theme's name is that of its statement; with an apostrophe, of its answer. */
function step(
  name: string,
  comes: SectionStep['comes'],
  cadence: SectionStep['cadence'],
  lineup: LineupName,
  transform?: 'ornament',
): SectionStep {
  const half = name.endsWith("'") ? 'answer' : 'statement';
  return { theme: name[0]!, half, comes, cadence, lineup, ...(transform ? { transform } : {}) };
}

/** The first sixteen phrases of each form; it continues from {@link RETURN_FROM}. */
// biome-ignore format: a table reads in columns
export const SECTIONS: Readonly<Record<FormName, readonly SectionStep[]>> = {
  round: [
    step('A',  'new',        'half',      'thin'),
    step("A'", 'new',        'full',      'plain'),
    step('B',  'new',        'half',      'plain'),
    step("B'", 'new',        'open',      'building'),
    step('A',  'whole',      'half',      'full'),
    step("A'", 'whole',      'full',      'doubled'),
    step('A',  'whole',      'half',      'breather'),
    step('C',  'new',        'half',      'second'),
    step("C'", 'new',        'deceptive', 'plain'),
    step('A',  'whole',      'half',      'plain'),
    step("A'", 'new ending', 'full',      'doubled', 'ornament'),
    step('B',  'whole',      'half',      'breather'),
    step('D',  'new',        'half',      'thin'),
    step("D'", 'new',        'full',      'building'),
    step('B',  'whole',      'half',      'peak'),
    step("B'", 'whole',      'open',      'peak'),
  ],
  song: [
    step('A',  'new',        'half',      'thin'),
    step("A'", 'new',        'full',      'plain'),
    step('A',  'whole',      'half',      'building'),
    step("A'", 'whole',      'full',      'full'),
    step('B',  'new',        'half',      'plain'),
    step("B'", 'new',        'open',      'building'),
    step('A',  'whole',      'half',      'peak'),
    step("A'", 'new ending', 'full',      'doubled', 'ornament'),
    step('B',  'whole',      'half',      'breather'),
    step('C',  'new',        'half',      'second'),
    step("C'", 'new',        'deceptive', 'plain'),
    step('A',  'whole',      'half',      'second'),
    step('B',  'whole',      'half',      'full'),
    step("B'", 'whole',      'open',      'peak'),
    step('D',  'new',        'half',      'thin'),
    step("D'", 'new',        'full',      'building'),
  ],
  rondo: [
    step('A',  'new',        'half',      'plain'),
    step("A'", 'new',        'full',      'full'),
    step('B',  'new',        'half',      'thin'),
    step("B'", 'new',        'open',      'plain'),
    step('A',  'whole',      'half',      'building'),
    step("A'", 'whole',      'full',      'doubled'),
    step('C',  'new',        'half',      'second'),
    step("C'", 'new',        'deceptive', 'plain'),
    step('A',  'whole',      'half',      'second'),
    step("A'", 'whole',      'full',      'breather'),
    step('D',  'new',        'half',      'thin'),
    step("D'", 'new',        'full',      'building'),
    step('A',  'whole',      'half',      'peak'),
    step("A'", 'new ending', 'full',      'doubled', 'ornament'),
    step('B',  'whole',      'half',      'full'),
    step("B'", 'whole',      'open',      'plain'),
  ],
  chain: [
    step('A',  'new',        'half',      'thin'),
    step("A'", 'new',        'full',      'plain'),
    step('B',  'new',        'half',      'building'),
    step("B'", 'new',        'open',      'full'),
    step('B',  'whole',      'half',      'breather'),
    step("B'", 'whole',      'open',      'second'),
    step('A',  'whole',      'half',      'full'),
    step("A'", 'whole',      'full',      'doubled'),
    step('C',  'new',        'half',      'thin'),
    step("C'", 'new',        'deceptive', 'plain'),
    step('A',  'new ending', 'half',      'second',  'ornament'),
    step('D',  'new',        'half',      'plain'),
    step("D'", 'new',        'full',      'building'),
    step('B',  'whole',      'half',      'full'),
    step("B'", 'whole',      'open',      'peak'),
    step('A',  'whole',      'half',      'plain'),
  ],
  drive: [
    step('A',  'new',        'half',      'plain'),
    step("A'", 'new',        'full',      'full'),
    step('B',  'new',        'half',      'building'),
    step("B'", 'new',        'open',      'plain'),
    step('A',  'whole',      'half',      'doubled'),
    step("A'", 'whole',      'full',      'peak'),
    step('C',  'new',        'half',      'thin'),
    step("C'", 'new',        'deceptive', 'building'),
    step('B',  'whole',      'half',      'full'),
    step("B'", 'whole',      'open',      'doubled'),
    step('B',  'whole',      'half',      'breather'),
    step('A',  'whole',      'half',      'second'),
    step('D',  'new',        'half',      'thin'),
    step("D'", 'new',        'full',      'building'),
    step('A',  'whole',      'half',      'peak'),
    step("A'", 'new ending', 'full',      'doubled', 'ornament'),
  ],
  fanfare: [
    step('A',  'new',        'half',      'peak'),
    step("A'", 'new',        'full',      'close'),
    step('B',  'new',        'half',      'afterglow'),
    step("B'", 'new',        'full',      'swell'),
    step('A',  'whole',      'half',      'echo'),
    step("A'", 'whole',      'full',      'settle'),
    step('B',  'whole',      'half',      'ember'),
    step('C',  'new',        'half',      'afterglow'),
    step("C'", 'new',        'full',      'swell'),
    step('A',  'whole',      'half',      'afterglow'),
    step('B',  'whole',      'half',      'swell'),
    step("B'", 'whole',      'full',      'settle'),
    step('D',  'new',        'half',      'afterglow'),
    step("D'", 'new',        'full',      'swell'),
    step('A',  'new ending', 'half',      'afterglow', 'ornament'),
    step("A'", 'whole',      'full',      'settle'),
  ],
};

/** Number of phrases after which every form continues from {@link RETURN_FROM}. */
export const SECTION_PHRASES = 16;

/**
 * The phrase from which a form repeats. Every second round brings its themes C and D back, D in another octave; the others
 * have new ones.
 */
export const RETURN_FROM = 4;

/** Number of phrases after which a fanfare sounds again: it has been left by then, and comes back as a whole. */
export const FANFARE_PHRASES = 64;
