/** Why a phrase has its notes: for each choice, the model's probabilities, the vetoes and the chord at that time. */

import type { Chord } from './harmony.ts';
import type { AskedControls } from './melody-controls.ts';
import type { RelativePitch } from './pitch.ts';
import type { NormalRange, Ticks } from './time.ts';

/**
 * Reasons to forbid a choice. Of lengths: `bar line` crosses a bar line that must be met, `grid` mixes straight notes and
 * triplets, `ending` leaves no room for a singable last note, `motif` fills a bar that the form repeats with one note.
 * Of pitches: `rest` not allowed here, `cadence` not an ending tone, `leap` too wide, `repeat` too often, `range` too far
 * from the rest of the melody, `mode` outside the scale.
 */
export type Veto = 'bar line' | 'grid' | 'ending' | 'motif' | 'rest' | 'cadence' | 'leap' | 'repeat' | 'range' | 'mode';

/** One option of a choice. Probabilities are over all options of the network. */
export interface ChoiceOption<Value> {
  readonly value: Value;
  /** The network's probability, given the controls. */
  readonly network: NormalRange;
  /** The probability after classifier-free guidance. */
  readonly guided: NormalRange;
  /** The probability with which it was sampled, after masks, mode weights, temperature and nucleus; 0 = never. */
  readonly drawn: NormalRange;
  /** Why it was forbidden, or null. */
  readonly veto: Veto | null;
}

/** One choice: the chosen option and the likeliest others. */
export interface ChoiceReason<Value> {
  readonly chosen: ChoiceOption<Value>;
  /** The likeliest options after guidance, in descending order, forbidden ones included; at most {@link TOP_OPTIONS}. */
  readonly top: readonly ChoiceOption<Value>[];
  /** The guided probability that each veto removed. */
  readonly vetoed: { readonly [K in Veto]?: NormalRange };
}

/** How many options of a choice are reported. */
export const TOP_OPTIONS = 8;

/** Why one note or rest was written. */
export interface EventReason {
  /** Start, in ticks from the start of the phrase. */
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  /** Semitones above the tonic anchor; null is a rest. */
  readonly pitch: RelativePitch | null;
  /** `network`: it chose both. `rhythm`: the form set the length. `copy`: the form set both. */
  readonly from: 'network' | 'rhythm' | 'copy';
  readonly chord: Chord | null;
  readonly nextChord: Chord | null;
  /** The melody controls given to the network: requested ones, and those that the composer drew. */
  readonly controls: AskedControls;
  /** Null if the form set the length, or nothing was allowed. */
  readonly length: ChoiceReason<Ticks> | null;
  /** Null if the form set the pitch. */
  readonly tone: ChoiceReason<RelativePitch | null> | null;
}

/** Why a phrase has its notes. */
export interface Explanation {
  /** Every note and rest, in order. */
  readonly events: readonly EventReason[];
}
