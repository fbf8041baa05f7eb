/** The status numbers of Phaser's scenes, from `phaser/src/scene/const.js`; a copy, so that files that only use types need no Phaser. */

import type { Scene } from 'phaser';

/** The numbers, equal in Phaser 3 and 4. */
const STATUS = {
  INIT: 1,
  START: 2,
  CREATING: 4,
  RUNNING: 5,
  SLEEPING: 7,
  SHUTDOWN: 8,
} as const;

/** Whether a scene is loading: INIT, START, LOADING or CREATING. */
export const isLoading = (scene: Scene): boolean => isBetween(scene, STATUS.INIT, STATUS.CREATING);

/** Whether a scene is up: RUNNING, PAUSED or SLEEPING. */
export const isUp = (scene: Scene): boolean => isBetween(scene, STATUS.RUNNING, STATUS.SLEEPING);

/** Whether a scene has started and is not paused: START to RUNNING. */
export const hasStarted = (scene: Scene): boolean => isBetween(scene, STATUS.START, STATUS.RUNNING);

/** Whether a scene has ended: SHUTDOWN or DESTROYED. */
export const hasEnded = (scene: Scene): boolean => scene.sys.settings.status >= STATUS.SHUTDOWN;

function isBetween({ sys }: Scene, first: number, last: number): boolean {
  return sys.settings.status >= first && sys.settings.status <= last;
}
