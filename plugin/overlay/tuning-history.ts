/** The history of tunings: undo, redo, reset, and comparison with a saved one. */

import type { Controls } from '../mood/controls.ts';
import type { Modulation } from '../mood/modulation.ts';
import { ownValue } from '../mood/validate.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** Number of steps that can be undone. */
const KEPT = 100;

/** A history of tunings. Each entry is complete, so that restoring any takes one call. */
export class TuningHistory {
  readonly #apply: (tuning: Tuning) => void;
  #past: Tuning[] = [];
  #future: Tuning[] = [];
  #now: Tuning = {};
  #saved: Tuning = {};
  /** While the saved tuning plays: the tuning to return to. */
  #aside: Tuning | null = null;
  #gesture: string | null = null;

  /** @param apply called with every tuning that should play. */
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

  /** `A` while the saved tuning plays, `B` while the current one does. */
  get side(): 'A' | 'B' {
    return this.#aside === null ? 'B' : 'A';
  }

  /** Sets a new tuning. Changes of one gesture, such as dragging a slider, count as one step. */
  change(next: Tuning, gesture: string | null = null): void {
    if (gesture === null || gesture !== this.#gesture) this.#past = [...this.#past.slice(1 - KEPT), this.#now];
    this.#gesture = gesture;
    this.#future = [];
    this.#aside = null;
    this.#set(next);
  }

  /** Ends a gesture: the next change is a new step. */
  settle(): void {
    this.#gesture = null;
  }

  undo(): void {
    this.#step(this.#past, this.#future);
  }

  redo(): void {
    this.#step(this.#future, this.#past);
  }

  /** Resets to an empty tuning; can be undone. */
  reset(): void {
    this.change({});
  }

  /** Saves the current tuning as side A. */
  save(): void {
    this.#saved = this.#now;
    this.#aside = null;
  }

  /** Switches to the other side. */
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

  /** Sets a control: its locked value if it is locked, else that of the mood. */
  setControl<K extends keyof Controls>(mood: string, control: K, value: Controls[K]): void {
    const { hold = {}, moods = {} } = this.#now;
    const next: Tuning =
      control in hold
        ? { ...this.#now, hold: { ...hold, [control]: value } }
        : { ...this.#now, moods: { ...moods, [mood]: { ...ownValue(moods, mood), [control]: value } } };
    this.change(next, `${mood}/${control}`);
  }

  /** Locks a control at a value, independent of mood and signals, or unlocks it (null). */
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

  /** Begins anew, without a tuning and without applying anything. */
  forget(): void {
    this.#past = [];
    this.#future = [];
    this.#now = this.#saved = {};
    this.#aside = this.#gesture = null;
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
