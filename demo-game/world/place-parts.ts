/** What a place is made of, as plain data. */

import type { Spot } from '../journey.ts';

/** Something to do at a spot. */
export interface Deed extends Spot {
  readonly reach: number;
  readonly hint: string;
  /** What it says to the music, for those who look how it works. */
  readonly says?: string;
  readonly act: () => void;
}

/** A way to another place, at the left or right end. */
export interface Exit {
  readonly side: 'left' | 'right';
  readonly to: string;
  readonly hint: string;
}

/** A stretch of a place with a mood of its own. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly mood: string;
  readonly name: string;
}

/** What makes a place. */
export interface PlaceLook {
  readonly title: string;
  readonly subtitle: string;
  readonly width: number;
  readonly entrance: Spot;
  /** The sky by day; without one, it is always dark. */
  readonly sky: 'sky-day' | 'sky-sand' | null;
}
