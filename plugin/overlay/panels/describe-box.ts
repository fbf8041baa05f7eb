/** A field for a scene in words: what was understood, word by word, and buttons to hear it. */

import { describe } from '../../affect/describe.ts';
import type { Description, WordShare } from '../../affect/description.ts';
import { reasonOf } from '../../mood/names.ts';
import { resolveSoundtrack } from '../../soundtrack/soundtrack.ts';
import { button, el, rows, setText } from '../dom.ts';
import type { View } from '../panel.ts';
import type { OverlayTarget } from '../target.ts';

/** A description is read after this pause in the typing. */
const REST_MS = 250;

/** The box. */
export class DescribeBox {
  readonly root: HTMLElement;
  readonly #target: OverlayTarget;
  readonly #text = el('textarea', {
    class: 'field',
    rows: '2',
    'aria-label': 'The scene in words, English or Chinese',
    placeholder: 'a lonely traveller in the snow · 夕阳下的咖啡馆',
    spellcheck: 'false',
  });
  readonly #found = el('p', { class: 'looks', role: 'status' });
  readonly #words = el('div', { class: 'shares' });
  readonly #unknown = el('p', { class: 'small dim unknown' });
  readonly #play: HTMLButtonElement;
  readonly #feel: HTMLButtonElement;
  readonly #end: HTMLButtonElement;
  #timer: number | null = null;
  #read: Description | null = null;
  #isApplied = false;
  /** The mood that the words asked for, and the one that it replaced. */
  #asked: { readonly mood: string; readonly before: string } | null = null;

  constructor(target: OverlayTarget) {
    this.#target = target;
    this.#text.addEventListener('input', () => this.#soon());
    this.#play = button('Play it', () => this.#hear(), 'Play it', 'button is-main');
    this.#feel = button('Only its feel', () => this.#hearFeel());
    this.#end = button('Take it back', () => this.#leave());
    this.root = el(
      'section',
      {},
      el('h3', {}, 'Describe the scene'),
      el(
        'div',
        { class: 'card', style: 'display:grid;gap:10px' },
        this.#text,
        this.#found,
        this.#words,
        this.#unknown,
        el('div', { class: 'row wrap' }, this.#play, this.#feel, this.#end),
      ),
    );
    this.#show();
  }

  update({ inspection }: View): void {
    this.#end.disabled = !this.#isApplied && Object.keys(inspection.feel).length === 0;
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #soon(): void {
    this.dispose();
    this.#timer = window.setTimeout(() => void this.#readText(), REST_MS);
  }

  async #readText(): Promise<void> {
    const text = this.#text.value.trim();
    try {
      const read = text === '' ? null : await describe(text);
      // While the tables were loading, more may have been typed.
      if (text === this.#text.value.trim()) this.#read = read;
      this.#show();
    } catch (error) {
      setText(this.#found, `the words cannot be read: ${reasonOf(error)}`);
    }
  }

  #show(): void {
    const read = this.#read;
    for (const act of [this.#play, this.#feel]) act.disabled = read === null || read.why.length === 0;
    this.#found.hidden = read === null;
    setText(this.#found, read === null ? '' : summary(read));
    setText(this.#unknown, read === null || read.unknown.length === 0 ? '' : `not known: ${read.unknown.join(', ')}`);
    const parts = (read?.why ?? []).flatMap((word, i) => cells(word, i));
    rows(
      this.#words,
      parts,
      ({ make }) => make(),
      ({ key }) => key,
      () => undefined,
    );
  }

  /** Plays the mood of the words where the soundtrack has it, with their controls and palette over it. */
  #hear(): void {
    if (this.#read === null) return;
    const { mood, controls, palette } = this.#read;
    this.#isApplied = true;
    if (resolveSoundtrack(this.#target.definition).moods.has(mood)) {
      const { before = this.#playing() } = this.#asked?.mood === this.#playing() ? this.#asked : {};
      this.#asked = before === null ? null : { mood, before };
      this.#target.mood(mood);
    }
    this.#target.override({ ...controls, palette }, { global: true });
  }

  #hearFeel(): void {
    if (this.#read !== null) this.#target.feel(this.#read.feel, { global: true });
  }

  /** The mood that plays, or that the music is changing to. */
  #playing(): string | null {
    const snapshot = this.#target.snapshot();
    return snapshot === null ? null : (snapshot.next ?? snapshot.mood);
  }

  #leave(): void {
    if (this.#isApplied) this.#target.override({}, { global: true });
    this.#isApplied = false;
    // The game may have gone on to another mood meanwhile.
    if (this.#asked !== null && this.#asked.mood === this.#playing()) this.#target.mood(this.#asked.before);
    this.#asked = null;
    this.#target.feel({}, { global: true });
  }
}

function summary({ mood, feel, why }: Description): string {
  if (why.length === 0) return 'None of these words is known.';
  const { valence, arousal, tension } = feel;
  return `${mood} · valence ${valence.toFixed(2)}, arousal ${arousal.toFixed(2)}, tension ${tension.toFixed(2)}`;
}

/** The cells of one word: itself, its share as a bar, and as a number. Words with the same text are kept apart by place. */
function cells({ word, share, mood, valence, arousal, tension }: WordShare, place: number) {
  const key = `${place}/${word}/${share}`;
  const feels = `valence ${valence.toFixed(2)}, arousal ${arousal.toFixed(2)}, tension ${tension.toFixed(2)}`;
  return [
    { key, make: () => el('span', { title: mood === null ? feels : `${mood}: ${feels}` }, word) },
    {
      key: `${key}/bar`,
      make: () => el('div', { class: 'bar' }, el('i', { style: `transform:scaleX(${share.toFixed(3)})` })),
    },
    { key: `${key}/share`, make: () => el('span', { class: 'mono dim' }, `${Math.round(100 * share)} %`) },
  ];
}
