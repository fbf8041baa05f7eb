/** The state that scenes share: health, found items, the traveller's position, and the hour. */

import type { Scene } from 'phaser';
import type { MonsterKind } from './art/monsters.ts';

/** A monster that roams a place. */
export interface Foe {
  readonly id: string;
  readonly kind: MonsterKind;
  readonly x: number;
  readonly y: number;
  /** True for monsters that swallowed one of the well's notes; the others return. */
  readonly note: boolean;
}

/** A position on the ground. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Number of notes that the well has lost. */
export const LOST_NOTES = 3;
/** Seconds from one noon to the next. */
const DAY = 150;
/** Distance from the end of a place at which one enters, in pixels. */
const DOORSTEP = 56;

/** The state of one play-through. */
export class GameState {
  /** 0..1 */
  health = 1;
  /** Monsters that were beaten. */
  readonly beaten = new Set<string>();
  /** Items that were found or opened. */
  readonly found = new Set<string>();
  /** Notes found so far. */
  notes = 0;
  /** Notes given back to the well. */
  returned = 0;
  /** Where a battle began in each place, and where the traveller returns. */
  private readonly spots = new Map<string, Spot>();
  /** The end at which the next place is entered, and the depth. */
  private entry: { readonly side: 'left' | 'right'; readonly y: number } | null = null;
  /** Seconds since midnight. */
  private clock = DAY * 0.4;

  /** Advances the time. */
  pass(seconds: number): void {
    this.clock += seconds;
  }

  /** Sets the hour, 0..1 from midnight to midnight. */
  set hour(hour: number) {
    this.clock = hour * DAY;
  }

  /** The hour, 0..1 from midnight to midnight. */
  get hour(): number {
    return (this.clock / DAY) % 1;
  }

  /** Darkness outside: 0 at noon, 1 at midnight. */
  get night(): number {
    return 0.5 + 0.5 * Math.cos(this.hour * Math.PI * 2);
  }

  /** Whether it rains in the wood now. */
  get rains(): boolean {
    return this.hour > 0.86 || this.hour < 0.06;
  }

  /** Stores a spot of a place for the next {@link arrival}. */
  keep(place: string, spot: Spot): void {
    this.spots.set(place, spot);
  }

  /** Stores the end by which the next place is entered. */
  enter(side: 'left' | 'right', y: number): void {
    this.entry = { side, y };
    // Monsters without a note return after a change of place.
    for (const id of this.beaten) if (id.startsWith('prowler')) this.beaten.delete(id);
  }

  /** Where the traveller appears in a place of a width; the stored spot is used once. */
  arrival(place: string, width: number, otherwise: Spot): Spot {
    const { entry } = this;
    const kept = this.spots.get(place);
    this.spots.delete(place);
    this.entry = null;
    if (entry) return { x: entry.side === 'left' ? DOORSTEP : width - DOORSTEP, y: entry.y };
    return kept ?? otherwise;
  }
}

/** The state of the game, created on the first call. */
export function gameStateOf(scene: Scene): GameState {
  const known: unknown = scene.registry.get('game-state');
  return known instanceof GameState ? known : restart(scene);
}

/** Starts a new game. */
export function restart(scene: Scene): GameState {
  const state = new GameState();
  scene.registry.set('game-state', state);
  return state;
}
