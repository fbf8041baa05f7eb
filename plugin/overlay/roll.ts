/** The piano roll: what sounded, sounds and will sound, drawn on one canvas that scrolls under a playhead. */

import type { Role } from '../music/score.ts';
import type { Seconds } from '../music/time.ts';
import { ACCENT, DIM, INK, LINE, ROLE_COLOURS, SANS, TEXT, WELL } from './look.ts';
import type { RollLayout, RollNote, RollSpan } from './roll-layout.ts';

/** What is seen beside the playhead. */
const PAST: Seconds = 5;
const COMING: Seconds = 4.5;
const CHORDS_HIGH = 22;
const PHRASES_HIGH = 18;
const DRUMS_HIGH = 34;
const BLACK_KEYS = [1, 3, 6, 8, 10];
/** Drums from low to high on their strip: kicks, toms, snares, cymbals and the rest. */
const DRUM_ROWS = 4;

/** How a note stands to the playhead. */
type NoteState = 'past' | 'sounds' | 'coming' | 'ghost';
/** Opacity of filling and outline, and the width of a glow. */
const LOOKS: Readonly<Record<NoteState, { fill: number; line: number; dashed: boolean; glow: number }>> = {
  past: { fill: 0.62, line: 0, dashed: false, glow: 0 },
  sounds: { fill: 1, line: 0, dashed: false, glow: 6 },
  coming: { fill: 0.3, line: 0.65, dashed: false, glow: 0 },
  ghost: { fill: 0.17, line: 0.5, dashed: true, glow: 0 },
};

