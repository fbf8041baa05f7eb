/** Hum a theme: what somebody hums to the music becomes a theme of the soundtrack. */

import type { HummedPhrase, Unheard } from '../../humming/listen-options.ts';
import { noteIn } from '../../music/harmony.ts';
import { type Mode, moveByScale } from '../../music/pitch.ts';
import type { ThemeDefinition } from '../../soundtrack/theme.ts';
import { button, el, setText } from '../dom.ts';
import type { PanelActions } from '../panel.ts';

/** Two bars of slow music, and time to think. */
const SECONDS = 8;

const UNHEARD: Readonly<Record<Unheard, string>> = {
  refused: 'The microphone was refused. Allow it in the address bar of the browser.',
  absent: 'There is no microphone here. Pages need HTTPS or localhost for one.',
  silent: 'Nobody was heard. Hum louder, or nearer to the microphone.',
  aborted: '',
};

/** The box. Empty where the target cannot listen. */
export class HumBox {
  readonly root: HTMLElement;
  readonly #hands: PanelActions;
  readonly #hum: HTMLButtonElement;
  readonly #said = el('p', { class: 'small dim', role: 'status' });
  readonly #name = el('input', {
    class: 'field',
    type: 'text',
    'aria-label': 'Name of the hummed theme',
    spellcheck: 'false',
  });
  readonly #row: HTMLElement;
  #theme: ThemeDefinition | null = null;
  #listening: AbortController | null = null;

  constructor(hands: PanelActions) {
    this.#hands = hands;
    this.#hum = button('Hum a theme', () => void this.#listen(), 'Hum a theme', 'button is-main');
    this.#name.value = 'hummed';
    const kept = el(
      'div',
      { class: 'kept' },
      this.#name,
      button('Make the tune a theme', () => this.#keep()),
      button('Drop', () => this.#show(null)),
    );
    this.#row = el('div', {}, kept);
    this.#row.hidden = true;
    const card = { class: 'card', style: 'display:grid;gap:10px' };
    const content = [
      el('h3', {}, 'Hum a theme'),
      el('div', card, el('div', { class: 'row' }, this.#hum), this.#said, this.#row),
    ];
    this.root = el('section', {}, ...(hands.target.listen === undefined ? [] : content));
    setText(this.#said, 'Hum a melody of up to two bars with the music. Nothing is recorded or sent.');
  }

  dispose(): void {
    this.#listening?.abort();
  }

  async #listen(): Promise<void> {
    if (this.#listening !== null) {
      this.#listening.abort();
      return;
    }
    this.#listening = new AbortController();
    this.#show(null);
    setText(this.#hum, 'Stop');
    setText(this.#said, 'Listening…');
    const phrase = await this.#hands.target.listen!({ seconds: SECONDS, signal: this.#listening.signal });
    this.#listening = null;
    setText(this.#hum, 'Hum a theme');
    setText(this.#said, phrase.heard ? described(phrase) : UNHEARD[phrase.reason]);
    if (phrase.heard) this.#show(phrase.theme);
  }

  #show(theme: ThemeDefinition | null): void {
    this.#theme = theme;
    this.#row.hidden = theme === null;
  }

  #keep(): void {
    const name = this.#name.value.trim();
    if (this.#theme === null || name === '') return;
    const { history, target } = this.#hands;
    history.change({ ...history.tuning, themes: { ...history.tuning.themes, [name]: this.#theme } });
    target.theme(name);
    setText(this.#said, `'${name}' opens the next phrase.`);
    this.#show(null);
  }
}

/** What a theme was heard as, e.g. `D minor: D F A D`. */
function described({ key: { tonic, mode }, theme }: HummedPhrase): string {
  const steps = (theme.notes as readonly (readonly [number | null, number])[]).flatMap(([step]) => step ?? []);
  return `${tonic} ${mode}: ${steps.map((step) => nameOf(noteIn(moveByScale(0, step, mode as Mode), tonic, mode as Mode))).join(' ')}`;
}

const nameOf = (note: string) => note.replace('#', '♯').replace(/b$/, '♭');
