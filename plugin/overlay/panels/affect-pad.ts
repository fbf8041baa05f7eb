/** A pad with Russell's circle: drag the point to a valence and an arousal, and slide the tension; the music follows. */

import { withoutDescriptions } from '../../affect/described-moods.ts';
import type { Mood } from '../../mood/controls.ts';
import { FEELINGS, type Feel } from '../../mood/feel.ts';
import { clamp01 } from '../../music/pitch.ts';
import { resolveSoundtrack } from '../../soundtrack/soundtrack.ts';
import { button, el, paint, setText } from '../dom.ts';
import type { View } from '../panel.ts';
import type { OverlayTarget } from '../target.ts';
import { MoodMap } from './mood-map.ts';

/** Least time between two points that are sent while the pad is dragged. */
const SEND_MS = 120;
/** Step of the arrow keys, and with Shift. */
const STEP = 0.05;
const FINE = 0.01;
const KEYS: Readonly<Record<string, readonly [valence: number, arousal: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const rounded = (value: number) => Math.round(clamp01(value) * 100) / 100;

/** The pad. */
export class AffectPad {
  readonly root: HTMLElement;
  readonly #target: OverlayTarget;
  readonly #map = new MoodMap();
  readonly #point = el('div', { class: 'point', role: 'slider', tabindex: '0', 'aria-label': 'Valence and arousal' });
  readonly #pad: HTMLElement;
  readonly #tension = el('input', { type: 'range', min: '0', max: '1', step: '0.01' });
  readonly #numbers = new Map<keyof Feel, HTMLElement>();
  readonly #code = el('p', { class: 'small dim mono' });
  readonly #end: HTMLButtonElement;
  #feel: Feel = { valence: 0.5, arousal: 0.5, tension: 0.5 };
  #known: { readonly definition: object; readonly moods: ReadonlyMap<string, Mood> } | null = null;
  /** The moods, and before them the one that plays, if it is not among them. */
  #drawn: {
    readonly from: ReadonlyMap<string, Mood>;
    readonly playing: string;
    readonly moods: ReadonlyMap<string, Mood>;
  } | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;
  #timer: number | null = null;

  constructor(target: OverlayTarget) {
    this.#target = target;
    this.#pad = el('div', { class: 'pad' }, this.#map.root, this.#point);
    this.#pad.addEventListener('pointerdown', (event) => this.#drag(event));
    this.#point.addEventListener('keydown', (event) => this.#nudge(event));
    this.#tension.addEventListener('input', () => this.#go({ ...this.#feel, tension: Number(this.#tension.value) }));
    this.#end = button('Back to the mood’s own', () => this.#leave());
    const axes = el('div', { class: 'axes' });
    for (const axis of ['valence', 'arousal'] as const) {
      const number = el('span', { class: 'mono' });
      this.#numbers.set(axis, number);
      axes.append(el('span', {}, axis), number);
    }
    const number = el('span', { class: 'mono' });
    this.#numbers.set('tension', number);
    axes.append(el('label', {}, el('span', { class: 'row spread' }, 'tension', number), this.#tension));
    axes.append(this.#code);
    this.#code.style.gridColumn = '1 / -1';
    this.#end.style.gridColumn = '1 / -1';
    axes.append(this.#end);
    this.root = el('section', {}, el('h3', {}, 'How it feels'), el('div', { class: 'feel' }, this.#pad, axes));
  }

  update({ snapshot, inspection }: View): void {
    const moods = this.#moods();
    const own = moods.get(snapshot.mood);
    this.#map.show(this.#withPlaying(moods, snapshot.mood), snapshot.mood);
    if (this.#timer === null && own !== undefined) this.#feel = { ...feelOf(own), ...inspection.feel };
    const isOwn = this.#timer === null && Object.keys(inspection.feel).length === 0;
    this.#point.classList.toggle('is-own', isOwn);
    this.#end.disabled = isOwn;
    setText(this.#code, isOwn ? `${snapshot.mood} as it is` : `feel({ ${inWords(this.#feel)} })`);
    this.#show();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #show(): void {
    const { valence, arousal, tension } = this.#feel;
    paint(this.#point, 'left', `${valence * 100}%`);
    paint(this.#point, 'top', `${(1 - arousal) * 100}%`);
    this.#point.setAttribute('aria-valuemin', '0');
    this.#point.setAttribute('aria-valuemax', '1');
    this.#point.setAttribute('aria-valuenow', String(valence));
    this.#point.setAttribute('aria-valuetext', `valence ${valence.toFixed(2)}, arousal ${arousal.toFixed(2)}`);
    for (const [axis, number] of this.#numbers) setText(number, this.#feel[axis].toFixed(2));
    if (Number(this.#tension.value) !== tension) this.#tension.value = String(tension);
  }

  /** Puts the point somewhere; the music follows, not more often than it can. */
  #go(feel: Feel): void {
    this.#feel = { valence: rounded(feel.valence), arousal: rounded(feel.arousal), tension: rounded(feel.tension) };
    this.#show();
    if (this.#timer !== null) return;
    const wait = Math.max(0, SEND_MS - (performance.now() - this.#sentAt));
    this.#timer = window.setTimeout(() => {
      this.#timer = null;
      this.#sentAt = performance.now();
      this.#target.feel(this.#feel, { global: true });
    }, wait);
  }

  #leave(): void {
    this.dispose();
    this.#timer = null;
    this.#target.feel({}, { global: true });
  }

  #drag(event: PointerEvent): void {
    if (event.button > 0) return;
    this.#pad.setPointerCapture(event.pointerId);
    const box = this.#pad.getBoundingClientRect();
    const move = ({ clientX, clientY }: PointerEvent) =>
      this.#go({
        ...this.#feel,
        valence: (clientX - box.left) / box.width,
        arousal: 1 - (clientY - box.top) / box.height,
      });
    const drop = () => {
      this.#pad.removeEventListener('pointermove', move);
      this.#pad.removeEventListener('pointerup', drop);
      this.#pad.removeEventListener('pointercancel', drop);
    };
    move(event);
    this.#pad.addEventListener('pointermove', move);
    this.#pad.addEventListener('pointerup', drop);
    this.#pad.addEventListener('pointercancel', drop);
  }

  #nudge(event: KeyboardEvent): void {
    const way = KEYS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const by = event.shiftKey ? FINE : STEP;
    const { valence, arousal } = this.#feel;
    this.#go({ ...this.#feel, valence: valence + way[0] * by, arousal: arousal + way[1] * by });
  }

  /** A mood of the world is found by name, but not listed. */
  #withPlaying(moods: ReadonlyMap<string, Mood>, playing: string): ReadonlyMap<string, Mood> {
    const own = moods.get(playing);
    if (own === undefined || [...moods.keys()].includes(playing)) return moods;
    if (this.#drawn?.from !== moods || this.#drawn.playing !== playing)
      this.#drawn = { from: moods, playing, moods: new Map([[playing, own], ...moods]) };
    return this.#drawn.moods;
  }

  #moods(): ReadonlyMap<string, Mood> {
    const { definition } = this.#target;
    if (this.#known?.definition !== definition) {
      this.#known = { definition, moods: resolveSoundtrack(definition).moods };
      void this.#readWords(definition);
    }
    return this.#known.moods;
  }

  /** Puts moods that are described in words where their words say. The music has loaded the words, too. */
  async #readWords(definition: OverlayTarget['definition']): Promise<void> {
    if (!Object.values(definition.moods ?? {}).some(({ describe }) => describe !== undefined)) return;
    // The session warns where the words cannot be loaded; then they stand where their presets do.
    const read = await withoutDescriptions(definition).catch(() => definition);
    if (this.#known?.definition === definition) this.#known = { definition, moods: resolveSoundtrack(read).moods };
  }
}

function feelOf({ valence, arousal, tension }: Mood): Feel {
  return { valence, arousal, tension };
}

function inWords(feel: Feel): string {
  return FEELINGS.map((axis) => `${axis}: ${feel[axis]}`).join(', ');
}
