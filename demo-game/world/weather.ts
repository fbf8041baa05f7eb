/** Particles in the air of a place. */

import * as Phaser from 'phaser';
import { FLOOR, TALLEST, WIDEST } from '../layout.ts';
import { tint } from '../palette.ts';
import { DEPTH } from './scenery.ts';

type Emitter = Phaser.GameObjects.Particles.ParticleEmitter;
const TOP = FLOOR - TALLEST;

/** Lights that drift and blink over the ground. */
export function fireflies(scene: Phaser.Scene, color: string, count: number): Emitter {
  return scene.add
    .particles(0, 0, 'spark', {
      x: { min: 0, max: WIDEST },
      y: { min: 60, max: FLOOR - 16 },
      lifespan: { min: 3500, max: 6500 },
      frequency: 5000 / count,
      advance: 5000,
      speedX: { min: -9, max: 9 },
      speedY: { min: -7, max: 4 },
      alpha: {
        onEmit: () => 0,
        onUpdate: (_particle, _key, life) => Math.sin(life * Math.PI) * (0.6 + 0.4 * Math.sin(life * 34)),
      },
      tint: tint(color),
      blendMode: 'ADD',
    })
    .setScrollFactor(0.9, 1)
    .setDepth(DEPTH.air);
}

/** Falling leaves, petals or dust. */
export function falling(
  scene: Phaser.Scene,
  texture: string,
  colors: readonly string[],
  everyMs: number,
  fall: number,
): Emitter {
  return scene.add
    .particles(0, 0, texture, {
      x: { min: 0, max: WIDEST + 160 },
      y: 10,
      lifespan: 12_000,
      frequency: everyMs,
      advance: 9000,
      speedX: { min: -22, max: -8 },
      speedY: { min: fall * 0.7, max: fall * 1.3 },
      rotate: { values: [0, 90, 180, 270] },
      tint: colors.map(tint),
    })
    .setScrollFactor(0.5, 1)
    .setDepth(DEPTH.air - 1);
}

/** Sand in the wind, thicker in gusts. */
export function sand(scene: Phaser.Scene, colors: readonly string[]): Emitter {
  return scene.add
    .particles(0, 0, 'grain', {
      x: -10,
      y: { min: 70, max: FLOOR },
      lifespan: 4200,
      frequency: 42,
      advance: 4000,
      speedX: { min: 150, max: 320 },
      speedY: { min: -5, max: 9 },
      alpha: { min: 0.3, max: 0.85 },
      tint: colors.map(tint),
    })
    .setScrollFactor(0.2, 1)
    .setDepth(DEPTH.air - 1);
}

/** Drops from a cave's roof. */
export function drips(scene: Phaser.Scene, color: string): Emitter {
  return scene.add
    .particles(0, 0, 'drop', {
      x: { min: 0, max: WIDEST },
      y: 6,
      lifespan: 900,
      frequency: 380,
      speedY: 60,
      gravityY: 320,
      tint: tint(color),
      alpha: 0.7,
    })
    .setScrollFactor(0.6, 1)
    .setDepth(DEPTH.ground + 3);
}

/** Rain that starts and stops. */
export class Rain {
  private readonly drops: Emitter;
  private readonly splashes: Emitter;
  private strength = 0;

  constructor(scene: Phaser.Scene) {
    this.drops = scene.add
      .particles(0, 0, 'drop', {
        x: { min: 0, max: WIDEST + 90 },
        y: TOP + 40,
        lifespan: 720,
        quantity: 3,
        frequency: 26,
        speedX: -52,
        speedY: { min: 330, max: 420 },
        rotate: 8,
        tint: tint('#a5cfd6'),
        alpha: 0.6,
        emitting: false,
      })
      .setScrollFactor(0, 1)
      .setDepth(DEPTH.air - 1);
    this.splashes = scene.add
      .particles(0, 0, 'dot', {
        x: { min: 0, max: WIDEST },
        y: { min: 146, max: FLOOR - 6 },
        lifespan: 160,
        frequency: 34,
        speedY: -16,
        tint: tint('#dff0e6'),
        alpha: 0.6,
        emitting: false,
      })
      .setScrollFactor(0, 1)
      .setDepth(DEPTH.ground + 4);
  }

  /** Moves the strength of rain, 0..1, towards `asked`; returns it. */
  fall(asked: number, seconds: number): number {
    this.strength += Phaser.Math.Clamp(asked - this.strength, -seconds / 5, seconds / 5);
    const on = this.strength > 0.05;
    for (const part of [this.drops, this.splashes]) part.emitting = on;
    this.drops.frequency = 26 + (1 - this.strength) * 90;
    return this.strength;
  }
}
