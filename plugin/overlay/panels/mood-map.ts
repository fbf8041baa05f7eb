/** Moods on Russell's circle: valence to the right, arousal upwards. */

import type { Mood } from '../../mood/controls.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Most moods of a game that are drawn, so that their names can be read. */
const MOST = 24;
const AXES: readonly Label[] = [
  { word: 'excited', x: 51.5, y: 5.5, anchor: 'start' },
  { word: 'sleepy', x: 51.5, y: 98, anchor: 'start' },
  { word: 'unpleasant', x: 1.5, y: 49, anchor: 'start' },
  { word: 'pleasant', x: 98.5, y: 49, anchor: 'end' },
];
/** Size of a spot, and about of a letter. */
const SPOT = 1.3;
const LETTER = { width: 2.3, height: 4.2 } as const;

/** A word on the map, with the baseline of its text. */
interface Label {
  readonly word: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The drawing, 100 units wide and high. */
export class MoodMap {
  readonly root = draw('svg', { viewBox: '0 0 100 100', role: 'img', 'aria-label': 'Moods by valence and arousal' });
  readonly #spots = new Map<string, SVGElement>();
  #shown: ReadonlyMap<string, Mood> | null = null;

  constructor() {
    this.root.append(
      draw('circle', { class: 'ring', cx: '50', cy: '50', r: '49' }),
      draw('path', { d: 'M50 1V99M1 50H99' }),
      ...AXES.map((label) => written(label, 'axis')),
    );
  }

  /** Shows moods, and which of them plays. */
  show(moods: ReadonlyMap<string, Mood>, playing: string): void {
    if (moods !== this.#shown) this.#draw(moods);
    for (const [name, spot] of this.#spots) spot.classList.toggle('is-playing', name === playing);
  }

  #draw(moods: ReadonlyMap<string, Mood>): void {
    this.#shown = moods;
    for (const spot of this.#spots.values()) spot.remove();
    this.#spots.clear();
    const drawn = [...moods]
      .slice(0, MOST)
      .map(([name, { valence, arousal }]) => ({ name, x: 100 * valence, y: 100 * (1 - arousal) }));
    const taken = [...AXES.map(boxOf), ...drawn.map(({ x, y }): Box => [x - SPOT, y - SPOT, x + SPOT, y + SPOT])];
    for (const { name, x, y } of drawn) {
      const places = placesAround(name.length > 14 ? `${name.slice(0, 13)}…` : name, x, y);
      const free = places.find((label) => isFree(boxOf(label), taken)) ?? places[0]!;
      taken.push(boxOf(free));
      const spot = draw('g', {});
      spot.append(draw('circle', { class: 'spot', cx: String(x), cy: String(y), r: String(SPOT) }), written(free));
      this.#spots.set(name, spot);
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
