/** The modulations on the tuning page: amount and curve of each signal's effect on a control. */

import type { BindingApi } from '@tweakpane/core';
import { Pane } from 'tweakpane';
import type { ConductorInspection } from '../../conductor/observe/inspection.ts';
import { CURVES, type Curve } from '../../mood/curves.ts';
import { type Modulation, TARGETS, targetRange } from '../../mood/modulation.ts';
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
    const state = { amount: modulation.amount, curve: modulation.curve ?? 'linear' };
    const amount = this.#pane.addBinding(state, 'amount', {
      label: name,
      min: -range,
      max: range,
      step: control === 'tempo' ? 1 : 0.01,
    }) as BindingApi;
    const curve = this.#pane.addBinding(state, 'curve', {
      label: '',
      options: Object.fromEntries(Object.keys(CURVES).map((key) => [key, key])),
    }) as BindingApi;
    amount.on('change', ({ value }) => this.#change(i, { amount: tidy(value as number) }));
    curve.on('change', ({ value }) => this.#change(i, { curve: value as Curve }));
    const row = amount.element as HTMLElement;
    const unit = ownValue<{ readonly unit: string }>(CONTROL_WORDS, control)?.unit;
    row
      .querySelector('.tp-lblv_l')!
      .append(el('span', { class: 'hint' }, unit ? `added when full, in ${unit}; curve:` : 'added when full; curve:'));
    nameInputs(row, `amount of ${name}`);
    nameInputs(curve.element as HTMLElement, `curve of ${name}`);
    // The curve is displayed beside the amount, not in its own row.
    const list = curve.element.querySelector('.tp-lblv_v')!;
    (curve.element as HTMLElement).style.display = 'none';
    row.querySelector('.tp-lblv_l')!.append(el('span', { class: 'curve' }, ...list.childNodes));
    const remove = el(
      'button',
      { type: 'button', class: 'lock', 'aria-label': `Remove ${name}`, title: `Remove ${name}` },
      icon(CROSS),
    );
    remove.addEventListener('click', () =>
      this.#hands.history.setModulations(this.#values.filter((_, at) => at !== i)),
    );
    row.append(remove);
    return [amount, curve];
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
      amount: Math.round((max - min) * FIRST_SHARE * 100) / 100,
      ...(typeof initial === 'string' ? { is: initial } : {}),
    };
    this.#hands.history.setModulations([...this.#values, added]);
  }
}
