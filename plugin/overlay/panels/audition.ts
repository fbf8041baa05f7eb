/** Audition: buttons to play any mood at any sync point, also those of the world, any stinger, and any theme. */

import { STINGERS } from '../../arrange/stinger-motifs.ts';
import { WORLD_MOOD_NAMES } from '../../mood/world-moods.ts';
import { resolveSoundtrack } from '../../soundtrack/soundtrack.ts';
import { SYNC_POINTS, type SyncPoint } from '../../soundtrack/transition-options.ts';
import { button, el, rows } from '../dom.ts';
import { WORLD_MOOD_WORDS } from '../labels.ts';
import type { PanelActions, View } from '../panel.ts';

/** The audition box. */
export class Audition {
  readonly root: HTMLElement;
  readonly #hands: PanelActions;
  readonly #moods = el('div', { class: 'row wrap', style: 'gap:6px' });
  readonly #ofWorld = el('div', { class: 'row wrap', style: 'gap:6px' });
  readonly #worldTitle = el('h3', { style: 'margin-top:4px' }, 'Moods of the world');
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
      this.#worldTitle,
      this.#ofWorld,
      el('h3', { style: 'margin-top:4px' }, 'Stingers'),
      stingers,
      el('h3', { style: 'margin-top:4px' }, 'Themes'),
      this.#themes,
    );
  }

  update({ snapshot, inspection }: View): void {
    const { definition } = this.#hands.target;
    const moods = inspection.queue.length > 0 ? this.#names(definition) : [];
    // The soundtrack may have moods of its own under these names.
    const ofWorld = moods.length > 0 ? WORLD_MOOD_NAMES.filter((name) => !moods.includes(name)) : [];
    this.#worldTitle.hidden = ofWorld.length === 0;
    const show = <N extends string>(place: HTMLElement, names: readonly N[], face: (name: N) => HTMLElement) =>
      rows(place, names, face, String, (row, name) => row.classList.toggle('is-on', name === snapshot.mood));
    show(this.#moods, moods, (name) => button(name, () => this.#go(name), name, 'chip'));
    show(this.#ofWorld, ofWorld, (name) => {
      const chip = button(name, () => this.#go(name), name, 'chip');
      chip.append(el('small', {}, WORLD_MOOD_WORDS[name]));
      return chip;
    });
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
