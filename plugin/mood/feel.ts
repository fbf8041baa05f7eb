/** How music feels: a point of the dial. */

/** A point of the dial: valence, arousal and tension, each 0..1. */
export interface Feel {
  /** Unpleasant 0 .. pleasant 1. */
  readonly valence: number;
  /** Sleepy 0 .. excited 1. */
  readonly arousal: number;
  /** At rest 0 .. on edge 1. */
  readonly tension: number;
}

/** The axes of the dial. */
export const FEELINGS = ['valence', 'arousal', 'tension'] as const satisfies readonly (keyof Feel)[];
export type FeelingName = (typeof FEELINGS)[number];
