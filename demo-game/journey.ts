/** What is remembered between scenes: health, what was found, where the traveller stood, and the hour. */

import type { Scene } from 'phaser';
import type { MonsterKind } from './art/monsters.ts';

/** A monster that walks about in a place. */
export interface Foe {
  readonly id: string;
  readonly kind: MonsterKind;
  readonly x: number;
  readonly y: number;
  /** True for those that swallowed one of the well's notes; the others come back. */
  readonly note: boolean;
}

/** Where someone stands. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Notes that the well has lost. */
export const LOST_NOTES = 3;
/** Seconds from one noon to the next. */
const DAY = 150;
/** How far from the end of a place one comes in, in pixels. */
const DOORSTEP = 56;

/** The state of one play-through. */
export class Journey {
  /** 0..1 */
  health = 1;
  /** Monsters that were overcome. */
  readonly beaten = new Set<string>();
  /** Things that were found or opened. */
  readonly found = new Set<string>();
  /** Notes found so far. */
  notes = 0;
  /** Notes given back to the well. */
  returned = 0;
  /** Where a battle began, and so where to go on in that place. */
  private readonly spots = new Map<string, Spot>();
  /** By which end a place is entered next, and at what depth. */
  private entry: { readonly side: 'left' | 'right'; readonly y: number } | null = null;
  /** Seconds since midnight. */
  private clock = DAY * 0.4;

  /** Lets time pass. */
  pass(seconds: number): void {
    this.clock += seconds;
  }

  /** Jumps to an hour, 0..1 from midnight to midnight. */
  set hour(hour: number) {
    this.clock = hour * DAY;
  }

  /** The hour, 0..1 from midnight to midnight. */
  get hour(): number {
    return (this.clock / DAY) % 1;
  }

  /** How dark it is outside: 0 at noon, 1 at midnight. */
  get night(): number {
    return 0.5 + 0.5 * Math.cos(this.hour * Math.PI * 2);
  }

  /** Whether a shower passes over the wood now. */
  get rains(): boolean {
    return this.hour > 0.86 || this.hour < 0.06;
  }

  /** Remembers a spot of a place for the next {@link arrival} there. */
  keep(place: string, spot: Spot): void {
    this.spots.set(place, spot);
  }

  /** Remembers that the next place is entered by one of its ends. */
  enter(side: 'left' | 'right', y: number): void {
    this.entry = { side, y };
    // Those that hold no note come back while one is elsewhere.
    for (const id of this.beaten) if (id.startsWith('prowler')) this.beaten.delete(id);
  }

  /** Where someone stands who comes to a place of some width; what was remembered for it is used up. */
  arrival(place: string, width: number, otherwise: Spot): Spot {
    const { entry } = this;
    const kept = this.spots.get(place);
    this.spots.delete(place);
    this.entry = null;
    if (entry) return { x: entry.side === 'left' ? DOORSTEP : width - DOORSTEP, y: entry.y };
    return kept ?? otherwise;
  }
}

/** The game's journey, begun at the first call. */
export function journeyOf(scene: Scene): Journey {
  const known: unknown = scene.registry.get('journey');
  return known instanceof Journey ? known : restart(scene);
}

/** Begins the journey anew. */
export function restart(scene: Scene): Journey {
  const journey = new Journey();
  scene.registry.set('journey', journey);
  return journey;
}
