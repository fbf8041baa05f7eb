/** Buttons above the tuning page: compare A and B, undo, redo, reset. */

import { button, el, icon } from '../dom.ts';
import type { TuningHistory } from '../tuning-history.ts';

const UNDO = 'M6 4L2.800 7 6 10M3 7h6.500a3.500 3.500 0 0 1 0 7H7';
const REDO = 'M10 4l3.200 3L10 10M13 7H6.500a3.500 3.500 0 0 0 0 7H9';

/** The row of buttons. */
export class Bench {
  readonly root: HTMLElement;
  readonly #history: TuningHistory;
  readonly #a: HTMLButtonElement;
  readonly #b: HTMLButtonElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;

  /** @param first runs before each action, to apply pending changes. */
  constructor(history: TuningHistory, first: () => void) {
    this.#history = history;
    const after = (act: () => void) => () => {
      first();
      act();
      this.update();
    };
    const side = (name: 'A' | 'B', hint: string) => {
      const made = button(
        hint,
        after(() => void (history.side !== name && history.compare())),
        name,
        '',
      );
      return made;
    };
    this.#a = side('A', 'Hear A, the saved state');
    this.#b = side('B', 'Hear B, the current state');
    this.#undo = button(
      'Undo',
      after(() => history.undo()),
      icon(UNDO),
      'button is-square',
    );
    this.#redo = button(
      'Redo',
      after(() => history.redo()),
      icon(REDO),
      'button is-square',
    );
    this.root = el(
      'div',
      { class: 'row' },
      el('div', { class: 'segments', role: 'group', 'aria-label': 'Compare' }, this.#a, this.#b),
      button(
        'Save as A',
        after(() => history.save()),
      ),
      el('span', { class: 'grow' }),
      this.#undo,
      this.#redo,
      button(
        'Reset',
        after(() => history.reset()),
      ),
    );
    this.update();
  }

  update(): void {
    const { side, canUndo, canRedo } = this.#history;
    this.#a.setAttribute('aria-pressed', String(side === 'A'));
    this.#b.setAttribute('aria-pressed', String(side === 'B'));
    this.#undo.disabled = !canUndo;
    this.#redo.disabled = !canRedo;
  }
}
