/** A duck that lasts as long as a sound plays, however it ends: completed, stopped, or destroyed with its manager. */

import { Sound } from 'phaser';

/** A Phaser sound, as `this.sound.add` returns it. */
export type DuckingSound = Pick<Sound.BaseSound, 'isPlaying' | 'on' | 'off'>;

/** Callbacks for the sound's state. */
export interface SoundDuck {
  /** The sound has started or resumed. */
  readonly begin: () => void;
  /** The sound has ended or paused. */
  readonly end: () => void;
}

const { PLAY, RESUME, PAUSE, COMPLETE, STOP, DESTROY } = Sound.Events;
const HEARD = [PLAY, RESUME];
const OVER = [COMPLETE, STOP, DESTROY];

/**
 * Calls `begin` at once if the sound plays, else when it starts, and `end` when it pauses or ends. The returned function
 * stops this without calling `end`.
 * @throws TypeError if it is not a sound.
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
