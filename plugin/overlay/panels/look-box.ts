/** What the scene on the screen looks like, with a click that tags the scene with that mood. */

import type { Look } from '../../affect/picture/read-picture.ts';
import { reasonOf } from '../../mood/names.ts';
import { button, el, rows, setText } from '../dom.ts';
import { activeScenes, pictureOf, taggedScene } from '../game-scenes.ts';
import type { PanelActions, View } from '../panel.ts';
import { tagScene } from '../tag-scene.ts';

/** Moods that are suggested. */
const SUGGESTED = 3;
/** Parts of a look that are named. */
const NAMED = 3;

/** The box. */
export class LookBox {
  readonly root: HTMLElement;
  readonly #hands: PanelActions;
  readonly #found = el('p', { class: 'looks', role: 'status' });
  readonly #why = el('p', { class: 'small dim' });
  readonly #scene = el('select', { class: 'field', 'aria-label': 'Scene' });
  readonly #moods = el('div', { class: 'row wrap', style: 'gap:6px' });
  readonly #feel: HTMLButtonElement;
  readonly #error = el('p', { class: 'alert', role: 'alert' });
  #look: Look | null = null;
  #isLooking = false;
  /** The scenes at the last look of the box itself. */
  #seen: string | null = null;

  constructor(hands: PanelActions) {
    this.#hands = hands;
    this.#feel = button('Use its feel', () => {
      if (this.#look !== null) hands.target.feel(this.#look.feel, { global: true });
    });
    this.root = el(
      'section',
      {},
      el('div', { class: 'row spread' }, el('h3', {}, 'What this scene looks like'), this.#scene),
      el(
        'div',
        { class: 'card', style: 'display:grid;gap:10px' },
        this.#found,
        this.#why,
        this.#moods,
        el(
          'div',
          { class: 'row wrap' },
          button('Look again', () => void this.#lookNow()),
          this.#feel,
        ),
        this.#error,
      ),
    );
    this.#show();
  }

  update({ snapshot }: View): void {
    const scenes = activeScenes(this.#hands.target);
    rows(
      this.#scene,
      scenes,
      (name) => el('option', { value: name }, name),
      (name) => name,
      () => undefined,
    );
    this.#scene.hidden = scenes.length === 0;
    const key = scenes.join('\n');
    if (key === this.#seen) return;
    this.#seen = key;
    const tagged = taggedScene(scenes, this.#hands.target.definition, snapshot.mood);
    if (tagged !== null) this.#scene.value = tagged;
    void this.#lookNow();
  }

  async #lookNow(): Promise<void> {
    const { target } = this.#hands;
    if (this.#isLooking || target.look === undefined) return;
    this.#isLooking = true;
    setText(this.#found, 'looking…');
    this.#look = await target.look(pictureOf(target));
    this.#isLooking = false;
    this.#show();
  }

  #show(): void {
    const look = this.#look;
    const moods = look?.moods.slice(0, SUGGESTED) ?? [];
    this.#feel.disabled = look === null || look.problem !== null;
    setText(this.#found, look === null ? 'not looked at yet' : sentence(look));
    setText(this.#why, look === null ? '' : reasons(look));
    rows(
      this.#moods,
      moods,
      ({ mood }) => button(mood, () => this.#tag(mood), mood, 'chip'),
      ({ mood }) => mood,
      (row, { mood, share }) => {
        const scene = this.#scene.value;
        setText(row, scene === '' ? `Play ${mood}` : `Tag ${scene}: ${mood}`);
        row.title = `${mood}, ${share.toFixed(2)}`;
      },
    );
  }

  #tag(mood: string): void {
    setText(this.#error, '');
    try {
      tagScene(this.#hands, this.#scene.value, mood);
    } catch (error) {
      setText(this.#error, reasonOf(error));
    }
  }
}

function sentence({ moods: [first, second], problem }: Look): string {
  if (problem !== null || first === undefined || second === undefined) return problem ?? '';
  return `This scene looks like ${first.mood} (${first.share.toFixed(2)}) or ${second.mood} (${second.share.toFixed(2)}).`;
}

function reasons({ feel, why }: Look): string {
  const { valence, arousal, tension } = feel;
  if (valence === undefined || arousal === undefined || tension === undefined) return '';
  const named = why.slice(0, NAMED).map(({ what }) => what);
  const numbers = `valence ${valence.toFixed(2)}, arousal ${arousal.toFixed(2)}, tension ${tension.toFixed(2)}`;
  return named.length === 0 ? numbers : `${named.join(', ')} · ${numbers}`;
}
