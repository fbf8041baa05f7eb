/** The bar at the foot of the page: what plays, pause, other versions, volume. */

import { button, el, icon } from '../page/dom.ts';
import type { LiveMusic, LiveState } from './live-music.ts';

const UPDATE_MS = 200;

const WORDS: Readonly<Record<LiveState, string>> = {
  silent: 'Nothing plays yet',
  starting: 'Writing the first bars …',
  playing: '',
  paused: 'Paused',
};

/** The bar. */
export class PlayerBar {
  readonly root: HTMLElement;
  readonly #music: LiveMusic;
  readonly #toggle: HTMLButtonElement;
  readonly #another: HTMLButtonElement;
  readonly #keep: HTMLButtonElement;
  readonly #title = el('strong', {}, 'No scene yet');
  readonly #line = el('span', { class: 'line' }, WORDS.silent);

  /** @param keep keeps the scene that plays. */
  constructor(music: LiveMusic, keep: () => void) {
    this.#music = music;
    this.#toggle = button('Play', () => music.toggle(), 'round', icon('play'));
    const labelled = (name: 'again' | 'keep', text: string) =>
      el('span', { class: 'face' }, icon(name), el('span', { class: 'wide' }, text));
    this.#another = button('Another version', () => music.another(), 'button', labelled('again', 'Another version'));
    this.#keep = button('Keep the scene', keep, 'button', labelled('keep', 'Keep'));
    const volume = el('input', { type: 'range', min: '0', max: '1', step: '0.01', 'aria-label': 'Volume' });
    volume.value = String(music.volume);
    volume.addEventListener('input', () => {
      music.volume = volume.valueAsNumber;
    });
    this.root = el(
      'footer',
      { class: 'player', 'aria-label': 'Player' },
      this.#toggle,
      el('div', { class: 'now' }, this.#title, this.#line),
      this.#another,
      this.#keep,
      el('div', { class: 'volume' }, icon('loud'), volume),
    );
    music.onChange(() => this.update());
    setInterval(() => this.update(), UPDATE_MS);
    this.update();
  }

  update(): void {
    const { state, scene, snapshot } = this.#music;
    const isOn = state === 'playing' || state === 'starting';
    for (const face of [this.#toggle, this.#another, this.#keep]) face.disabled = state === 'silent';
    const name = isOn ? 'Pause' : 'Play';
    if (this.#toggle.title !== name) {
      this.#toggle.title = name;
      this.#toggle.setAttribute('aria-label', name);
      this.#toggle.replaceChildren(icon(isOn ? 'pause' : 'play'));
    }
    if (scene === null) return;
    const title = scene.version > 1 ? `${scene.title} · version ${scene.version}` : scene.title;
    const facts =
      snapshot && `${snapshot.key.tonic} ${snapshot.key.mode} · ${Math.round(snapshot.tempo)} beats a minute`;
    const line = state === 'playing' ? (facts ?? '') : WORDS[state];
    if (this.#title.textContent !== title) this.#title.textContent = title;
    if (this.#line.textContent !== line) this.#line.textContent = line;
  }
}
