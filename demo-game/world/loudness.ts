/** The volume of the music: the player's setting, lowered while something else should be heard. */

import type * as Phaser from 'phaser';

const KEY = 'loudness';
const STEP = 0.1;
/** Duration of lowering and restoring, in seconds. */
const GLIDE = 0.28;

/** The player's setting, 0..1. */
export function loudness(scene: Phaser.Scene): number {
  return (scene.registry.get(KEY) as number | undefined) ?? 1;
}

/** Changes the setting by steps. */
export function changeVolume(scene: Phaser.Scene, steps: number): void {
  const level = Math.max(0, Math.min(1, Math.round((loudness(scene) + steps * STEP) * 10) / 10));
  scene.registry.set(KEY, level);
  scene.soundtrack.volume = level;
}

/** Lowers the music to a share of its volume, until {@link unduck}. */
export function duck(scene: Phaser.Scene, share: number): void {
  scene.soundtrack.duck(scene.scene.key, { db: 20 * Math.log10(share), attack: GLIDE, release: GLIDE });
}

/** Restores the volume. */
export function unduck(scene: Phaser.Scene): void {
  scene.soundtrack.unduck(scene.scene.key);
}
