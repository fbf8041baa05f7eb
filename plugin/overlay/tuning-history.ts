/** The tuning desk keeps every state that the music was tuned to: to undo, redo, reset, and to compare with one that was saved. */

import type { Controls } from '../mood/controls.ts';
import type { Modulation } from '../mood/modulation.ts';
import { ownValue } from '../mood/validate.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** Steps that can be undone. */
const KEPT = 100;

/** A history of tunings. Each is whole, so that going anywhere in it is one call. */
export class TuningHistory {
  readonly #apply: (tuning: Tuning) => void;
  #past: Tuning[] = [];
  #future: Tuning[] = [];
  #now: Tuning = {};
  #saved: Tuning = {};
  /** Set while the saved state is heard: what to come back to. */
  #aside: Tuning | null = null;
  #gesture: string | null = null;

  /** @param apply is told of every state that is to be heard. */
  constructor(apply: (tuning: Tuning) => void) {
    this.#apply = apply;
  }

  get tuning(): Tuning {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** `A` while the saved state is heard, `B` while the one being worked on is. */
  get side(): 'A' | 'B' {
    return this.#aside === null ? 'B' : 'A';
  }

  /** Changes something. Changes of one gesture, such as the drag of a slider, count as one step. */
  change(next: Tuning, gesture: string | null = null): void {
    if (gesture === null || gesture !== this.#gesture) this.#past = [...this.#past.slice(1 - KEPT), this.#now];
    this.#gesture = gesture;
    this.#future = [];
    this.#aside = null;
    this.#set(next);
  }

  /** Ends a gesture: the next change is a step of its own. */
  settle(): void {
    this.#gesture = null;
  }

  undo(): void {
    this.#step(this.#past, this.#future);
  }

  redo(): void {
    this.#step(this.#future, this.#past);
  }

  /** Takes every change back; can be undone. */
  reset(): void {
    this.change({});
  }

  /** Saves the state that is heard as side A. */
  save(): void {
    this.#saved = this.#now;
    this.#aside = null;
  }

  /** Lets the other side be heard. */
  compare(): void {
    this.settle();
    if (this.#aside === null) {
      this.#aside = this.#now;
      this.#set(this.#saved);
      return;
    }
    const back = this.#aside;
    this.#aside = null;
    this.#set(back);
  }

  /** Sets a control: what is held, where it is locked; else what the mood has. */
  setControl<K extends keyof Controls>(mood: string, control: K, value: Controls[K]): void {
    const { hold = {}, moods = {} } = this.#now;
    const next: Tuning =
      control in hold
        ? { ...this.#now, hold: { ...hold, [control]: value } }
        : { ...this.#now, moods: { ...moods, [mood]: { ...ownValue(moods, mood), [control]: value } } };
    this.change(next, `${mood}/${control}`);
  }

  /** Holds a control at a value, whatever mood and signals say, or lets it go. */
  lock<K extends keyof Controls>(control: K, value: Controls[K] | null): void {
    const { [control]: _, ...rest } = this.#now.hold ?? {};
    this.change({ ...this.#now, hold: value === null ? rest : { ...rest, [control]: value } });
  }

  isLocked(control: keyof Controls): boolean {
    return control in (this.#now.hold ?? {});
  }

  setModulations(modulations: readonly Modulation[], gesture: string | null = null): void {
    this.change({ ...this.#now, modulations }, gesture);
  }

  #step(from: Tuning[], to: Tuning[]): void {
    const next = from.pop();
    if (next === undefined) return;
    this.settle();
    to.push(this.#aside ?? this.#now);
    this.#aside = null;
    this.#set(next);
  }

  #set(next: Tuning): void {
    this.#now = next;
    this.#apply(next);
  }
}
