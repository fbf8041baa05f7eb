/** Audition: buttons to play any mood at any sync point, any stinger, and any theme. */

import { STINGERS } from '../../arrange/stinger-motifs.ts';
import { resolveSoundtrack } from '../../soundtrack/soundtrack.ts';
import { SYNC_POINTS, type SyncPoint } from '../../soundtrack/transition-options.ts';
import { button, el, rows } from '../dom.ts';
import type { PanelActions, View } from '../panel.ts';

/** The audition box. */
export class Audition {
  readonly root: HTMLElement;
  readonly #hands: PanelActions;
  readonly #moods = el('div', { class: 'row wrap', style: 'gap:6px' });
  readonly #themes = el('div', { class: 'row wrap', style: 'gap:6px' });
  readonly #line = el('select', { class: 'field', 'aria-label': 'Where the transition starts' });

  constructor(hands: PanelActions) {
    this.#hands = hands;
    this.#line.append(el('option', { value: '' }, 'as in the soundtrack'));
    for (const line of SYNC_POINTS)
      this.#line.append(el('option', { value: line }, line === 'now' ? 'now' : `next ${line}`));
    const stingers = el('div', { class: 'row wrap', style: 'gap:6px' });
    for (const name of STINGERS) stingers.append(button(name, () => void hands.target.stinger(name), name, 'chip'));
    this.root = el(
      'section',
      {},
      el('div', { class: 'row spread' }, el('h3', {}, 'Audition a mood'), this.#line),
      this.#moods,
      el('h3', { style: 'margin-top:4px' }, 'Stingers'),
      stingers,
      el('h3', { style: 'margin-top:4px' }, 'Themes'),
      this.#themes,
    );
  }

  update({ snapshot, inspection }: View): void {
    const { definition } = this.#hands.target;
    const moods = inspection.queue.length > 0 ? this.#names(definition) : [];
    rows(
      this.#moods,
      moods,
      (name) => button(name, () => this.#go(name), name, 'chip'),
      (name) => name,
      (row, name) => row.classList.toggle('is-on', name === snapshot.mood),
    );
    const themes = [
      ...new Set([...Object.keys(definition.themes ?? {}), ...Object.keys(inspection.tuning.themes ?? {})]),
    ];
    rows(
      this.#themes,
      themes.length > 0 ? themes : [''],
      (name) =>
        name === ''
          ? el('span', { class: 'note' }, 'None yet. Keep a phrase that you like and make it a theme.')
          : button(name, () => void this.#hands.target.theme(name), name, 'chip'),
      (name) => name,
      () => undefined,
    );
  }

  #known: { definition: object; names: readonly string[] } | null = null;

  #names(definition: PanelActions['target']['definition']): readonly string[] {
    if (this.#known?.definition !== definition)
      this.#known = { definition, names: [...resolveSoundtrack(definition).moods.keys()] };
    return this.#known.names;
  }

  #go(mood: string): void {
    const at = this.#line.value as SyncPoint | '';
    this.#hands.target.mood(mood, at === '' ? {} : { at });
  }
}
