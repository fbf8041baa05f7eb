/** Key presses that fire once. Phaser repeats a frame's key events with every new one, which is noticeable in slow frames. */

import type { Scene } from 'phaser';

/** Calls `act` once per press of a key, by Phaser's name, until the scene ends; `letGo` per release. */
export function onKey(scene: Scene, name: string, act: () => void, letGo: () => void = () => undefined): void {
  const once = (call: () => void) => {
    let last = Number.NEGATIVE_INFINITY;
    return ({ repeat, timeStamp }: KeyboardEvent) => {
      if (repeat || timeStamp <= last) return;
      last = timeStamp;
      call();
    };
  };
  scene.input.keyboard?.on(`keydown-${name}`, once(act));
  scene.input.keyboard?.on(`keyup-${name}`, once(letGo));
}
