/** The list of takes. */

import type { Scene } from '../listen/scene.ts';
import { button, card, clock, el, icon, reasonOf } from '../page/dom.ts';
import { TaskLine } from '../page/task-line.ts';
import { exportButtons } from './take-exports.ts';
import { takePlayer } from './take-player.ts';
import type { Take, TakeStore } from './take-store.ts';

/** What the list may ask of the page. */
export interface TakeActions {
  /** Plays the scene of a take. */
  open(scene: Scene): void;
  /** The sound of a take is about to play. */
  begins(): void;
}

/** The card. */
export class TakesCard {
  readonly root: HTMLElement;
  readonly #list = el('ul', { class: 'takes' });
  readonly #note = el('p', { class: 'note', role: 'status' });
  readonly #task = new TaskLine();
  readonly #store: TakeStore;
  readonly #actions: TakeActions;
  readonly #rows = new Map<string, HTMLElement>();

  constructor(store: TakeStore, actions: TakeActions) {
    this.#store = store;
    this.#actions = actions;
    this.root = card('takes', 'Your takes', this.#note, this.#task.root, this.#list);
    this.show();
  }

  /** Shows what is in the store. */
  show(): void {
    const { all, problem } = this.#store;
    const note =
      problem !== null
        ? `This browser does not store them (${reasonOf(problem)}), so download what you like before you leave.`
        : all.length > 0
          ? 'They stay in this browser until you delete them.'
          : 'Pieces that you make, and scenes that you keep, are listed here. They stay in this browser.';
    if (this.#note.textContent !== note) this.#note.textContent = note;
    for (const [id, row] of this.#rows)
      if (!all.some((take) => take.id === id)) {
        row.remove();
        this.#rows.delete(id);
      }
    for (const [i, take] of all.entries()) {
      const row = this.#rows.get(take.id) ?? this.#row(take);
      this.#rows.set(take.id, row);
      if (this.#list.children[i] !== row) this.#list.insertBefore(row, this.#list.children[i] ?? null);
    }
  }

  /** Brings a take into view. */
  reveal(id: string): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#rows.get(id)?.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  }

  #row(take: Take): HTMLElement {
    const { scene, piece, made } = take;
    const day = new Date(made).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    const facts = piece ? factsOf(piece.score) : 'Scene';
    const version = scene.version > 1 ? ` · version ${scene.version}` : '';
    const remove = button(`Delete ${scene.title}`, () => void this.#remove(take), 'tool', icon('remove'));
    const open = button(`Open the scene ${scene.title}`, () => this.#actions.open(scene), 'button', 'Open the scene');
    return el(
      'li',
      { class: 'take' },
      el(
        'div',
        { class: 'take-head' },
        el('h3', {}, `${scene.title}${version}`),
        el('span', { class: 'facts' }, `${facts} · ${day}`),
        remove,
      ),
      takePlayer(take, () => this.#actions.begins()),
      el('div', { class: 'row' }, ...exportButtons(take, this.#task), open),
    );
  }

  async #remove(take: Take): Promise<void> {
    if (take.piece !== null && !confirm(`Delete “${take.scene.title}”?`)) return;
    await this.#store.remove(take.id);
    this.show();
  }
}

function factsOf({ seconds, tempos, keys }: NonNullable<Take['piece']>['score']): string {
  const [key] = keys;
  const tempo = tempos[0] && `${Math.round(tempos[0].bpm)} beats a minute`;
  return [clock(seconds), key && `${key.tonic} ${key.mode}`, tempo].filter(Boolean).join(' · ');
}
