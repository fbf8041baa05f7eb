/**
 * The notes of a roll as paths, built when layout or keys change and only translated while scrolling, because building a
 * path costs far more than drawing it. Past and future are one path in two clips, left and right of the playhead; the few
 * current notes are drawn on top.
 */

import { ROLES, type Role } from '../music/score.ts';
import type { Seconds } from '../music/time.ts';
import type { RollLayout, RollNote } from './roll-layout.ts';
import { ROLE_COLORS } from './theme.ts';

/** The pitch axis of the canvas, in its pixels. */
export interface RollGrid {
  /** Height of a key; `top` is the y of the highest. */
  readonly row: number;
  readonly top: number;
  readonly high: number;
  readonly perSecond: number;
  /** The drum strip. */
  readonly drumsTop: number;
  readonly drumsHigh: number;
}

/** The visible part of the roll. */
export interface RollWindow {
  readonly width: number;
  readonly height: number;
  /** X of the playhead. */
  readonly at: number;
  /** The time at the playhead, and the time that sounds; they differ while the roll is stopped. */
  readonly now: Seconds;
  readonly sounds: Seconds;
}

/** Number of rows of the drum strip, from low to high: kicks, toms, snares, cymbals and others. */
const DRUM_ROWS = 4;
const TOMS = [41, 43, 45, 47, 48, 50];
/** Duration of a stroke's flash. */
const FLASH: Seconds = 0.12;
const GLOW = 6;

interface RolePaths {
  readonly role: Role;
  readonly solid: Path2D;
  readonly ghost: Path2D;
}

/** Draws the notes of a roll. */
export class RollNotes {
  #layout: RollLayout | null = null;
  #grid: RollGrid | null = null;
  #origin: Seconds = 0;
  #paths: readonly RolePaths[] = [];
  #strokes = new Path2D();

  /** The canvas y of a pitch's center. */
  static y(pitch: number, { top, high, row }: RollGrid): number {
    return top + (high - pitch + 0.5) * row;
  }

  /** Draws the notes of a layout at their current position. */
  draw(context: CanvasRenderingContext2D, layout: RollLayout, grid: RollGrid, window: RollWindow): void {
    this.#build(layout, grid);
    const { width, height, at, now } = window;
    const left = at + (this.#origin - now) * grid.perSecond;
    this.#through(context, 0, at, height, left, true);
    this.#through(context, at, width - at, height, left, false);
    this.#sounding(context, layout, grid, window);
  }

  #build(layout: RollLayout, grid: RollGrid): void {
    const same =
      this.#grid !== null && Object.entries(grid).every(([key, value]) => this.#grid![key as keyof RollGrid] === value);
    if (same && layout === this.#layout) return;
    this.#layout = layout;
    this.#grid = grid;
    this.#origin = layout.notes[0]?.time ?? layout.drums[0]?.time ?? 0;
    const paths = new Map<Role, RolePaths>();
    for (const note of layout.notes) {
      const { role, ghost } = note;
      const path = paths.get(role) ?? { role, solid: new Path2D(), ghost: new Path2D() };
      paths.set(role, path);
      const [x, y, wide, tall] = this.place(note, grid, this.#origin);
      // Rounded corners only for the melody; on other parts they are too small to notice.
      if (role === 'melody')
        path[ghost ? 'ghost' : 'solid'].roundRect(x, y, wide, tall, Math.min(3, tall / 2, wide / 2));
      else path[ghost ? 'ghost' : 'solid'].rect(x, y, wide, tall);
    }
    this.#paths = ROLES.flatMap((role) => paths.get(role) ?? []).sort(
      (a, b) => Number(a.role === 'melody') - Number(b.role === 'melody'),
    );
    this.#strokes = new Path2D();
    for (const stroke of layout.drums) {
      const [x, y, size] = this.#stroke(stroke, grid, this.#origin);
      this.#strokes.rect(x, y, size, size);
    }
  }

  /** A note's rectangle, in pixels from the position of a time: x, y, width and height. */
  place(
    { role, pitch, time, end }: RollNote,
    grid: RollGrid,
    from: Seconds,
  ): readonly [number, number, number, number] {
    const high = Math.max(3, Math.min(9, grid.row * 0.86));
    const tall = role === 'melody' ? high : high * 0.78;
    const wide = Math.max(2.5, (end - time) * grid.perSecond - 1);
    return [(time - from) * grid.perSecond, RollNotes.y(pitch, grid) - tall / 2, wide, tall];
  }

  #stroke({ pitch, time, velocity }: RollNote, { drumsTop, drumsHigh, perSecond }: RollGrid, from: Seconds) {
    const size = 2 + 3.2 * velocity;
    const y = drumsTop + drumsHigh - (drumRow(pitch) + 0.5) * (drumsHigh / DRUM_ROWS);
    return [(time - from) * perSecond, y - size / 2, size] as const;
  }

  /** Draws all paths in one clip. */
  #through(
    context: CanvasRenderingContext2D,
    x: number,
    width: number,
    height: number,
    left: number,
    past: boolean,
  ): void {
    context.save();
    context.beginPath();
    context.rect(x, 0, width, height);
    context.clip();
    context.translate(left, 0);
    for (const { role, solid, ghost } of this.#paths) {
      const lead = role === 'melody';
      context.fillStyle = ROLE_COLORS[role];
      context.globalAlpha = (past ? 0.62 : 0.3) * (lead ? 1 : 0.6);
      context.fill(solid);
      if (past) continue;
      context.globalAlpha = 0.17 * (lead ? 1 : 0.6);
      context.fill(ghost);
      context.strokeStyle = ROLE_COLORS[role];
      context.lineWidth = 1;
      if (lead) {
        context.globalAlpha = 0.65;
        context.stroke(solid);
      }
      context.globalAlpha = 0.5;
      context.setLineDash([2, 2]);
      context.stroke(ghost);
      context.setLineDash([]);
    }
    context.fillStyle = ROLE_COLORS.drums;
    context.globalAlpha = past ? 0.6 : 0.38;
    context.fill(this.#strokes);
    context.restore();
  }

  #sounding(
    context: CanvasRenderingContext2D,
    layout: RollLayout,
    grid: RollGrid,
    { at, now, sounds }: RollWindow,
  ): void {
    for (const note of layout.notes) {
      if (note.ghost || note.time > sounds || note.end <= sounds) continue;
      const [x, y, wide, tall] = this.place(note, grid, now);
      context.fillStyle = ROLE_COLORS[note.role];
      context.globalAlpha = 0.22;
      context.fillRect(at + x - GLOW / 2, y - GLOW / 2, wide + GLOW, tall + GLOW);
      context.globalAlpha = 1;
      context.fillRect(at + x, y, wide, tall);
    }
    context.fillStyle = ROLE_COLORS.drums;
    context.globalAlpha = 1;
    for (const stroke of layout.drums) {
      if (stroke.time > sounds || sounds - stroke.time >= FLASH) continue;
      const [x, y, size] = this.#stroke(stroke, grid, now);
      context.fillRect(at + x, y, size * 1.5, size);
    }
  }
}

/** The row of a General MIDI drum key. */
function drumRow(pitch: number): number {
  if (pitch <= 36) return 0;
  if (TOMS.includes(pitch)) return 1;
  return pitch <= 40 ? 2 : 3;
}
