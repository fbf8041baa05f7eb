/** Why a phrase's notes are what they are: at each choice what the network leant to, what was forbidden, and what was sounding. */

import type { Chord } from './harmony.ts';
import type { AskedControls } from './phrase.ts';
import type { RelativePitch } from './pitch.ts';
import type { NormalRange, Ticks } from './time.ts';

/**
 * What can forbid a choice. Lengths: `bar line` reaches past a line that has to be met, `grid` mixes straight notes and
 * triplets, `ending` leaves no room for a last note that can be sung,
 * `motif` fills with one note a bar that form brings back. Pitches: `rest` where none may be, `cadence` not
 * a tone to end on, `leap` too wide, `repeat` too often, `range` too far from the rest of the line, `mode` outside the scale.
 */
export type Veto = 'bar line' | 'grid' | 'ending' | 'motif' | 'rest' | 'cadence' | 'leap' | 'repeat' | 'range' | 'mode';

/** One thing that could have been chosen. Probabilities are over all that the network knows. */
export interface ChoiceOption<Value> {
  readonly value: Value;
  /** What the network gives it, knowing the controls. */
  readonly network: NormalRange;
  /** The same after guidance has moved it away from what the network does unasked. */
  readonly guided: NormalRange;
  /** With what probability it was drawn, after masks, the mode's colours, temperature and nucleus; 0 = never. */
  readonly drawn: NormalRange;
  /** What forbade it, or null. */
  readonly veto: Veto | null;
}

/** One choice: what was taken and what else was likely. */
export interface ChoiceReason<Value> {
  readonly chosen: ChoiceOption<Value>;
  /** The likeliest after guidance, likeliest first, forbidden ones among them; at most {@link TOP_OPTIONS}. */
  readonly top: readonly ChoiceOption<Value>[];
  /** How much of the guided probability each veto took away. */
  readonly vetoed: { readonly [K in Veto]?: NormalRange };
}

/** How many options of a choice are kept. */
export const TOP_OPTIONS = 8;

/** Why one note or rest is there. */
export interface EventReason {
  /** Start, in ticks from the start of the phrase. */
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  /** Semitones above the tonic anchor; null is a rest. */
  readonly pitch: RelativePitch | null;
  /** `network`: it chose. `rhythm`: form gave the length. `copy`: form gave both. */
  readonly from: 'network' | 'rhythm' | 'copy';
  readonly chord: Chord | null;
  readonly nextChord: Chord | null;
  /** What the network was told to aim at: what was asked, and what the composer chose where nothing was. */
  readonly controls: AskedControls;
  /** Null where form gave the length, or nothing was allowed. */
  readonly length: ChoiceReason<Ticks> | null;
  /** Null where form gave the pitch. */
  readonly tone: ChoiceReason<RelativePitch | null> | null;
}

/** Why a phrase is what it is. */
export interface Explanation {
  /** Every note and rest, in order. */
  readonly events: readonly EventReason[];
}
