/**
 * How a pass through a file differs from the file. The first pass is as written; in later ones each phrase is as written with
 * ornaments, or returns over other chords, or is new and begins with its own first bars. `variation` shifts the shares.
 */

import { fitOf } from '../arrange/transform.ts';
import { writeProgression } from '../generate/progression.ts';
import type { Mood } from '../mood/controls.ts';
import type { ChordSpan } from '../music/harmony.ts';
import type { PhraseNote } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { meterInfo, type NormalRange } from '../music/time.ts';
import type { FilePhrase } from './file-phrases.ts';
import { ornamentedBar } from './ornaments.ts';

/** What a phrase of a pass is. */
export type Manner = 'written' | 'ornamented' | 'harmonized' | 'new';

/** Share of new phrases: none up to the middle, all at 1. */
const newShare = (variation: NormalRange) => Math.max(0, 2 * variation - 1);
/** Share of other chords among the rest. */
const HARMONIZED = 0.6;
/** Share of a phrase's bars that get ornaments, at 1. */
const ORNAMENTED = 0.5;
/** Progressions that are tried, and the share of strong notes that must be in the chords of one. */
const TRIES = 12;
const LEAST_FIT = 0.6;
/** Bars from which a phrase is long enough to be continued by a model. */
const CONTINUED = 2;

/** The manner of a phrase. @param pass 0 for the first time through the file */
export function mannerOf(phrase: FilePhrase, pass: number, variation: NormalRange, seed: string): Manner {
  if (pass === 0 || variation <= 0) return 'written';
  const chance = random(`${seed}/manner`);
  const [isNew, isHarmonized] = [chance.next() < newShare(variation), chance.next() < HARMONIZED * variation];
  if (isNew && phrase.bars >= CONTINUED && phrase.melody.length > 0) return 'new';
  return isHarmonized && phrase.melody.length > 0 ? 'harmonized' : 'ornamented';
}

/** How a melody is ornamented. */
export interface OrnamentOptions {
  readonly variation: NormalRange;
  readonly mode: Mode;
  readonly seed: string;
  /** Whether some bar is ornamented in any case. */
  readonly must: boolean;
}

/** The melody with ornaments in some of the bars in which it sounds; which bars changes from pass to pass. */
export function ornamented(
  { melody, bars, meter }: Pick<FilePhrase, 'melody' | 'bars' | 'meter'>,
  pass: number,
  { variation, mode, seed, must }: OrnamentOptions,
): readonly PhraseNote[] {
  const chance = random(`${seed}/ornaments`);
  const { barTicks } = meterInfo(meter);
  const sounding = new Set(melody.map(({ tick }) => Math.floor(tick / barTicks))).size;
  const count = Math.max(must ? 1 : 0, Math.floor(ORNAMENTED * variation * sounding + chance.next()));
  let notes = melody;
  let changed = 0;
  for (let i = 0; i < bars && changed < count; i++) {
    const after = ornamentedBar(notes, (pass + i) % bars, { meter, mode, chance });
    if (after !== notes) changed++;
    notes = after;
  }
  return notes;
}

/** Other chords that fit a melody; null where none of those tried does. */
export function otherChords(
  { melody, bars, meter, chords }: FilePhrase,
  mode: Mode,
  mood: Mood,
  seed: string,
): readonly ChordSpan[] | null {
  let best: readonly ChordSpan[] | null = null;
  let most = LEAST_FIT;
  for (let i = 0; i < TRIES; i++) {
    const own = writeProgression({ seed: `${seed}/chords/${i}`, bars, meter, mode, mood, cadence: 'open' });
    const fit = fitOf(melody, own, meter);
    if (fit >= most && JSON.stringify(own) !== JSON.stringify(chords)) [best, most] = [own, fit + 1e-6];
  }
  return best;
}
