/** A network or table seen one note at a time: first how long, then, that being known, which pitch. */

import type { PhraseOrigin } from '../music/phrase.ts';
import type { StepContext } from './features.ts';

/** Writes several lines side by side, a row each. */
export interface StepRun {
  /** Unnormalised log-probabilities of the next durations: [rows × DURATION_COUNT], valid until the next call. */
  durations(contexts: readonly Readonly<StepContext>[]): Float32Array;
  /** The same for pitches, [rows × PITCH_SYMBOLS], given the duration symbol that each row took. */
  pitches(durations: readonly number[]): Float32Array;
  /** Frees what the run holds. */
  end(): void;
}

/** A model that can run step by step. */
export interface StepModel {
  readonly name: string;
  readonly source: PhraseOrigin;
  /** Whether controls given in the context change its answers; guidance is pointless where not. */
  readonly conditional: boolean;
  begin(rows: number): StepRun;
  dispose(): void;
}
