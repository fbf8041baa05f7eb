/** One control on the tuning page: a slider or a list, with a lock. */

import type { BindingApi } from '@tweakpane/core';
import type { Pane } from 'tweakpane';
import { type Controls, NUMERIC_CONTROLS, type NumericControl } from '../../mood/controls.ts';
import { CONTROL_RANGES } from '../../mood/ranges.ts';
import { MODES, TONICS } from '../../music/pitch.ts';
import { MOOD_STYLES } from '../../music/style.ts';
import { METERS } from '../../music/time.ts';
import { el, icon, setText } from '../dom.ts';
import { CONTROL_WORDS, shown } from '../labels.ts';

const LOCKED = 'M4.500 7.500h7v6h-7zM5.800 7.500V5a2.200 2.200 0 0 1 4.400 0v2.500';
const OPEN = 'M4.500 7.500h7v6h-7zM5.800 7.500V4.500a2.200 2.200 0 0 1 4.300-.7';

/** Callbacks of a row. */
export interface ControlActions {
  set<K extends keyof Controls>(control: K, value: Controls[K]): void;
  toggleLock<K extends keyof Controls>(control: K): void;
}

/** A row. */
export class ControlRow {
  readonly control: keyof Controls;
  readonly #value: { value: number | string };
  readonly #binding: BindingApi;
  readonly #lock: HTMLButtonElement;
  readonly #hint: HTMLElement;
  readonly #name: string;
  #showing = false;
  #locked: boolean | null = null;

  constructor(pane: Pane, control: keyof Controls, palettes: readonly string[], actions: ControlActions) {
    this.control = control;
    const { unit, hint } = CONTROL_WORDS[control];
    this.#name = hint;
    const number = isNumeric(control);
    this.#value = { value: number ? CONTROL_RANGES[control].min : optionsOf(control, palettes)[0]! };
    const options = number
      ? { ...CONTROL_RANGES[control], step: control === 'tempo' ? 1 : 0.01 }
      : { options: Object.fromEntries(optionsOf(control, palettes).map((name) => [name, name])) };
    this.#binding = pane.addBinding(this.#value, 'value', { label: control, ...options }) as BindingApi;
    this.#binding.on('change', ({ value }) => {
      if (!this.#showing) actions.set(control, tidy(value) as never);
    });
    const row = this.#binding.element as HTMLElement;
    row.dataset.control = control;
    this.#hint = el('span', { class: 'hint' }, hint);
    row.querySelector('.tp-lblv_l')!.append(...(unit ? [el('span', { class: 'unit' }, unit)] : []), this.#hint);
    nameInputs(row, unit ? `${control}, ${unit}` : control);
    this.#lock = el('button', { type: 'button', class: 'lock', click: () => actions.toggleLock(control) }, icon(OPEN));
    row.append(this.#lock);
    this.#markLock(false);
  }

  /** Shows a control's value, unless the user is changing it; `live` is the value after modulation. */
  show(
    base: Controls,
    hold: Partial<Controls>,
    live: number | null,
    changed: boolean,
    locked: boolean,
    busy: boolean,
  ): void {
    const value = hold[this.control] ?? base[this.control];
    if (!busy && value !== this.#value.value) {
      this.#showing = true;
      this.#value.value = value;
      this.#binding.refresh();
      this.#showing = false;
    }
    (this.#binding.element as HTMLElement).classList.toggle('is-changed', changed);
    const moved = live !== null && !locked && Math.abs(live - (value as number)) > 0.004;
    setText(this.#hint, moved ? `Signals make it ${shown(this.control as NumericControl, live)} now.` : this.#name);
    if (locked !== this.#locked) this.#markLock(locked);
  }

  #markLock(locked: boolean): void {
    this.#locked = locked;
    const name = locked ? `Unlock ${this.control}` : `Lock ${this.control} at its current value`;
    this.#lock.setAttribute('aria-label', name);
    this.#lock.title = name;
    this.#lock.setAttribute('aria-pressed', String(locked));
    this.#lock.replaceChildren(icon(locked ? LOCKED : OPEN));
  }
}

/** Rounds a slider's value: its steps add up to numbers like 0.7000000000000001, which would clutter exported code. */
export function tidy<V>(value: V): V {
  return typeof value === 'number' ? ((Math.round(value * 1e4) / 1e4) as V) : value;
}

/** Gives tweakpane's unnamed inputs an accessible name. */
export function nameInputs(row: HTMLElement, name: string): void {
  for (const input of row.querySelectorAll('input, select, button')) input.setAttribute('aria-label', name);
  for (const slider of row.querySelectorAll('.tp-sldv_t')) slider.setAttribute('aria-hidden', 'true');
  for (const slider of row.querySelectorAll<HTMLElement>('.tp-sldv_t')) slider.tabIndex = -1;
}

function isNumeric(control: keyof Controls): control is NumericControl {
  return (NUMERIC_CONTROLS as readonly string[]).includes(control);
}

function optionsOf(control: keyof Controls, palettes: readonly string[]): readonly string[] {
  if (control === 'tonic') return TONICS;
  if (control === 'mode') return Object.keys(MODES);
  if (control === 'meter') return METERS;
  return control === 'style' ? MOOD_STYLES : palettes;
}
