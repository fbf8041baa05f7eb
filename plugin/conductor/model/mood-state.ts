/** Each mood remembers its music: what was written, where it left off, and the first statement of each theme, so that the tune comes back. */

import { phraseSlot } from '../../arrange/form.ts';
import type { OctaveMove } from '../../arrange/request.ts';
import type { Tail } from '../../arrange/tail.ts';
import type { LogPosition } from '../../formats/log-entries.ts';
import type { Controls, Mood } from '../../mood/controls.ts';
import type { Phrase } from '../../music/phrase.ts';
import type { Tonic } from '../../music/pitch.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { Piece } from '../../soundtrack/piece.ts';

/** A phrase that is ready, with the state at the time of its request. */
export interface ReadyPhrase {
  readonly slot: number;
  readonly phrase: Phrase;
  /** The controls that its request was made from. */
  readonly controls: Controls;
  /** Music time at which they were read. */
  readonly read: Seconds;
  /** Log position of the request. */
  readonly after: LogPosition;
  /** Name of the melody that it had to begin with, or null. */
  readonly opening: string | null;
  /** Moves the phrase when it is arranged. */
  readonly octave: OctaveMove | null;
  /** The controls it was arranged with; absent before. A saved game brings them, and the score follows when it is needed. */
  arrangedWith?: Controls | undefined;
  /** Whether a drummer plays its drums; absent before that was decided, which is when it is arranged. */
  hasDrummer?: boolean;
  /** The arrangement, once its first bar was due. */
  score: Score | null;
  /** Whether its first bar has been scheduled. */
  begun: boolean;
}

/** Phrases kept beside the first statements: the one that plays, the next, and two to go back to. */
const KEPT_SLOTS = 4;
/** Number of first statements that are kept. The oldest are dropped, except those of A and B, which always return. */
const KEPT_THEMES = 12;

/** The music of one mood. */
export class MoodState {
  mood: Mood;
  #slot = 0;
  #bars = 0;
  #phraseBar = 0;
  /** The tonic that the last transition to it chose; null for its own. */
  tonic: Tonic | null = null;
  /** A theme to be stated in a slot, by slot. */
  readonly scheduledThemes = new Map<number, string>();
  /** The slot whose phrase does not go on from the one before it. */
  restartsAt = -1;
  /** The tune that this mood's first phrase echoes, and the mood that it is from. */
  carriedOver: { readonly mood: string; readonly tune: Phrase } | null = null;
  /** The pitches that the voices of a slot's phrase lead on from, if the score before it was not kept (in a saved game). */
  tail: { readonly slot: number; readonly pitches: Tail } | null = null;
  readonly #written = new Map<number, ReadyPhrase>();
  readonly #first = new Map<string, Phrase>();

  constructor(mood: Mood) {
    this.mood = mood;
  }

  /** The phrase that comes next when the mood starts. */
  get slot(): number {
    return this.#slot;
  }

  /** Bars heard so far. */
  get bars(): number {
    return this.#bars;
  }

  /** The bar of that phrase with which it begins. */
  get phraseBar(): number {
    return this.#phraseBar;
  }

  /** Sets where the mood goes on when it starts again: at a slot, from a bar of its phrase; `bars` have been heard. */
  leaveAt(slot: number, bars: number, phraseBar = 0): void {
    this.#slot = slot;
    this.#bars = bars;
    this.#phraseBar = phraseBar;
  }

  /** The ready phrase of a slot, or null. */
  get(slot: number): ReadyPhrase | null {
    return this.#written.get(slot) ?? null;
  }

  /** Slots that have a phrase, in order. */
  get slots(): readonly number[] {
    return [...this.#written.keys()].sort((a, b) => a - b);
  }

  /** Puts a phrase in its slot and forgets those long gone. */
  put(written: ReadyPhrase): void {
    this.#written.set(written.slot, written);
    for (const slot of this.#written.keys())
      if (slot < Math.min(this.slot, written.slot) - KEPT_SLOTS) this.#written.delete(slot);
  }

  /** Forgets phrases long before one that begins; the phrase that the mood starts with next is kept. */
  forgetBefore(slot: number): void {
    for (const old of this.#written.keys()) if (old < slot - KEPT_SLOTS && old !== this.slot) this.#written.delete(old);
    for (const old of this.scheduledThemes.keys()) if (old < slot - KEPT_SLOTS) this.scheduledThemes.delete(old);
  }

  /** Forgets a phrase that no longer fits the request. */
  forget(slot: number): void {
    this.#written.delete(slot);
  }

  /** Starts again at a slot: the phrases from there on, and all first statements, are forgotten. */
  restartFrom(slot: number): void {
    for (const written of this.#written.keys()) if (written >= slot) this.#written.delete(written);
    this.#first.clear();
    this.restartsAt = slot;
  }

  /** Goes on with the next slot in which the mood's tune, or its piece, begins; a theme scheduled for its next phrase moves along. */
  returnToTune(piece: Piece | null): void {
    const slot = piece?.beginning(this.#slot + Math.sign(this.#phraseBar)) ?? nextTuneSlot(this.#slot, this.mood);
    this.#phraseBar = 0;
    const theme = this.scheduledThemes.get(this.#slot);
    if (theme !== undefined && slot !== this.#slot) {
      this.scheduledThemes.delete(this.#slot);
      this.scheduledThemes.set(slot, theme);
      this.forget(slot);
    }
    this.#slot = slot;
  }

  /** Forgets that a phrase was the first statement of anything: it has not been heard. */
  disown(phrase: Phrase): void {
    for (const [theme, first] of this.#first) if (first === phrase) this.#first.delete(theme);
  }

  /** The first statement of a theme of the form (`A`, `B` …). */
  first(theme: string): Phrase | null {
    return this.#first.get(theme) ?? null;
  }

  /** All first statements, by theme, oldest first. */
  get expositions(): ReadonlyMap<string, Phrase> {
    return this.#first;
  }

  /** Remembers a theme's first statement; later ones do not replace it. */
  remember(theme: string, phrase: Phrase): void {
    if (this.#first.has(theme)) return;
    this.#first.set(theme, phrase);
    if (this.#first.size <= KEPT_THEMES) return;
    const oldest = [...this.#first.keys()].find((name) => !/^[AB]/.test(name));
    if (oldest) this.#first.delete(oldest);
  }
}

/** The first slot, from a slot on, in which the tune (theme `A` of the form) begins. */
function nextTuneSlot(slot: number, mood: Mood): number {
  let at = slot;
  const theme = (index: number) => phraseSlot(index, 1, mood).theme;
  while (at > 0 && !(theme(at) === 'A' && theme(at - 1) !== 'A')) at++;
  return at;
}
