/** A sprite is all sampled notes of an instrument in one recording, with the places of the notes in it. */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import type { Loop } from '../loop.ts';

/** Where the click before the notes was put, in seconds from the start of what was encoded. */
export const CLICK_AT: Seconds = 0.02;
/** Where the first note was put; far enough behind the click that neither disturbs finding the other. */
export const FIRST_NOTE_AT: Seconds = 0.2;
/** The latest place of the click in a decoded recording: MP3 decoders leave at most 2,257 samples before it. */
const SEARCHED: Seconds = 0.12;

/** A note in a sprite. */
export interface SpriteNote {
  /** Sampled pitch, or the drum key. */
  readonly pitch: MidiPitch;
  /** From the start of what was encoded. */
  readonly start: Seconds;
  readonly seconds: Seconds;
  /** Linear gain that brings the note to the common level. */
  readonly gain: number;
  /** Where a held note goes round, from the note's start; absent where it dies away. */
  readonly loop?: Loop;
}

/** What a generated module in `samples/` exports. */
export interface Sprite {
  /** In the order of their places. */
  readonly notes: readonly SpriteNote[];
  /** MP3, mono, base64. */
  readonly mp3: string;
}

/** How much later everything is in a decoded recording than in what was encoded, found by its click. */
export function decodingDelay(decoded: Float32Array, sampleRate: number): Seconds {
  const searched = Math.min(decoded.length, Math.round(SEARCHED * sampleRate));
  let click = 0;
  for (let i = 1; i < searched; i++) if (Math.abs(decoded[i]!) > Math.abs(decoded[click]!)) click = i;
  return click / sampleRate - CLICK_AT;
}
