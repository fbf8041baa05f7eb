/** Where a scene is described in words, or a mood is picked. */

import {
  type AmbienceName,
  type Description,
  describe,
  type PresetName,
  type WorldMoodName,
} from 'phaser-adaptive-music/headless';
import { button, el, icon } from '../page/dom.ts';
import { AMBIENCE_WORDS, describedScene, MOOD_HINTS, moodScene, type Scene, WORLD_MOOD_HINTS } from './scene.ts';

const EXAMPLES = [
  'a warm tavern at night',
  'a lonely traveller in the snow',
  'storming the castle',
  '夕阳下的咖啡馆',
] as const;

/** Colors of the moods, from cold and dark to warm and bright. */
const HUES: Readonly<Record<PresetName | WorldMoodName, number>> = {
  forest: 140,
  exploration: 95,
  village: 45,
  calm: 190,
  victory: 52,
  mystery: 270,
  cave: 235,
  desert: 28,
  sorrow: 215,
  battle: 8,
  boss: 345,
  tavern: 36,
  garden: 160,
  shrine: 320,
  saloon: 20,
  swing: 60,
};

/** The card. */
export class DescribeCard {
  readonly root: HTMLElement;
  readonly #text = el('input', {
    type: 'text',
    id: 'scene-text',
    maxlength: '300',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'a café at sunset, rain on the window',
  });
  readonly #understood = el('div', { class: 'understood', role: 'status' });
  readonly #chips: readonly { readonly mood: string; readonly face: HTMLButtonElement }[];
  readonly #play: (scene: Scene) => void;
  #asked = 0;

  /** @param play called in the listener of a click or a key. */
  constructor(play: (scene: Scene) => void) {
    this.#play = play;
    const form = el(
      'form',
      { class: 'describe', submit: (event: Event) => this.#submit(event) },
      el('label', { for: 'scene-text', class: 'visually-hidden' }, 'Describe the scene'),
      this.#text,
      el('button', { type: 'submit', class: 'button main big' }, icon('play'), 'Play it'),
    );
    const examples = EXAMPLES.map((text) => {
      const chip = button(text, () => this.#describe(text), 'chip quiet');
      if (/\p{Script=Han}/u.test(text)) chip.lang = 'zh';
      return chip;
    });
    const chip = (mood: PresetName | WorldMoodName, hint: string, whose: string | null = null) => {
      const face = button(mood, () => this.#pick(mood), 'chip mood');
      if (whose !== null) face.append(el('small', {}, whose));
      face.title = hint;
      face.style.setProperty('--hue', String(HUES[mood]));
      face.setAttribute('aria-pressed', 'false');
      return { mood, face };
    };
    const presets = (Object.keys(MOOD_HINTS) as PresetName[]).map((mood) => chip(mood, MOOD_HINTS[mood]));
    const ofWorld = (Object.keys(WORLD_MOOD_HINTS) as WorldMoodName[]).map((mood) => {
      const [whose, hint] = WORLD_MOOD_HINTS[mood];
      return chip(mood, hint, whose);
    });
    this.#chips = [...presets, ...ofWorld];
    const faces = (chips: typeof presets) => chips.map(({ face }) => face);
    this.root = el(
      'section',
      { id: 'describe', class: 'hero', 'aria-labelledby': 'describe-title' },
      el('h1', { id: 'describe-title' }, 'Music for your scene'),
      el(
        'p',
        { class: 'lead' },
        'Describe a place, a moment or a feeling, in English or Chinese. You hear it at once.',
      ),
      form,
      el('div', { class: 'chips', role: 'group', 'aria-label': 'Examples' }, ...examples),
      this.#understood,
      el('h2', { class: 'label', id: 'moods-title' }, 'Or pick a mood'),
      el('div', { class: 'chips moods', role: 'group', 'aria-labelledby': 'moods-title' }, ...faces(presets)),
      el('h2', { class: 'label', id: 'world-title' }, 'Or a mood of the world'),
      el('div', { class: 'chips moods', role: 'group', 'aria-labelledby': 'world-title' }, ...faces(ofWorld)),
    );
  }

  /** Marks the mood that plays. */
  show(scene: Scene | null): void {
    for (const { mood, face } of this.#chips) face.setAttribute('aria-pressed', String(scene?.mood === mood));
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (text !== '') this.#describe(text);
    else {
      this.#understood.replaceChildren(
        el('p', { class: 'note' }, 'Write a few words first, or click one of the examples.'),
      );
      this.#text.focus();
    }
  }

  #describe(text: string): void {
    this.#text.value = text;
    this.#play(describedScene(text));
    void this.#explain(text);
  }

  #pick(mood: PresetName | WorldMoodName): void {
    this.#asked++;
    this.#understood.replaceChildren();
    this.#play(moodScene(mood));
  }

  /** Says what was understood. */
  async #explain(text: string): Promise<void> {
    const asked = ++this.#asked;
    let read: Description;
    try {
      read = await describe(text);
    } catch {
      // The music says so itself: it plays the mood of an unknown description.
      return;
    }
    if (asked === this.#asked) this.#understood.replaceChildren(...understood(read));
  }
}

/** Things in a sentence: `rain, a fire and crickets`. */
function listed(things: readonly string[]): string {
  return [things.slice(0, -1).join(', '), ...things.slice(-1)].filter((part) => part !== '').join(' and ');
}

function understood({ mood, feel, ambience, why, unknown }: Description): readonly HTMLElement[] {
  if (why.length === 0)
    return [
      el(
        'p',
        { class: 'note' },
        `None of these words say anything about music yet, so you hear “${mood}”. Try a place, the weather, a time of day or a feeling.`,
      ),
    ];
  const words = [...why]
    .sort((a, b) => b.share - a.share)
    .slice(0, 6)
    .map(({ word, share }) => el('span', { class: 'word', style: `--share:${share}` }, word));
  const feeling = [
    feel.valence > 0.6 ? 'bright' : feel.valence < 0.4 ? 'dark' : 'neither bright nor dark',
    feel.arousal > 0.6 ? 'lively' : feel.arousal < 0.4 ? 'quiet' : 'moderate',
    ...(feel.tension > 0.6 ? ['tense'] : feel.tension < 0.3 ? ['at ease'] : []),
  ].join(', ');
  const sounds = (Object.keys(ambience) as AmbienceName[]).map((name) => AMBIENCE_WORDS[name]);
  const heard = sounds.length > 0 ? `, with the sounds of ${listed(sounds)}` : '';
  const lines = [el('p', { class: 'words' }, 'Understood: ', ...words, ` — ${feeling}, close to “${mood}”${heard}.`)];
  if (unknown.length > 0) lines.push(el('p', { class: 'note' }, `Not understood: ${unknown.slice(0, 6).join(', ')}`));
  return lines;
}
