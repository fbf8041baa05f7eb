/** Input of the arranger: a phrase with its chords, the controls, and its position in the music. */

import type { Controls } from '../mood/controls.ts';
import type { Feel } from '../mood/feel.ts';
import type { PresetName } from '../mood/preset-names.ts';
import type { Drummer } from '../music/drum-performance.ts';
import type { Phrase } from '../music/phrase.ts';
import type { Score } from '../music/score.ts';
import type { NormalRange } from '../music/time.ts';
import type { LineupName } from './lineups.ts';

/** Valence, arousal and tension; every `Mood` has them. */
export interface Feeling {
  readonly valence: NormalRange;
  readonly arousal: NormalRange;
  readonly tension: NormalRange;
  /** The point of the dial that a mood was made for, if it was. */
  readonly felt?: Feel;
}

/** A feeling with the preset whose band accompanies it; every `Mood` is one. */
export interface Manner extends Feeling {
  /** The preset whose band accompanies. */
  readonly band: PresetName;
  /** Seed of the band's figures. Default: its usual ones. */
  readonly figures?: string;
}

/** Octave of a returning melody: higher, lower, or whichever of the two suits its instrument better. */
export const OCTAVE_MOVES = ['higher', 'lower', 'away'] as const;
export type OctaveMove = (typeof OCTAVE_MOVES)[number];

/** Where a phrase stands in its form; every `PhraseSlot` is one. */
export interface FormPlace {
  /** The theme's name, with an apostrophe for its answer. */
  readonly theme: string;
  /** The lineups of the phrases around it; null where there is none. */
  readonly before: LineupName | null;
  readonly next: LineupName | null;
}

/** A request for a score. Equal requests give equal scores. */
export interface ArrangeRequest {
  /** The melody; its request has bars, meter, mode and chords. */
  readonly phrase: Phrase;
  /** Tonic, tempo, swing and palette are used; all layers are written, independent of intensity. */
  readonly controls: Controls;
  /** Band and feeling: determine patterns, layers, articulation and loudness. Every `Mood` is one. */
  readonly mood: Manner;
  /** Seeds all randomness of the arrangement. */
  readonly seed: string;
  /** Number of phrases that the mood has played before: selects accompaniments and fills. */
  readonly phraseIndex: number;
  /** Which parts play. Default: all of the mood's band. */
  readonly lineup?: LineupName;
  /** Default: none, with figures and changes of players by number of the phrase alone. */
  readonly place?: FormPlace;
  /** Moves the whole melody by an octave. Default: not moved. */
  readonly octave?: OctaveMove;
  /** The statement from which `octave` counts. Default: the phrase itself. */
  readonly statement?: Phrase;
  /** The score before, for voice leading. */
  readonly previous?: Score;
  /** Plays the drums. Default: they are put together from patterns. */
  readonly drummer?: Drummer;
}
