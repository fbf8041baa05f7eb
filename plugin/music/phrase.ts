/** The request to a phrase model, and its result: a melody over chords, in semitones above the tonic. */

import type { Explanation } from './explanation.ts';
import type { ChordSpan } from './harmony.ts';
import type { AskedControls, MelodyControls } from './melody-controls.ts';
import type { Mode, RelativePitch } from './pitch.ts';
import { hashText } from './random.ts';
import type { FineStyle } from './style.ts';
import type { Meter, NormalRange, Ticks } from './time.ts';

/** A note of a melody; gaps between notes are rests. */
export interface PhraseNote {
  /** Semitones above the tonic anchor. */
  readonly pitch: RelativePitch;
  /** Start, in ticks from the start of the phrase. */
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  /** True if the model chose both pitch and duration; false if the form set either. */
  readonly sampled: boolean;
}

/**
 * How one bar of a phrase is written: `sample` lets the model write it freely; `rhythm` takes the onsets of an earlier
 * bar and lets the model choose new pitches; `copy` repeats an earlier bar, moved by `steps` scale steps (a sequence).
 * `of` counts bars of the phrase from 0, and bars of its prime backwards from -1. A bar of the prime with a note tied over
 * a bar line is written freely.
 */
export type BarPlan =
  | { readonly kind: 'sample' }
  | { readonly kind: 'rhythm'; readonly of: number }
  | { readonly kind: 'copy'; readonly of: number; readonly steps: number };

/** How a phrase ends: `full` on scale degree 1 or 3, `half` on 2, 5 or 7, `open` on any. */
export const CADENCES = ['full', 'half', 'open'] as const;
export type Cadence = (typeof CADENCES)[number];

/** A request for a phrase. Equal requests get equal phrases from the same model. */
export interface PhraseRequest {
  /** Seeds all randomness of the phrase. */
  readonly seed: string;
  /** 1..8 bars. */
  readonly bars: number;
  readonly meter: Meter;
  readonly mode: Mode;
  /** The kind of tune; null = none in particular. Weights that do not know a fine style get the style that it belongs to. */
  readonly style: FineStyle | null;
  /** The chord progression, relative to the tonic; empty if unknown. */
  readonly chords: readonly ChordSpan[];
  readonly controls: AskedControls;
  readonly cadence: Cadence;
  /** One entry per bar; default: all `sample`. */
  readonly plan?: readonly BarPlan[];
  /** The preceding notes (ticks from the start of the prime's bars), which the phrase continues; the model sees the last eight bars. */
  readonly prime?: { readonly notes: readonly PhraseNote[]; readonly bars: number };
  /** Sampling temperature, above 0; 1 = the network's own probabilities. Default 0.9. */
  readonly temperature?: number;
  /** Nucleus sampling: share of probability kept. Default 0.95. */
  readonly topP?: NormalRange;
  /** Classifier-free guidance weight of the controls: 1 = none. Default 3.3, in a fine style 2. */
  readonly guidance?: number;
  /** The same of a fine style, such as `irish`; the styles of moods have none. 0..12, default 8. */
  readonly styleGuidance?: number;
  /** Candidates that are written and ranked. Default 14. */
  readonly candidates?: number;
  /** Whether the phrase includes the reasons for its notes. Does not change the notes. Default false. */
  readonly explain?: boolean;
}

/** Who wrote a phrase: a model, or the composer of the game's own MIDI file (`score`). */
export const PHRASE_ORIGINS = ['lstm', 'ngram', 'score'] as const;
export type PhraseOrigin = (typeof PHRASE_ORIGINS)[number];

/** A melody of 1..8 bars, as it was written. */
export interface Phrase {
  readonly request: PhraseRequest;
  /** Sorted by tick, monophonic, inside the bars. */
  readonly notes: readonly PhraseNote[];
  readonly source: PhraseOrigin;
  /** 8 hex digits over all notes; equal notes have equal hashes. */
  readonly hash: string;
  /** The melody controls, measured on the notes. */
  readonly measured: MelodyControls;
  /** The reasons for its notes, if the request asked for them. */
  readonly explanation?: Explanation;
}

/** A hash of notes: 8 hex digits over pitches, starts and lengths. */
export function notesHash(notes: readonly PhraseNote[]): string {
  const text = notes.map(({ pitch, tick, durationTicks }) => `${pitch},${tick},${durationTicks}`).join(';');
  return hashText(text).toString(16).padStart(8, '0');
}

/** A model that composes phrases. `generate` rejects only after `dispose`, or with an error that calls for the fallback. */
export interface PhraseModel {
  /** A name to display, e.g. `lstm-256`. */
  readonly name: string;
  readonly source: PhraseOrigin;
  /** True while it loads for the first time: it will answer, after an unknown time. */
  readonly loading?: boolean;
  /** Tensors held after its last phrase; null before the first, missing if it uses none. */
  readonly tensors?: number | null;
  generate(request: PhraseRequest): Promise<Phrase>;
  /** Frees tensors, timers and workers. May be called twice. */
  dispose(): void;
}
