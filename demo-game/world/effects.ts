/** Effects of a hit: sparks, numbers, rings, a shake and a short stop of time. */

import * as Phaser from 'phaser';
import { CREAM, EMBER, LAMP, tint } from '../palette.ts';
import { DEPTH } from './scenery.ts';
import { write } from './text.ts';

/** Tints a part of the picture for a moment, never the whole of it, to be safe for photosensitive players. */
export function glint(scene: Phaser.Scene, color: string, ms = 300, strength = 0.34): void {
  const { width, height } = scene.cameras.main;
  const light = scene.add
    .rectangle(0, 0, width, height, tint(color), strength)
    .setOrigin(0)
    .setScrollFactor(0)
    .setDepth(DEPTH.ui + 10);
  scene.tweens.add({ targets: light, alpha: 0, duration: ms, onComplete: () => light.destroy() });
}

/** Effects of one scene. */
export class Effects {
  private readonly sparks: Phaser.GameObjects.Particles.ParticleEmitter;
  private frozenUntil = 0;

  constructor(private readonly scene: Phaser.Scene) {
    this.sparks = scene.add
      .particles(0, 0, 'dot', {
        lifespan: { min: 240, max: 620 },
        speed: { min: 36, max: 170 },
        gravityY: 130,
        tint: [tint(LAMP), tint(CREAM), tint(EMBER)],
        emitting: false,
      })
      .setDepth(DEPTH.air);
  }

  /** Whether time is stopped for a moment after a hit. */
  get frozen(): boolean {
    return this.scene.time.now < this.frozenUntil;
  }

  /** Shows a hit: sparks, a number, and a shake in proportion. */
  hit(x: number, y: number, damage: number, color: string): void {
    this.sparks.explode(10 + damage, x, y);
    this.frozenUntil = this.scene.time.now + 55 + damage * 2;
    this.scene.cameras.main.shake(130, 0.003 + damage * 0.0005);
    const number = write(this.scene, x + Phaser.Math.Between(-8, 8), y - 10, String(damage), 2, color).setDepth(
      DEPTH.ui,
    );
    this.scene.tweens.add({ targets: number, y: y - 36, duration: 800, ease: 'cubic.out' });
    this.scene.tweens.add({ targets: number, alpha: 0, delay: 420, duration: 380, onComplete: () => number.destroy() });
  }

  /** A ring of light that widens and fades. */
  ring(x: number, y: number, color: number, size: number, ms = 460): void {
    const ring = this.scene.add
      .image(x, y, 'ring')
      .setTint(color)
      .setBlendMode('ADD')
      .setScale(0.2)
      .setDepth(DEPTH.air);
    this.scene.tweens.add({
      targets: ring,
      scaleX: size,
      scaleY: size * 0.45,
      alpha: 0,
      duration: ms,
      ease: 'cubic.out',
      onComplete: () => ring.destroy(),
    });
  }

  /** The arc of a blade. */
  slash(x: number, y: number, left: boolean): void {
    const arc = this.scene.add
      .image(x, y, 'slash')
      .setTint(tint(CREAM))
      .setFlipX(left)
      .setDepth(DEPTH.air)
      .setScale(0.7, 0.5);
    this.scene.tweens.add({
      targets: arc,
      scaleX: 1.1,
      scaleY: 0.9,
      alpha: 0,
      angle: left ? -36 : 36,
      duration: 210,
      onComplete: () => arc.destroy(),
    });
  }

  /** A burst of sparks. */
  burst(x: number, y: number, count: number): void {
    this.sparks.explode(count, x, y);
  }
}
