/** A duck that lasts as long as a sound is heard, however it ends: played out, stopped, or destroyed with its manager. */

import { Sound } from 'phaser';

/** A sound of Phaser's: what `this.sound.add` gives. */
export type DuckingSound = Pick<Sound.BaseSound, 'isPlaying' | 'on' | 'off'>;

/** What a duck does for its sound. */
export interface SoundDuck {
  /** The sound is heard. */
  readonly begin: () => void;
  /** It is not heard any more, or not for now. */
  readonly end: () => void;
}

const { PLAY, RESUME, PAUSE, COMPLETE, STOP, DESTROY } = Sound.Events;
const HEARD = [PLAY, RESUME];
const OVER = [COMPLETE, STOP, DESTROY];

/**
 * Ducks at once where the sound plays, else as soon as it does; a sound that is paused lets the music come back for so
 * long. Ends with the sound, or by calling the answer, which leaves the music as it is.
 * @throws TypeError where it is no sound.
 */
export function followSound(sound: DuckingSound, { begin, end }: SoundDuck): () => void {
  if (typeof sound?.on !== 'function' || typeof sound.off !== 'function' || typeof sound.isPlaying !== 'boolean')
    throw new TypeError("duck: while must be a sound, as this.sound.add('voice') gives it");
  const over = () => {
    leave();
    end();
  };
  const leave = () => {
    for (const event of HEARD) sound.off(event, begin);
    sound.off(PAUSE, end);
    for (const event of OVER) sound.off(event, over);
  };
  for (const event of HEARD) sound.on(event, begin);
  sound.on(PAUSE, end);
  for (const event of OVER) sound.on(event, over);
  if (sound.isPlaying) begin();
  return leave;
}
