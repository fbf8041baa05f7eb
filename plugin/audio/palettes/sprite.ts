/** A sprite is one recording with all sampled notes of an instrument, and their positions. */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import type { Loop } from '../loop.ts';

/** Time of the sync click before the notes, in seconds from the start of the encoded audio. */
export const CLICK_AT: Seconds = 0.02;
/** Time of the first note, far enough after the click that both are found reliably. */
export const FIRST_NOTE_AT: Seconds = 0.2;
/** Latest time of the click in a decoded recording: MP3 decoders add at most 2,257 samples. */
const SEARCHED: Seconds = 0.12;

/** A note in a sprite. */
export interface SpriteNote {
  /** Sampled pitch, or the drum key. */
  readonly pitch: MidiPitch;
  /** Seconds from the start of the encoded audio. */
  readonly start: Seconds;
  readonly seconds: Seconds;
  /** Linear gain that levels the note to the common loudness. */
  readonly gain: number;
  /** Loop points from the note's start; absent if the note decays. */
  readonly loop?: Loop;
}

/** The exports of a generated module in `samples/`. */
export interface Sprite {
  /** Sorted by start. */
  readonly notes: readonly SpriteNote[];
  /** MP3, mono, base64. */
  readonly mp3: string;
}

/** The delay of a decoded recording against the encoded audio, measured by its click. */
export function decodingDelay(decoded: Float32Array, sampleRate: number): Seconds {
  const searched = Math.min(decoded.length, Math.round(SEARCHED * sampleRate));
  let click = 0;
  for (let i = 1; i < searched; i++) if (Math.abs(decoded[i]!) > Math.abs(decoded[click]!)) click = i;
  return click / sampleRate - CLICK_AT;
}
