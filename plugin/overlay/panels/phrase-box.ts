/** The current phrase: regenerate it, keep it, save it as a theme; and the seed. */

import type { Phrase } from '../../music/phrase.ts';
import { themeOf } from '../../soundtrack/theme-of-phrase.ts';
import { button, el, rows, setText } from '../dom.ts';
import type { PanelActions, View } from '../panel.ts';
import { heardBar } from '../sounding.ts';

interface Kept {
  readonly hash: string;
  readonly mood: string;
  readonly phrase: Phrase;
}

/** The phrase box. */
export class PhraseBox {
  readonly root: HTMLElement;
  readonly #hands: PanelActions;
  readonly #what = el('p', { class: 'small dim' });
  readonly #seed = el('input', {
    class: 'field mono grow',
    type: 'text',
    'aria-label': 'Seed',
    spellcheck: 'false',
  });
  readonly #list = el('div', { style: 'display:grid;gap:6px' });
  readonly #error = el('p', { class: 'alert', role: 'alert' });
  #kept: Kept[] = [];
  #heard: Kept | null = null;

  constructor(hands: PanelActions) {
    this.#hands = hands;
    const plant = () => this.#plant();
    this.#seed.addEventListener('keydown', (event) => void (event.key === 'Enter' && plant()));
    this.root = el(
      'section',
      {},
      el('h3', {}, 'This phrase'),
      el(
        'div',
        { class: 'card', style: 'display:grid;gap:10px' },
        this.#what,
        el(
          'div',
          { class: 'row' },
          button('Roll again', () => void hands.target.reroll(), 'Roll again', 'button is-main'),
          button('Keep it', () => this.#keep()),
        ),
        el(
          'div',
          { class: 'row' },
          el('span', { class: 'dim small' }, 'Seed'),
          this.#seed,
          button('Start over', plant),
        ),
        this.#error,
        this.#list,
      ),
    );
  }

  update({ inspection, snapshot }: View): void {
    const bar = heardBar(inspection);
    this.#heard = bar && { hash: bar.phrase.hash, mood: bar.timed.origin.mood, phrase: bar.phrase };
    const { phrase } = snapshot;
    setText(
      this.#what,
      phrase
        ? `${snapshot.mood} ${phrase.slot + 1}, bar ${phrase.bar + 1} of ${phrase.bars}${bar?.opening ? `, opens with ${bar.opening}` : ''}`
        : 'Nothing plays yet.',
    );
    const seed = String(this.#hands.target.definition.seed ?? 'soundtrack');
    const typing = (this.#seed.getRootNode() as ShadowRoot).activeElement === this.#seed;
    if (!typing && this.#seed.value !== seed) this.#seed.value = seed;
    rows(
      this.#list,
      this.#kept,
      (kept) => this.#row(kept),
      ({ hash }) => hash,
      () => undefined,
    );
  }

  #row(kept: Kept): HTMLElement {
    const name = el('input', {
      class: 'field',
      type: 'text',
      'aria-label': `Name of the theme from ${kept.mood}`,
      spellcheck: 'false',
    });
    name.value = `${kept.mood}-${kept.hash.slice(0, 4)}`;
    const make = () => {
      const theme = themeOf(kept.phrase);
      const { history } = this.#hands;
      setText(this.#error, theme === null ? 'Its first bars are silent, so they make no theme.' : '');
      if (theme === null || name.value.trim() === '') return;
      history.change({ ...history.tuning, themes: { ...history.tuning.themes, [name.value.trim()]: theme } });
      this.#drop(kept);
    };
    return el(
      'div',
      { class: 'kept' },
      name,
      button('Make it a theme', make),
      button('Drop', () => this.#drop(kept)),
    );
  }

  #keep(): void {
    const heard = this.#heard;
    if (heard !== null && !this.#kept.some(({ hash }) => hash === heard.hash)) this.#kept = [...this.#kept, heard];
  }

  #drop(kept: Kept): void {
    this.#kept = this.#kept.filter((other) => other !== kept);
  }

  #plant(): void {
    setText(this.#error, '');
    const seed = this.#seed.value.trim();
    if (seed === '') return;
    try {
      this.#hands.restart({ ...this.#hands.target.definition, seed });
    } catch (error) {
      setText(this.#error, error instanceof Error ? error.message : String(error));
    }
    this.#seed.blur();
  }
}
