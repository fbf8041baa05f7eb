/** A score: all parts of some bars, as plain data. Playback and export read only this. */

import type { ChordSpan } from './harmony.ts';
import type { MidiPitch, Mode, Tonic } from './pitch.ts';
import type { BPM, Meter, NormalRange, Ticks } from './time.ts';

/** What a part does in the arrangement. */
export const ROLES = ['melody', 'counter', 'chords', 'bass', 'pad', 'drums', 'stinger'] as const;
export type Role = (typeof ROLES)[number];

/** One note of a part. */
export interface Note {
  /** MIDI pitch; on a drums part, a General MIDI drum key (36 kick, 38 snare …). */
  readonly pitch: MidiPitch;
  /** Start, in ticks from the start of the score. */
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  readonly velocity: NormalRange;
}

/** The notes of one role or layer. */
export interface Part {
  /** Unique in its score, e.g. `drums-full`. */
  readonly name: string;
  readonly role: Role;
  /** The part plays in bars whose intensity lies in `[from, to)`; `to` above 1 includes intensity 1. */
  readonly layer: { readonly from: number; readonly to: number };
  /** Sorted by tick. */
  readonly notes: readonly Note[];
}

/** All parts for a phrase's bars, in one meter, key and tempo. */
export interface Score {
  readonly bars: number;
  readonly meter: Meter;
  readonly bpm: BPM;
  readonly tonic: Tonic;
  readonly mode: Mode;
  /** Name of the palette whose instruments play. */
  readonly palette: string;
  /** Chords relative to the tonic, covering all bars. */
  readonly chords: readonly ChordSpan[];
  readonly parts: readonly Part[];
  /** The tempo of each bar as a multiple of the tempo that is asked for. Default: 1 for all. */
  readonly paces?: readonly number[];
}
