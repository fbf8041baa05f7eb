/** What is asked of a composer, and what comes back: a melodic line over chords, in semitones above the tonic. */

import type { Explanation } from './explanation.ts';
import type { ChordSpan } from './harmony.ts';
import type { Mode, RelativePitch } from './pitch.ts';
import { hashText } from './random.ts';
import type { Meter, NormalRange, Ticks } from './time.ts';

/** Properties of a melody that can be asked for and measured. */
export const MELODY_CONTROLS = ['density', 'register', 'leap', 'syncopation', 'chromaticism'] as const;
export type MelodyControl = (typeof MELODY_CONTROLS)[number];

/** A value for each melody control: 0..1 as a quantile of the training tunes. */
export type MelodyControls = { readonly [K in MelodyControl]: NormalRange };
/** As {@link MelodyControls}; what is missing or null is not asked: the composer chooses, as real tunes are spread. */
export type AskedControls = { readonly [K in MelodyControl]?: NormalRange | null };

/** Kinds of tune that the training data is tagged with. */
export const STYLES = [
  'folk-dance',
  'song',
  'sacred',
  'romantic',
  'classical',
  'chant',
  'game-battle',
  'game-field',
  'game-calm',
] as const;
export type Style = (typeof STYLES)[number];

/** A note of a melody; what lies between notes is rest. */
export interface PhraseNote {
  /** Semitones above the tonic anchor. */
  readonly pitch: RelativePitch;
  /** Start, in ticks from the start of the phrase. */
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  /** True where both pitch and duration came out of the model as they stand; false where form made them. */
  readonly sampled: boolean;
}

/**
 * What form wants of one bar of a phrase:
 * `sample` lets the model write it freely; `rhythm` takes the onsets of an earlier bar and lets the model choose new
 * pitches; `copy` repeats an earlier bar, moved by `steps` scale steps (a sequence). `of` counts bars of the phrase from
 * 0, and bars of its prime backwards from -1. A bar of the prime that is tied over a bar line is written freely.
 */
export type BarPlan =
  | { readonly kind: 'sample' }
  | { readonly kind: 'rhythm'; readonly of: number }
  | { readonly kind: 'copy'; readonly of: number; readonly steps: number };

/** How a phrase ends: `full` closed on 1 or 3, `half` open on 2, 5 or 7, `open` as the model likes. */
export type Cadence = 'full' | 'half' | 'open';

/** A wish for a phrase. The same request always gets the same phrase from the same model. */
export interface PhraseRequest {
  /** All chance in the phrase comes from this text. */
  readonly seed: string;
  /** 1..8 bars. */
  readonly bars: number;
  readonly meter: Meter;
  readonly mode: Mode;
  readonly style: Style | null;
  /** The progression to write over, relative to the tonic; empty where none is known. */
  readonly chords: readonly ChordSpan[];
  readonly controls: AskedControls;
  readonly cadence: Cadence;
  /** One entry a bar; missing = all `sample`. */
  readonly plan?: readonly BarPlan[];
  /** Notes that came just before (ticks from the start of its bars), which the phrase goes on from; eight bars are remembered. */
  readonly prime?: { readonly notes: readonly PhraseNote[]; readonly bars: number };
  /** Sampling temperature, above 0; 1 is as in training. Default 0.9. */
  readonly temperature?: number;
  /** Nucleus sampling: share of probability kept. Default 0.95. */
  readonly topP?: NormalRange;
  /** Classifier-free guidance weight: 1 = none. Default 2. */
  readonly guidance?: number;
  /** How many candidates are written and ranked. Default 14. */
  readonly candidates?: number;
  /** Whether the phrase comes with the reasons of its notes. Changes no note. Default false. */
  readonly explain?: boolean;
}

/** Which model wrote a phrase. */
export type PhraseOrigin = 'lstm' | 'ngram';

/** A melodic line of some bars. */
export interface Phrase {
  readonly request: PhraseRequest;
  /** Sorted by tick, monophonic, inside the bars. */
  readonly notes: readonly PhraseNote[];
  readonly source: PhraseOrigin;
  /** 8 hex digits over all notes; equal notes have equal hashes. */
  readonly hash: string;
  /** The melody controls measured on the notes. */
  readonly measured: MelodyControls;
  /** Why its notes are there, where the request asked for it. */
  readonly explanation?: Explanation;
}

/** A fingerprint of notes: 8 hex digits over pitches, starts and lengths, the same whoever made them. */
export function notesHash(notes: readonly PhraseNote[]): string {
  const text = notes.map(({ pitch, tick, durationTicks }) => `${pitch},${tick},${durationTicks}`).join(';');
  return hashText(text).toString(16).padStart(8, '0');
}

/** Anything that composes phrases. `generate` rejects only after `dispose`, or with a reason worth falling back for. */
export interface PhraseModel {
  /** A name to show, e.g. `lstm-256`. */
  readonly name: string;
  readonly source: PhraseOrigin;
  /** True while it is still on its way for the first time: it would answer, but nobody knows when. */
  readonly loading?: boolean;
  /** Tensors that it holds since its last phrase; null before the first, missing where it has none. */
  readonly tensors?: number | null;
  generate(request: PhraseRequest): Promise<Phrase>;
  /** Frees tensors, timers and workers. May be called twice. */
  dispose(): void;
}
