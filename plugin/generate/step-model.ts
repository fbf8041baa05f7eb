/** A model that predicts one note at a time: first its duration, then its pitch given the duration. */

import type { PhraseOrigin } from '../music/phrase.ts';
import type { StepContext } from './features.ts';

/** A batch of melodies, one row each. */
export interface StepRun {
  /** Logits of the next durations, [rows × DURATION_COUNT], valid until the next call. */
  durations(contexts: readonly Readonly<StepContext>[]): Float32Array;
  /** Logits of the pitches, [rows × PITCH_SYMBOLS], given each row's duration symbol. */
  pitches(durations: readonly number[]): Float32Array;
  /** Frees the run's memory. */
  end(): void;
}

/** A model that runs step by step. */
export interface StepModel {
  readonly name: string;
  readonly source: PhraseOrigin;
  /** Whether controls in the context change its output; if not, guidance is pointless. */
  readonly conditional: boolean;
  /** Whether it distinguishes fine styles from the styles that they belong to. */
  readonly knowsFineStyles: boolean;
  begin(rows: number): StepRun;
  dispose(): void;
}
