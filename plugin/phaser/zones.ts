/**
 * Zones turn the player's position into moods and signals: near an object, inside a rectangle, or on the tiles of a layer.
 * They are polled once per frame and send only changes.
 */

import { checkFields } from '../mood/names.ts';
import { checkNumber } from '../mood/validate.ts';
import { clamp01 } from '../music/pitch.ts';
import type { NormalRange } from '../music/time.ts';
import { PRIORITIES, type PushOptions } from '../soundtrack/push-options.ts';

/** An object with a position in the world; it may move. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in the world; `Phaser.Geom.Rectangle` and Tiled's objects fit. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** A layer of tiles; `Phaser.Tilemaps.TilemapLayer` fits. */
export interface Tiles {
  hasTileAtWorldXY(x: number, y: number): boolean;
}

/** A zone: its place is one of `near`, `inside` and `tiles`, its effect `mood` and `signal`. */
export interface ZoneDefinition extends Pick<PushOptions, 'at' | 'fade' | 'priority'> {
  /** The center of a round zone. */
  readonly near?: Point;
  /** With `near`: radius in pixels at which the zone begins. */
  readonly within?: number;
  /** With `near`: radius in pixels within which the level is 1. Default 0. */
  readonly full?: number;
  readonly inside?: Area;
  /** With `inside`: pixels around the rectangle over which the zone fades out. Default 0. */
  readonly margin?: number;
  readonly tiles?: Tiles;
  /** The mood that is pushed while the target is in the zone. */
  readonly mood?: string;
  /** A signal that is 1 (the second end of its range) in the zone and 0 outside; of several zones the highest level counts. */
  readonly signal?: string;
}

/** An active zone. */
export interface Zone {
  /** Ends it: its mood is popped and its signal falls. May be called twice. */
  remove(): void;
}

/** The receiver of moods and signals. */
export interface ZoneActions {
  push(mood: string, options: PushOptions): void;
  pop(key: string): void;
  /** Level 0 (outside) .. 1 (inside). */
  signal(name: string, level: NormalRange): void;
  warn(message: string, cause: unknown): void;
}

const FIELDS = ['near', 'within', 'full', 'inside', 'margin', 'tiles', 'mood', 'signal', 'at', 'fade', 'priority'];
/** Leaving takes this factor of the radius, so that the mood does not flap at the border. */
const LEAVE = 1.1;

interface Watched {
  readonly key: string;
  readonly target: Point;
  readonly zone: ZoneDefinition;
  readonly isAwake: () => boolean;
  level: NormalRange;
  entered: boolean;
  failed: boolean;
}

/** All zones of a game. */
export class Zones {
  private watched: readonly Watched[] = [];
  private count = 0;
  private readonly sent = new Map<string, NormalRange>();

  constructor(private readonly actions: ZoneActions) {}

  /** Adds a zone for a target; while `isAwake` returns false, the target counts as outside. @throws if the definition is invalid. */
  add(target: Point, zone: ZoneDefinition, isAwake: () => boolean = () => true): Zone {
    checkZone(target, zone);
    const entry = {
      key: `zone ${this.count++}`,
      target,
      zone: { ...zone },
      isAwake,
      level: 0,
      entered: false,
      failed: false,
    };
    this.watched = [...this.watched, entry];
    return { remove: () => this.remove(entry) };
  }

  /** Polls every zone. Never throws. */
  poll(): void {
    if (this.watched.length === 0) return;
    for (const entry of this.watched) this.look(entry);
    this.sendSignals();
  }

  /** The moods of all zones. */
  get moods(): readonly string[] {
    return [...new Set(this.watched.flatMap(({ zone }) => zone.mood ?? []))];
  }

  /** The signals of all zones. */
  get signals(): readonly string[] {
    return [...new Set(this.watched.flatMap(({ zone }) => zone.signal ?? []))];
  }

  /** Forgets what was sent, so that the next poll sends everything again. */
  resend(): void {
    this.sent.clear();
    for (const entry of this.watched) entry.entered = false;
  }