/** One canvas and what is on it. */
export class Roll {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
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
  }

  /** Where things lie from now on. */
  show(layout: RollLayout): void {
    this.#layout = layout;
  }

  /** The note that is marked. */
  get picked(): RollNote | null {
    return this.#picked;
  }

  set picked(note: RollNote | null) {
    this.#picked = note;
  }

  /** Stops the scroll at a time, to look at something; null lets it go on. */
  set frozen(time: Seconds | null) {
    this.#frozen = time;
  }

  /** The clock time in the middle of what is seen. */
  get now(): Seconds {
    return this.#now;
  }

  /** Looks at the element's size; not for every frame, as that makes the browser lay out. */
  measure(): void {
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    if (clientWidth === this.#width && clientHeight === this.#height && ratio === this.#ratio) return;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#ratio = ratio;
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
  }

  /** The tonal note under a point of the canvas, or the nearest within a finger's breadth. */
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

  /** Draws the moment. */
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
    this.#low += (layout.low - this.#low) * 0.12;
    this.#high += (layout.high - this.#high) * 0.12;
    this.#keys();
    this.#lines(layout.beats, '#1b1f2d', 1);
    this.#lines(layout.barLines, '#333a52', 1);
    this.#past();
    this.#tonal(layout.notes, time);
    this.#strokes(layout.drums, time);
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

  #lines(times: readonly Seconds[], colour: string, wide: number): void {
    const context = this.#context;
    context.fillStyle = colour;
    for (const time of times) {
      const x = this.#x(time);
      if (x >= 0 && x <= this.#width) context.fillRect(Math.round(x), this.#top(), wide, this.#height);
    }
  }

  /** What was heard lies in a shade. */
  #past(): void {
    this.#context.fillStyle = 'rgba(6, 8, 14, 0.28)';
    this.#context.fillRect(0, this.#top(), this.#x(this.#now), this.#height);
  }

  /** Notes that look alike are one path: a call of the canvas costs more than a note. */
  #tonal(notes: readonly RollNote[], time: Seconds): void {
    const context = this.#context;
    const high = Math.max(3, Math.min(9, this.#row() * 0.86));
    const alike = new Map<string, { role: Role; state: NoteState; path: Path2D }>();
    let picked: readonly [x: number, y: number, wide: number, tall: number] | null = null;
    for (const note of notes) {
      const x = this.#x(note.time);
      const end = this.#x(note.end);
      if (end < 0 || x > this.#width) continue;
      const { role } = note;
      const tall = role === 'melody' ? high : high * 0.78;
      const y = this.#y(note.pitch) - tall / 2;
      const wide = Math.max(2.5, end - x - 1);
      const state = stateOf(note, time);
      const key = `${role}/${state}`;
      const group = alike.get(key) ?? { role, state, path: new Path2D() };
      alike.set(key, group);
      group.path.roundRect(x, y, wide, tall, Math.min(3, tall / 2, wide / 2));
      if (note === this.#picked) picked = [x - 2.5, y - 2.5, wide + 5, tall + 5];
    }
    for (const { role, state, path } of alike.values()) {
      const lead = role === 'melody';
      const { fill, line, dashed, glow } = LOOKS[state];
      context.fillStyle = ROLE_COLOURS[role];
      context.strokeStyle = ROLE_COLOURS[role];
      if (glow > 0) {
        context.globalAlpha = 0.22;
        context.lineWidth = glow;
        context.stroke(path);
      }
      context.globalAlpha = lead ? fill : fill * 0.6 + (state === 'sounds' ? 0.4 : 0);
      context.fill(path);
      if (line === 0 || (!lead && state !== 'ghost')) continue;
      context.globalAlpha = line;
      context.lineWidth = 1;
      context.setLineDash(dashed ? [2, 2] : []);
      context.stroke(path);
      context.setLineDash([]);
    }
    context.globalAlpha = 1;
    if (picked === null) return;
    context.strokeStyle = '#ffffff';
    context.lineWidth = 1.5;
    round(context, ...picked, 4);
    context.stroke();
  }

  #strokes(drums: readonly RollNote[], time: Seconds): void {
    const context = this.#context;
    const top = this.#height - DRUMS_HIGH;
    context.fillStyle = '#0d1018';
    context.fillRect(0, top, this.#width, DRUMS_HIGH);
    context.fillStyle = LINE;
    context.fillRect(0, top, this.#width, 1);
    context.fillStyle = ROLE_COLOURS.drums;
    for (const { pitch, time: at, velocity } of drums) {
      const x = this.#x(at);
      if (x < -4 || x > this.#width) continue;
      const y = top + DRUMS_HIGH - (drumRow(pitch) + 0.5) * (DRUMS_HIGH / DRUM_ROWS);
      const size = 2 + 3.2 * velocity;
      const age = time - at;
      context.globalAlpha = age < 0 ? 0.38 : age < 0.12 ? 1 : 0.6;
      context.fillRect(x, y - size / 2, age >= 0 && age < 0.12 ? size * 1.5 : size, size);
    }
    context.globalAlpha = 1;
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
    context.font = `${sounds ? 650 : 500} 12px ${SANS}`;
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
    context.font = `500 10px ${SANS}`;
    context.fillStyle = sounds ? TEXT : DIM;
    this.#label(name, Math.max(x, 0) + 6, to, CHORDS_HIGH + (PHRASES_HIGH - 5) / 2 + 0.5);
    context.globalAlpha = 1;
  }

  /** A text that stays within its span. */
  #label(text: string, x: number, end: number, y: number): void {
    const context = this.#context;
    if (end - x < 8) return;
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

function stateOf({ ghost, time, end }: RollNote, now: Seconds): NoteState {
  if (ghost) return 'ghost';
  return end <= now ? 'past' : time <= now ? 'sounds' : 'coming';
}

/** General MIDI drum keys to rows. */
function drumRow(pitch: number): number {
  if (pitch <= 36) return 0;
  if ([41, 43, 45, 47, 48, 50].includes(pitch)) return 1;
  return pitch <= 40 ? 2 : 3;
}

function round(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, r: number): void {
  context.beginPath();
  context.roundRect(x, y, w, h, Math.min(r, w / 2, h / 2));
}

/** The roles in the order of the key, and what they are called. */
export const ROLE_NAMES: Readonly<Partial<Record<Role, string>>> = {
  melody: 'Melody',
  counter: 'Counter',
  chords: 'Chords',
  pad: 'Pad',
  bass: 'Bass',
  drums: 'Drums',
};
