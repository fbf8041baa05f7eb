/** Moods on Russell's circle: valence to the right, arousal upwards. */

import type { Mood } from '../../mood/controls.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Most moods of a game that are drawn, so that their names can be read. */
const MOST = 24;
/** The words at the ends of the axes, each on one side of its axis or, where a mood is there, on the other. */
const AXES: readonly (readonly [Label, Label])[] = [
  beside({ word: 'excited', x: 51.5, y: 5.5, anchor: 'start' }, { x: 48.5, anchor: 'end' }),
  beside({ word: 'sleepy', x: 51.5, y: 98, anchor: 'start' }, { x: 48.5, anchor: 'end' }),
  beside({ word: 'unpleasant', x: 1.5, y: 49, anchor: 'start' }, { y: 57.5 }),
  beside({ word: 'pleasant', x: 98.5, y: 49, anchor: 'end' }, { y: 57.5 }),
];
/** Size of a spot, and about of a letter. */
const SPOT = 1.3;
const LETTER = { width: 2.3, height: 4.2 } as const;
/** How far the name of the mood that plays moves away from its spot, on which the pad's point may lie. */
const CLEAR = 2.6;

/** A word on the map, with the baseline of its text. */
interface Label {
  readonly word: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

function beside(label: Label, other: Partial<Label>): readonly [Label, Label] {
  return [label, { ...label, ...other }];
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The drawing, 100 units wide and high. */
export class MoodMap {
  readonly root = draw('svg', { viewBox: '0 0 100 100', role: 'img', 'aria-label': 'Moods by valence and arousal' });
  readonly #spots = new Map<string, { readonly spot: SVGElement; readonly text: SVGElement; readonly away: string }>();
  readonly #axes = draw('g', {});
  #shown: ReadonlyMap<string, Mood> | null = null;

  constructor() {
    this.root.append(
      draw('circle', { class: 'ring', cx: '50', cy: '50', r: '49' }),
      draw('path', { d: 'M50 1V99M1 50H99' }),
      this.#axes,
    );
  }

  /** Shows moods, and which of them plays. */
  show(moods: ReadonlyMap<string, Mood>, playing: string): void {
    if (moods !== this.#shown) this.#draw(moods);
    for (const [name, { spot, text, away }] of this.#spots) {
      const plays = name === playing;
      if (plays === spot.classList.contains('is-playing')) continue;
      spot.classList.toggle('is-playing', plays);
      text.setAttribute('transform', plays ? away : '');
    }
  }

  #draw(moods: ReadonlyMap<string, Mood>): void {
    this.#shown = moods;
    for (const { spot } of this.#spots.values()) spot.remove();
    this.#spots.clear();
    const drawn = [...moods]
      .slice(0, MOST)
      .map(([name, { valence, arousal }]) => ({ name, x: 100 * valence, y: 100 * (1 - arousal) }));
    const taken = drawn.map(({ x, y }): Box => [x - SPOT, y - SPOT, x + SPOT, y + SPOT]);
    const axes = AXES.map((places) => places.find((label) => isFree(boxOf(label), taken)) ?? places[0]);
    this.#axes.replaceChildren(...axes.map((label) => written(label, 'axis')));
    taken.push(...axes.map(boxOf));
    for (const { name, x, y } of drawn) {
      const places = placesAround(name.length > 14 ? `${name.slice(0, 13)}…` : name, x, y);
      const free = places.find((label) => isFree(boxOf(label), taken)) ?? places[0]!;
      taken.push(boxOf(free));
      const spot = draw('g', {});
      const text = written(free);
      spot.append(draw('circle', { class: 'spot', cx: String(x), cy: String(y), r: String(SPOT) }), text);
      const [right, down] = [Math.sign(free.x - x), free.x === x ? Math.sign(free.y - y) : 0];
      this.#spots.set(name, { spot, text, away: `translate(${CLEAR * right} ${CLEAR * down})` });
      this.root.append(spot);
    }
  }
}

/** Places for the name of a spot: right, left, below and above it. */
function placesAround(word: string, x: number, y: number): readonly Label[] {
  return [
    { word, x: x + 2.6, y: y + 1.5, anchor: 'start' },
    { word, x: x - 2.6, y: y + 1.5, anchor: 'end' },
    { word, x, y: y + 5.6, anchor: 'middle' },
    { word, x, y: y - 2.8, anchor: 'middle' },
  ];
}

function boxOf({ word, x, y, anchor }: Label): Box {
  const width = word.length * LETTER.width;
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return [left, y - 0.8 * LETTER.height, left + width, y + 0.2 * LETTER.height];
}

function isFree([left, top, right, bottom]: Box, taken: readonly Box[]): boolean {
  if (left < 0 || right > 100 || top < 0 || bottom > 100) return false;
  return taken.every(([l, t, r, b]) => right <= l || r <= left || bottom <= t || b <= top);
}

function written({ word, x, y, anchor }: Label, style = ''): SVGElement {
  const text = draw('text', { x: String(x), y: String(y), 'text-anchor': anchor, class: style });
  text.textContent = word;
  return text;
}

function draw(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