  private look(entry: Watched): void {
    const { zone, key } = entry;
    try {
      const { level, entered } = entry.isAwake() ? placeIn(entry.target, zone, entry.entered) : OUTSIDE;
      entry.level = level;
      if (entered === entry.entered) return;
      entry.entered = entered;
      if (zone.mood === undefined) return;
      if (!entered) this.actions.pop(key);
      else {
        const { at, fade, priority } = zone;
        // A push with a function as `until` is not saved: the zone pushes it again after a load.
        const until = () => !entry.entered || !this.watched.includes(entry);
        const options = { as: key, until, ...(at && { at }), ...(fade !== undefined && { fade }) };
        this.actions.push(zone.mood, priority === undefined ? options : { ...options, priority });
      }
    } catch (error) {
      if (!entry.failed) this.actions.warn('a zone could not be checked', error);
      entry.failed = true;
    }
  }

  private sendSignals(): void {
    const levels = new Map<string, NormalRange>();
    for (const { zone, level } of this.watched)
      if (zone.signal !== undefined) levels.set(zone.signal, Math.max(level, levels.get(zone.signal) ?? 0));
    for (const name of this.sent.keys()) if (!levels.has(name)) levels.set(name, 0);
    for (const [name, level] of levels) {
      if (this.sent.get(name) === level) continue;
      this.sent.set(name, level);
      this.actions.signal(name, level);
    }
  }

  private remove(entry: Watched): void {
    if (!this.watched.includes(entry)) return;
    this.watched = this.watched.filter((other) => other !== entry);
    if (entry.entered && entry.zone.mood !== undefined) this.actions.pop(entry.key);
    this.sendSignals();
  }
}

const OUTSIDE = { level: 0, entered: false };

/** The level of a zone at a point, 0..1, and whether its mood applies there; `was` = whether it applied before. */
export function placeIn({ x, y }: Point, zone: ZoneDefinition, was: boolean): { level: NormalRange; entered: boolean } {
  const { near, within = 0, full = 0, inside, margin = 0, tiles } = zone;
  if (tiles !== undefined) return tiles.hasTileAtWorldXY(x, y) ? { level: 1, entered: true } : OUTSIDE;
  if (near !== undefined) {
    const far = Math.hypot(near.x - x, near.y - y);
    if (Number.isNaN(far)) return OUTSIDE;
    return { level: clamp01((within - far) / (within - full)), entered: far < within * (was ? LEAVE : 1) };
  }
  const area = inside!;
  const far = Math.hypot(
    Math.max(area.x - x, 0, x - area.x - area.width),
    Math.max(area.y - y, 0, y - area.y - area.height),
  );
  if (Number.isNaN(far)) return OUTSIDE;
  const level = far === 0 ? 1 : margin === 0 ? 0 : clamp01(1 - far / margin);
  return { level, entered: far === 0 || (was && level > 0) };
}

function checkZone(target: Point, zone: ZoneDefinition): void {
  if (typeof target?.x !== 'number' || typeof target.y !== 'number')
    throw new TypeError('zone: the target needs x and y, as every Phaser game object has');
  if (typeof zone !== 'object' || zone === null)
    throw new TypeError("zone: give a definition, e.g. { inside: area, mood: 'cave' }");
  checkFields('zone', zone, FIELDS);
  const { near, within, full = 0, inside, margin, tiles, mood, signal } = zone;
  if ([near, inside, tiles].filter((place) => place !== undefined).length !== 1)
    throw new TypeError('zone: give exactly one of near, inside and tiles');
  if (mood === undefined && signal === undefined) throw new TypeError("zone: give mood: 'cave' or signal: 'danger'");
  if (near !== undefined) {
    checkNumber('zone: within', within, { min: 0, max: Number.MAX_SAFE_INTEGER });
    checkNumber('zone: full', full, { min: 0, max: within! });
    if (full === within) throw new RangeError(`zone: full and within are both ${full}; within must be farther`);
  }
  if (zone.priority !== undefined) checkNumber('zone: priority', zone.priority, PRIORITIES);
  if (margin !== undefined) checkNumber('zone: margin', margin, { min: 0, max: Number.MAX_SAFE_INTEGER });
}
