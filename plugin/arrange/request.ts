/** What the arranger is given: a tune with its chords, the controls, and where in the music it stands. */

import type { Controls } from '../mood/controls.ts';
import type { PresetName } from '../mood/presets.ts';
import type { Phrase } from '../music/phrase.ts';
import type { Score } from '../music/score.ts';
import type { NormalRange } from '../music/time.ts';

/** Where a mood lies; every `Mood` is one. */
export interface Feeling {
  readonly valence: NormalRange;
  readonly arousal: NormalRange;
  readonly tension: NormalRange;
}

/** A feeling with the band that accompanies it; every `Mood` is one. */
export interface Manner extends Feeling {
  /** The mood of the package that lends its manner of accompanying. */
  readonly band: PresetName;
}

/** Where a tune returns: an octave higher, an octave lower, or in whichever of the two its instrument plays better. */
export const OCTAVE_MOVES = ['higher', 'lower', 'away'] as const;
export type OctaveMove = (typeof OCTAVE_MOVES)[number];

/** A wish for a score. The same request always gets the same score. */
export interface ArrangeRequest {
  /** The tune; its request tells bars, meter, mode and chords. */
  readonly phrase: Phrase;
  /** Tonic, tempo, swing and palette are read here; layers are all written, whatever the intensity. */
  readonly controls: Controls;
  /** Whose band accompanies, and how it feels: shapes patterns, layers, articulation and loudness. Every `Mood` is one. */
  readonly mood: Manner;
  /** All chance in the arrangement comes from this text. */
  readonly seed: string;
  /** How many phrases this mood has played before (0 = it begins here): decides accompaniment and fills. */
  readonly phraseIndex: number;
  /** Moves the whole tune an octave from where it would lie. Default: it stays there. */
  readonly octave?: OctaveMove;
  /** The statement of the tune that the octave counts from. Default: the phrase itself. */
  readonly statement?: Phrase;
  /** The score before, so that voices lead on from it. */
  readonly previous?: Score;
}
