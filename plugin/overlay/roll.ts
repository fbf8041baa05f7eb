/** The piano roll: past, current and future notes on a canvas that scrolls under a playhead. */

import type { Role } from '../music/score.ts';
import type { Seconds } from '../music/time.ts';
import type { RollLayout, RollNote, RollSpan } from './roll-layout.ts';
import { type RollGrid, RollNotes } from './roll-notes.ts';
import { ACCENT, DIM, INK, LINE, SANS, TEXT, WELL } from './theme.ts';

/** Time spans visible left and right of the playhead. */
const PAST: Seconds = 5;
const COMING: Seconds = 4.5;
const CHORDS_HIGH = 22;
const PHRASES_HIGH = 18;
const DRUMS_HIGH = 34;
const BLACK_KEYS = [1, 3, 6, 8, 10];

/** The canvas of a roll. */
export class Roll {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #notes = new RollNotes();
  /** Cached widths of texts. */
  readonly #widths = new Map<string, number>();
  #font = '';
  #layout: RollLayout | null = null;
  #picked: RollNote | null = null;
  #low = 45;
  #high = 80;
  #width = 0;
  #height = 0;
  #ratio = 1;
  #now: Seconds = 0;
  #frozen: Seconds | null = null;

  constructor(name: string) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'roll';
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', name);
    this.#context = this.canvas.getContext('2d', { alpha: false })!;
    // Reading the size would force layout; an observer reports it when layout happens anyway.
    new ResizeObserver(([entry]) => {
      if (entry !== undefined) this.#resize(entry.contentRect.width, entry.contentRect.height);
    }).observe(this.canvas);
  }

  /** Sets the layout to draw. */
  show(layout: RollLayout): void {
    this.#layout = layout;
  }

  /** The selected note. */
  get picked(): RollNote | null {
    return this.#picked;
  }

  set picked(note: RollNote | null) {
    this.#picked = note;
  }

  /** Stops scrolling at a time; null continues. */
  set frozen(time: Seconds | null) {
    this.#frozen = time;
  }

  /** The clock time at the playhead. */
  get now(): Seconds {
    return this.#now;
  }

  #resize(width: number, height: number): void {
    const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    if (width === this.#width && height === this.#height && ratio === this.#ratio) return;
    this.#width = width;
    this.#height = height;
    this.#ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    // Resizing a canvas resets its font.
    this.#font = '';
  }

  /** The pitched note at a point of the canvas, or the nearest within a finger's width. */
  noteAt(x: number, y: number): RollNote | null {
    let best: RollNote | null = null;
    let least = 14;
    for (const note of this.#layout?.notes ?? []) {
      const left = this.#x(note.time);
      const right = this.#x(note.end);
      const dx = Math.max(0, left - x, x - right);
      const far = Math.hypot(dx, this.#y(note.pitch) - y) - (note.role === 'melody' ? 3 : 0);
      if (far < least) [best, least] = [note, far];
    }
    return best;
  }

  /** Draws the roll at a clock time. */
  draw(time: Seconds): void {
    const layout = this.#layout;
    const { width, height } = { width: this.#width, height: this.#height };
    if (width === 0 || height === 0) return;
    this.#now = this.#frozen ?? time;
    const context = this.#context;
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    context.fillStyle = WELL;
    context.fillRect(0, 0, width, height);
    if (layout === null) return;
    this.#low = glide(this.#low, layout.low);
    this.#high = glide(this.#high, layout.high);
    this.#keys();
    this.#lines(layout.beats, '#1b1f2d', 1);
    this.#lines(layout.barLines, '#333a52', 1);
    this.#past();
    this.#drumStrip();
    const window = { width, height, at: this.#x(this.#now), now: this.#now, sounds: time };
    this.#notes.draw(context, layout, this.#grid(), window);
    context.globalAlpha = 1;
    if (this.#picked !== null) this.#mark(this.#picked);
    this.#spans(layout);
    this.#playhead();
  }

  #x(time: Seconds): number {
    return ((time - this.#now + PAST) / (PAST + COMING)) * this.#width;
  }

  #top(): number {
    return CHORDS_HIGH + PHRASES_HIGH;
  }

  #row(): number {
    return (this.#height - this.#top() - DRUMS_HIGH) / (this.#high - this.#low + 1);
  }

  #y(pitch: number): number {
    return this.#top() + (this.#high - pitch + 0.5) * this.#row();
  }

  #keys(): void {
    const context = this.#context;
    const row = this.#row();
    context.fillStyle = '#0f121b';
    for (let pitch = Math.floor(this.#low); pitch <= Math.ceil(this.#high); pitch++) {
      if (BLACK_KEYS.includes(((pitch % 12) + 12) % 12)) continue;
      context.fillRect(0, this.#y(pitch) - row / 2, this.#width, row);
    }
    context.fillStyle = '#1c2130';
    for (let pitch = Math.ceil(this.#low / 12) * 12; pitch <= this.#high; pitch += 12)
      context.fillRect(0, Math.round(this.#y(pitch) + row / 2), this.#width, 1);
  }

  #lines(times: readonly Seconds[], color: string, wide: number): void {
    const context = this.#context;
    context.fillStyle = color;
    for (const time of times) {
      const x = this.#x(time);
      if (x >= 0 && x <= this.#width) context.fillRect(Math.round(x), this.#top(), wide, this.#height);
    }
  }

  /** Shades the past. */
  #past(): void {
    this.#context.fillStyle = 'rgba(6, 8, 14, 0.28)';
    this.#context.fillRect(0, this.#top(), this.#x(this.#now), this.#height);
  }

  #grid(): RollGrid {
    return {
      row: this.#row(),
      top: this.#top(),
      high: this.#high,
      perSecond: this.#width / (PAST + COMING),
      drumsTop: this.#height - DRUMS_HIGH,
      drumsHigh: DRUMS_HIGH,
    };
  }

  #drumStrip(): void {
    const context = this.#context;
    const top = this.#height - DRUMS_HIGH;
    context.fillStyle = '#0d1018';
    context.fillRect(0, top, this.#width, DRUMS_HIGH);
    context.fillStyle = LINE;
    context.fillRect(0, top, this.#width, 1);
  }

  #mark(note: RollNote): void {
    const [x, y, wide, tall] = this.#notes.place(note, this.#grid(), this.#now);
    const context = this.#context;
    context.strokeStyle = '#ffffff';
    context.lineWidth = 1.5;
    round(context, this.#x(this.#now) + x - 2.5, y - 2.5, wide + 5, tall + 5, 4);
    context.stroke();
  }

  #spans({ chords, phrases, motifs }: RollLayout): void {
    const context = this.#context;
    context.fillStyle = INK;
    context.fillRect(0, 0, this.#width, this.#top());
    context.textBaseline = 'middle';
    for (const span of chords) this.#chord(span);
    for (const span of phrases) this.#phrase(span);
    for (const { time, end } of motifs) {
      const [x, to] = [this.#x(time), this.#x(end)];
      if (to < 0 || x > this.#width) continue;
      context.fillStyle = ACCENT;
      context.fillRect(x + 2, this.#top() - 3, Math.max(0, to - x - 4), 2);
    }
    context.fillStyle = LINE;
    context.fillRect(0, this.#top() - 1, this.#width, 1);
  }

  #chord({ time, end, name, ghost }: RollSpan): void {
    const [x, to] = [this.#x(time), this.#x(end)];
    if (to < 0 || x > this.#width) return;
    const context = this.#context;
    const sounds = time <= this.#now && this.#now < end;
    this.#write(`550 12px ${SANS}`);
    context.fillStyle = sounds ? ACCENT : ghost || time > this.#now ? DIM : TEXT;
    context.globalAlpha = ghost ? 0.6 : sounds ? 1 : time > this.#now ? 0.9 : 0.6;
    this.#label(name, x + 5, to, CHORDS_HIGH / 2 + 1);
    context.globalAlpha = 1;
  }

  #phrase({ time, end, name, ghost }: RollSpan): void {
    const [x, to] = [this.#x(time), this.#x(end)];
    if (to < 0 || x > this.#width) return;
    const context = this.#context;
    const sounds = time <= this.#now && this.#now < end;
    round(context, x + 1, CHORDS_HIGH, Math.max(2, to - x - 2), PHRASES_HIGH - 5, 4);
    context.fillStyle = sounds ? '#31384f' : '#1e2333';
    context.globalAlpha = ghost ? 0.6 : 1;
    context.fill();
    this.#write(`500 10px ${SANS}`);
    context.fillStyle = sounds ? TEXT : DIM;
    this.#label(name, Math.max(x, 0) + 6, to, CHORDS_HIGH + (PHRASES_HIGH - 5) / 2 + 0.5);
    context.globalAlpha = 1;
  }

  /** Sets the font only if it changes, because the browser parses it each time. */
  #write(font: string): void {
    if (font !== this.#font) this.#context.font = font;
    this.#font = font;
  }

  /** Draws a text within its span. */
  #label(text: string, x: number, end: number, y: number): void {
    const context = this.#context;
    if (end - x < 8) return;
    const key = `${this.#font} ${text}`;
    const wide = this.#widths.get(key) ?? context.measureText(text).width;
    this.#widths.set(key, wide);
    // Clipping costs more than the text, so it is used only for texts that do not fit.
    if (wide <= end - x - 2) {
      context.fillText(text, x, y);
      return;
    }
    context.save();
    context.beginPath();
    context.rect(x, 0, end - x - 2, this.#height);
    context.clip();
    context.fillText(text, x, y);
    context.restore();
  }

  #playhead(): void {
    const context = this.#context;
    const x = Math.round(this.#x(this.#now));
    context.fillStyle = 'rgba(255, 180, 84, 0.16)';
    context.fillRect(x - 4, this.#top(), 9, this.#height);
    context.fillStyle = ACCENT;
    context.fillRect(x, this.#top() - 1, 1.5, this.#height);
    context.beginPath();
    context.moveTo(x - 5, this.#top() - 1);
    context.lineTo(x + 6, this.#top() - 1);
    context.lineTo(x + 0.5, this.#top() + 6);
    context.fill();
  }
}

/** Moves a value part of the way to a target. */
function glide(from: number, to: number): number {
  return Math.abs(to - from) < 0.05 ? to : from + (to - from) * 0.12;
}

function round(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, r: number): void {
  context.beginPath();
  context.roundRect(x, y, w, h, Math.min(r, w / 2, h / 2));
}

/** Names of the roles, in the order of the legend. */
export const ROLE_NAMES: Readonly<Partial<Record<Role, string>>> = {
  melody: 'Melody',
  counter: 'Counter',
  chords: 'Chords',
  pad: 'Pad',
  bass: 'Bass',
  drums: 'Drums',
};
