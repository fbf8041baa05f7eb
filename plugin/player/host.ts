/** What the music needs of the game or page that it plays in. */

import type { ModelFiles } from '../generate/weights.ts';

/** Where sound goes. Both may be replaced while the music plays, and are then read again. */
export interface SoundPort {
  /** Its owner suspends and resumes it. Null while the game is being destroyed. */
  readonly context: BaseAudioContext | null;
  readonly destination: AudioNode;
}

/** A game or page. */
export interface MusicHost {
  /** The sound of the page, or the reason why there is none. */
  readonly sound: SoundPort | string;
  /** How to go on after the audio context was closed. */
  readonly reopen: string;
  /** Called once per session: the returned function says whether loading may start. */
  watchStart(): (wanted: boolean) => boolean;
  /** A decoded recording of the game, or null. */
  recording(key: string): AudioBuffer | null;
  /** The files of the game's own music model. Rejects with one line if they do not come, silently when `signal` aborts. */
  model(key: string, signal: AbortSignal): Promise<ModelFiles>;
  /** The data of a phrase bank, or undefined while it is not loaded. */
  bank(key: string): unknown;
  /** The bytes of a MIDI file, or undefined while it is not loaded. */
  score(key: string): unknown;
}
