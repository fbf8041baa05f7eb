/** The parts of a place, as plain data. */

import type { Spot } from '../game-state.ts';

/** An action at a spot. */
export interface Action extends Spot {
  readonly reach: number;
  readonly hint: string;
  /** Its description in the "How it works" view. */
  readonly call?: string;
  readonly act: () => void;
}

/** An exit to another place, at the left or right end. */
export interface Exit {
  readonly side: 'left' | 'right';
  readonly to: string;
  readonly hint: string;
}

/** A section of a place with its own mood. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly mood: string;
  readonly name: string;
}

/** The look of a place. */
export interface PlaceLook {
  readonly title: string;
  readonly subtitle: string;
  readonly width: number;
  readonly entrance: Spot;
  /** The sky by day; null = always dark. */
  readonly sky: 'sky-day' | 'sky-sand' | null;
}
