/** How loud the music is: what the player set, less while something else should be heard. */

import type * as Phaser from 'phaser';

const KEY = 'loudness';
const STEP = 0.1;
/** Seconds to step back, and to return. */
const GLIDE = 0.28;

/** What the player set, 0..1. */
export function loudness(scene: Phaser.Scene): number {
  return (scene.registry.get(KEY) as number | undefined) ?? 1;
}

/** Louder or softer by a step. */
export function turn(scene: Phaser.Scene, steps: number): void {
  const level = Math.max(0, Math.min(1, Math.round((loudness(scene) + steps * STEP) * 10) / 10));
  scene.registry.set(KEY, level);
  scene.soundtrack.volume = level;
}

/** Lets the music step back to a share of itself, until {@link unduck}. */
export function duck(scene: Phaser.Scene, share: number): void {
  scene.soundtrack.duck(scene.scene.key, { db: 20 * Math.log10(share), attack: GLIDE, release: GLIDE });
}

/** Lets it come back. */
export function unduck(scene: Phaser.Scene): void {
  scene.soundtrack.unduck(scene.scene.key);
}
