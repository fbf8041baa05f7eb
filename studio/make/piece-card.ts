/** Makes whole pieces of the scene that plays: one click, one or several versions. */

import type { Controls } from 'phaser-adaptive-music/headless';
import { type Scene, STYLE_NAMES, versionOf, withControls, withoutAmbience } from '../listen/scene.ts';
import { button, card, choices, el, icon } from '../page/dom.ts';
import { TaskLine, type TaskPort } from '../page/task-line.ts';
import { newTake, type Take } from '../takes/take-store.ts';
import { composePiece, renderPiece } from '../work/workshop.ts';

/** Share of the work that composing is; the rest is rendering. */
const COMPOSING = 0.35;

/** Minutes. */
const LENGTHS = [
  ['0.5', '30 s'],
  ['1', '1 min'],
  ['2', '2 min'],
  ['3', '3 min'],
  ['5', '5 min'],
] as const;
const FORMS = [
  ['song', 'Song with an ending'],
  ['loop', 'Endless loop'],
] as const;
const COUNTS = [
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
] as const;

const PLACES = [
  ['on', 'Of the scene'],
  ['off', 'Music only'],
] as const;

/** What the card needs of the page. */
export interface PieceActions {
  /** The scene that plays, with what was tuned; null if there is none. */
  scene(): Scene | null;
  /** Takes a finished piece. */
  finished(take: Take): Promise<void>;
}

/** The card. */
export class PieceCard {
  readonly root: HTMLElement;
  readonly #actions: PieceActions;
  readonly #task = new TaskLine();
  readonly #length = choices('Length, about', LENGTHS, '2');
  readonly #form = choices('Form', FORMS, 'song');
  readonly #count = choices('Versions', COUNTS, '1');
  readonly #place = choices('Sounds of rain, wind, people …', PLACES, 'on');
  readonly #style = el('select', { id: 'piece-style' });
  readonly #make: HTMLButtonElement;
  readonly #note = el('p', { class: 'note' });

  constructor(actions: PieceActions) {
    this.#actions = actions;
    this.#style.append(el('option', { value: '' }, 'As the scene suggests'));
    for (const [style, name] of Object.entries(STYLE_NAMES)) this.#style.append(el('option', { value: style }, name));
    this.#make = button(
      'Make the piece',
      () => void this.#run(),
      'button main big',
      el('span', { class: 'face' }, icon('spark'), 'Make the piece'),
    );
    this.#make.removeAttribute('aria-label');
    this.#make.title = '';
    this.root = card(
      'piece',
      'Make a whole piece',
      el(
        'div',
        { class: 'fields' },
        this.#length.root,
        this.#form.root,
        this.#count.root,
        this.#place.root,
        el('div', { class: 'field' }, el('label', { for: 'piece-style' }, 'Melody style'), this.#style),
      ),
      el('div', { class: 'row' }, this.#make, this.#note),
      this.#task.root,
    );
    this.update();
  }

  /** Shows whether there is a scene to make a piece of. */
  update(): void {
    const scene = this.#actions.scene();
    this.#make.disabled = scene === null || this.#task.isBusy;
    this.#note.textContent =
      scene === null ? 'Describe a scene or pick a mood first.' : this.#task.isBusy ? '' : `Of “${scene.title}”.`;
  }

  async #run(): Promise<void> {
    const scene = this.#actions.scene();
    if (scene === null) return;
    const count = Number(this.#count.value());
    const running = this.#task.run(async (port) => {
      for (let i = 0; i < count; i++) await this.#piece(scene, i, within(port, i, count));
    });
    this.update();
    await running;
    this.update();
  }

  async #piece(from: Scene, added: number, port: TaskPort): Promise<void> {
    const style = this.#style.value as Controls['style'] | '';
    const styled = style === '' ? from.soundtrack : withControls(from.soundtrack, from.mood, { style });
    const soundtrack = this.#place.value() === 'on' ? styled : withoutAmbience(styled, from.mood);
    const scene = versionOf(from, from.version + added, soundtrack);
    const order = {
      soundtrack: scene.soundtrack,
      mood: scene.mood,
      form: this.#form.value(),
      minutes: Number(this.#length.value()),
      seed: scene.soundtrack.seed ?? '1',
    };
    const piece = await composePiece(order, port, 0, COMPOSING);
    const sound = await renderPiece(piece, port, COMPOSING, 1);
    await this.#actions.finished(newTake({ scene, piece, sound }));
  }
}

/** One of several equal parts of a task. */
function within(port: TaskPort, part: number, of: number): TaskPort {
  const prefix = of > 1 ? `Version ${part + 1} of ${of}: ` : '';
  return {
    signal: port.signal,
    report: (doing, share) => port.report(prefix ? `${prefix}${doing.toLowerCase()}` : doing, (part + share) / of),
  };
}
