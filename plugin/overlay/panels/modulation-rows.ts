/** The modulations on the tuning page: amount and curve of each signal's effect on a control. */

import type { BindingApi } from '@tweakpane/core';
import { Pane } from 'tweakpane';
import type { ConductorInspection } from '../../conductor/observe/inspection.ts';
import { CURVES, type Curve } from '../../mood/curves.ts';
import {
  FOLLOWS,
  type Follow,
  isMixTarget,
  isOfTheMix,
  type Modulation,
  TARGETS,
  targetRange,
} from '../../mood/modulation.ts';
import { ownValue } from '../../mood/validate.ts';
import { button, el, icon } from '../dom.ts';
import { CONTROL_WORDS } from '../labels.ts';
import type { PanelActions } from '../panel.ts';
import { nameInputs, tidy } from './control-row.ts';

const CROSS = 'M4.500 4.500l7 7M11.500 4.500l-7 7';
/** Amount of a new modulation, as a share of its control's range. */
const FIRST_SHARE = 0.4;

/** The rows, recreated when the list of modulations changes. */
export class ModulationRows {
  readonly #pane: Pane;
  readonly #hands: PanelActions;
  readonly #soon: (name: string, act: () => void) => void;
  readonly #signal = el('select', { class: 'field', 'aria-label': 'Signal of the new modulation' });
  readonly #control = el('select', { class: 'field', 'aria-label': 'Control of the new modulation' });
  #bindings: BindingApi[] = [];
  #shown = '';
  #values: Modulation[] = [];

  constructor(place: HTMLElement, hands: PanelActions, soon: (name: string, act: () => void) => void) {
    this.#hands = hands;
    this.#soon = soon;
    const list = el('div');
    this.#pane = new Pane({ container: list });
    for (const control of TARGETS) this.#control.append(el('option', { value: control }, control));
    place.append(
      list,
      el(
        'div',
        { class: 'row', style: 'margin-top:10px' },
        this.#signal,
        el('span', { class: 'dim' }, '→'),
        this.#control,
        el('span', { class: 'grow' }),
        button('Add', () => this.#add()),
      ),
    );
  }

  update({ modulations, signals }: ConductorInspection): void {
    const now = modulations.map(({ modulation }) => modulation);
    const key = JSON.stringify(now);
    if (this.#signal.options.length !== signals.length)
      this.#signal.replaceChildren(...signals.map(({ name }) => el('option', { value: name }, name)));
    if (key === this.#shown) return;
    this.#shown = key;
    if (JSON.stringify(this.#values) === key) return;
    this.#values = now.map((modulation) => ({ ...modulation }));
    for (const binding of this.#bindings) binding.dispose();
    this.#bindings = now.flatMap((modulation, i) => this.#row(modulation, i));
  }

  dispose(): void {
    this.#pane.dispose();
  }

  #row(modulation: Modulation, i: number): BindingApi[] {
    const { signal, control, is } = modulation;
    const { min, max } = targetRange(control);
    const range = max - min;
    const name = `${is ?? signal} → ${control}`;
    const state = {
      amount: modulation.amount,
      curve: modulation.curve ?? 'linear',
      follow: modulation.follow ?? 'bar',
    };
    const amount = this.#pane.addBinding(state, 'amount', {
      label: name,
      min: -range,
      max: range,
      step: control === 'tempo' || control === 'duck' ? 1 : 0.01,
    }) as BindingApi;
    const choice = (field: 'curve' | 'follow', keys: readonly string[]) => {
      const binding = this.#pane.addBinding(state, field, {
        label: '',
        options: Object.fromEntries(keys.map((key) => [key, key])),
      }) as BindingApi;
      nameInputs(binding.element as HTMLElement, `${field} of ${name}`);
      return binding;
    };
    const curve = choice('curve', Object.keys(CURVES));
    // What changes notes follows bars only.
    const follow = isOfTheMix(control) ? choice('follow', FOLLOWS) : null;
    follow?.on('change', ({ value }) => this.#change(i, { follow: value as Follow }));
    amount.on('change', ({ value }) => this.#change(i, { amount: tidy(value as number) }));
    curve.on('change', ({ value }) => this.#change(i, { curve: value as Curve }));
    const row = amount.element as HTMLElement;
    const unit = control === 'duck' ? 'dB' : ownValue<{ readonly unit: string }>(CONTROL_WORDS, control)?.unit;
    const choices = follow === null ? 'curve' : 'curve, and when it is heard';
    const hint = unit ? `added when full, in ${unit}; ${choices}:` : `added when full; ${choices}:`;
    row.querySelector('.tp-lblv_l')!.append(el('span', { class: 'hint' }, hint));
    nameInputs(row, `amount of ${name}`);
    // The choices are displayed beside the amount, not in their own rows.
    const lists = [curve, ...(follow === null ? [] : [follow])].map((binding) => {
      (binding.element as HTMLElement).style.display = 'none';
      return el('span', {}, ...binding.element.querySelector('.tp-lblv_v')!.childNodes);
    });
    row.querySelector('.tp-lblv_l')!.append(el('span', { class: 'curve' }, ...lists));
    const remove = el(
      'button',
      { type: 'button', class: 'lock', 'aria-label': `Remove ${name}`, title: `Remove ${name}` },
      icon(CROSS),
    );
    remove.addEventListener('click', () =>
      this.#hands.history.setModulations(this.#values.filter((_, at) => at !== i)),
    );
    row.append(remove);
    return [amount, curve, ...(follow === null ? [] : [follow])];
  }

  #change(i: number, change: Partial<Modulation>): void {
    this.#values = this.#values.map((modulation, at) => (at === i ? { ...modulation, ...change } : modulation));
    const values = this.#values;
    this.#soon('modulations', () => this.#hands.history.setModulations(values, `modulation ${i}`));
  }

  #add(): void {
    const control = this.#control.value as Modulation['control'];
    const { min, max } = targetRange(control);
    const { definition } = this.#hands.target;
    const initial = definition.signals?.[this.#signal.value]?.initial;
    const added: Modulation = {
      signal: this.#signal.value,
      control,
      // What is full without signals can only go down.
      amount: (isMixTarget(control) ? -1 : 1) * (Math.round((max - min) * FIRST_SHARE * 100) / 100),
      ...(typeof initial === 'string' ? { is: initial } : {}),
    };
    this.#hands.history.setModulations([...this.#values, added]);
  }
}
