/** Keys that do something once for each press. Phaser hands a frame's key events out again with every new one, which a slow frame would show. */

import type { Scene } from 'phaser';

/** Calls `act` once for each press of a key, by Phaser's name of it, until the scene ends; `letGo` for each release. */
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
