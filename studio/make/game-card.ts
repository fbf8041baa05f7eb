/** For those who make a game: the soundtrack as JSON or TypeScript, and a phrase bank. */

import type { Scene } from '../listen/scene.ts';
import { button, el } from '../page/dom.ts';
import { download, fileName } from '../page/download.ts';
import { TaskLine } from '../page/task-line.ts';
import { composeBank } from '../work/workshop.ts';

/** Different pieces of music in a phrase bank. */
const TAKES = 2;

/** The card, folded up until it is wanted. */
export class GameCard {
  readonly root: HTMLElement;
  readonly #task = new TaskLine();
  readonly #bank: HTMLButtonElement;
  readonly #scene: () => Scene | null;

  /** @param code the soundtrack as code. */
  constructor(scene: () => Scene | null, code: HTMLElement) {
    this.#scene = scene;
    this.#bank = button('Download a phrase bank', () => void this.#save());
    this.root = el(
      'details',
      { class: 'card', id: 'game' },
      el('summary', {}, el('h2', {}, 'Use it in a game')),
      el(
        'p',
        { class: 'note' },
        'In a game the music goes on for ever and follows what happens. Give the game this soundtrack; a phrase bank lets it play without the composing network.',
      ),
      el('div', { class: 'row' }, this.#bank),
      this.#task.root,
      code,
    );
    this.update();
  }

  update(): void {
    this.#bank.disabled = this.#scene() === null || this.#task.isBusy;
  }

  async #save(): Promise<void> {
    const scene = this.#scene();
    if (scene === null) return;
    const running = this.#task.run((port) => composeBank(scene.soundtrack, scene.mood, TAKES, port));
    this.update();
    const bank = await running;
    this.update();
    if (bank) download(JSON.stringify(bank), fileName(`${scene.title} phrases`, 'json'), 'application/json');
  }
}
