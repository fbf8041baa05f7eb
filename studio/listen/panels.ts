/** The panels of the overlay in the page: the notes, the settings, and the soundtrack as code. They come with the first music. */

import type { Overlay } from 'phaser-adaptive-music/overlay';
import type { SoundtrackPlayer } from 'phaser-adaptive-music/player';
import { card, el } from '../page/dom.ts';

/** Shown until there is music. */
const empty = (text: string) => el('p', { class: 'empty' }, text);

/** The cards. */
export class Panels {
  readonly notes: HTMLElement;
  readonly settings: HTMLElement;
  readonly code: HTMLElement;
  readonly #rollPlace = el('div', { class: 'roll-place' }, empty('The notes appear here as soon as something plays.'));
  readonly #settingsPlace = el(
    'div',
    {},
    empty('Tempo, instruments, key and more can be changed here while the music plays.'),
  );
  readonly #codePlace = el('div', {}, empty('The soundtrack appears here as soon as something plays.'));
  #settings: Overlay | null = null;

  constructor() {
    this.notes = card('notes', 'The notes', this.#rollPlace);
    this.settings = card(
      'settings',
      'Shape the sound',
      el('p', { class: 'note' }, 'Changes are heard from the next bar on, and stay in the pieces that you make.'),
      this.#settingsPlace,
    );
    this.code = el('div', {}, this.#codePlace);
  }

  /** Shows a soundtrack. */
  async show(soundtrack: SoundtrackPlayer): Promise<void> {
    const { attachOverlay } = await import('phaser-adaptive-music/overlay');
    for (const place of [this.#rollPlace, this.#settingsPlace, this.#codePlace]) place.replaceChildren();
    attachOverlay(soundtrack, { within: this.#rollPlace, tabs: ['roll'] });
    this.#settings = attachOverlay(soundtrack, { within: this.#settingsPlace, tabs: ['tune', 'feel', 'now', 'why'] });
    attachOverlay(soundtrack, { within: this.#codePlace, tabs: ['out'] });
  }

  /** The soundtrack with what was tuned; null before the panels are there. */
  get tuned() {
    return this.#settings?.definition ?? null;
  }
}
