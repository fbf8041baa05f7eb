/** What is kept by `pages/ear.js` in a page, and what tests read of it. */

import type { Game } from 'phaser';

/** A level of about a tenth of a second that left the page. */
export interface Level {
  /** Audio clock, in seconds. */
  readonly time: number;
  readonly rms: number;
  readonly peak: number;
}

/** An event of the music, with what tests read of it. */
export interface Heard {
  readonly name: string;
  readonly mood: string;
  readonly time: number;
  readonly source?: string;
  readonly hash?: string;
  readonly reason?: string;
}

declare global {
  interface Window {
    ear: {
      /** Warnings, errors, exceptions and violations of the page's policy. */
      readonly complaints: string[];
      readonly levels: Level[];
      /** Events of the music, for tests that collect them. */
      readonly events: Heard[];
      /** `blur`, `focus`, `hidden` and `visible`, as they came. */
      readonly focus: string[];
      /** States of the audio context, as they came. */
      readonly states: string[];
      readonly context: AudioContext | null;
    };
    game: Game;
  }
}
