/** Layers that slide at their own pace behind and before the walkers, and the weather between them. */

import * as Phaser from 'phaser';
import { STRIP_HEIGHT, STRIP_WIDTH } from '../art/backdrops.ts';
import { PLAY, WIDTH } from '../layout.ts';
import { tint } from '../palette.ts';

/** A sliding strip: its texture and how much of the camera's way it goes along. */
export interface Layer {
  readonly key: string;
  readonly pace: number;
}

/** Drawing order of what does not stand on the ground. */
export const DEPTH = { sky: -100, layers: -90, ground: -50, air: 800, front: 900, tint: 950, ui: 1000 } as const;

/** Puts up a place's scenery and slides it with the camera for as long as the scene lives. */
export function buildScenery(
  scene: Phaser.Scene,
  look: { readonly sky: string; readonly layers: readonly Layer[]; readonly ground: string; readonly front: string },
): void {
  scene.add.image(0, 0, look.sky).setOrigin(0).setScrollFactor(0).setDepth(DEPTH.sky);
  const slides = look.layers.map(({ key, pace }, index) => strip(scene, key, STRIP_HEIGHT, DEPTH.layers + index, pace));
  slides.push(strip(scene, look.ground, PLAY, DEPTH.ground, 1));
  slides.push(strip(scene, look.front, PLAY + 14, DEPTH.front, 1.35));
  scene.add
    .image(0, 0, 'vignette')
    .setOrigin(0)
    .setScrollFactor(0)
    .setDepth(DEPTH.front + 1);
  const slide = () => {
    for (const move of slides) move(scene.cameras.main.scrollX);
  };
  scene.events.on(Phaser.Scenes.Events.PRE_RENDER, slide);
  scene.events.once(Phaser.Scenes.Events.SHUTDOWN, () => scene.events.off(Phaser.Scenes.Events.PRE_RENDER, slide));
}

/** Two copies of a strip, one after the other, standing on a line; the answer moves them to a place of the camera. */
function strip(scene: Phaser.Scene, key: string, foot: number, depth: number, pace: number): (scrollX: number) => void {
  const copies = [0, 1].map(() => scene.add.image(0, foot, key).setOrigin(0, 1).setScrollFactor(0).setDepth(depth));
  return (scrollX) => {
    const width = copies[0]?.width ?? STRIP_WIDTH;
    const shift = Phaser.Math.Wrap(scrollX * pace, 0, width);
    for (const [index, copy] of copies.entries()) {
      copy.setX(index * width - shift);
      copy.setVisible(copy.x < WIDTH && copy.x > -width);
    }
  };
}

/** Lights that drift and blink over the ground. */
export function fireflies(scene: Phaser.Scene, colour: string, count: number): void {
  scene.add
    .particles(0, 0, 'spark', {
      x: { min: 0, max: WIDTH },
      y: { min: 150, max: PLAY - 40 },
      lifespan: { min: 3500, max: 6500 },
      frequency: 5000 / count,
      advance: 5000,
      speedX: { min: -22, max: 22 },
      speedY: { min: -16, max: 10 },
      scale: { onEmit: () => Phaser.Math.FloatBetween(0.35, 0.95) },
      alpha: {
        onEmit: () => 0,
        onUpdate: (_particle, _key, life) => Math.sin(life * Math.PI) * (0.55 + 0.45 * Math.sin(life * 34)),
      },
      tint: tint(colour),
      blendMode: 'ADD',
    })
    .setScrollFactor(0.9, 1)
    .setDepth(DEPTH.air);
}

/** Leaves, petals or dust that fall across the picture. */
export function falling(
  scene: Phaser.Scene,
  texture: string,
  colours: readonly string[],
  everyMs: number,
  fall: number,
): void {
  scene.add
    .particles(0, 0, texture, {
      x: { min: -40, max: WIDTH + 240 },
      y: -12,
      lifespan: 14_000,
      frequency: everyMs,
      advance: 9000,
      speedX: { min: -46, max: -14 },
      speedY: { min: fall * 0.7, max: fall * 1.3 },
      rotate: { start: 0, end: 540 },
      scale: { min: 0.4, max: 0.9 },
      alpha: { start: 0.9, end: 0.2 },
      tint: colours.map(tint),
    })
    .setScrollFactor(0)
    .setDepth(DEPTH.air - 1);
}

/** Slow banks of mist at the foot of the far trees. */
export function mist(scene: Phaser.Scene, colour: string, y: number, alpha: number): void {
  const bank = scene.add
    .tileSprite(0, y, WIDTH, 96, 'mist')
    .setOrigin(0)
    .setScrollFactor(0)
    .setDepth(DEPTH.ground + 1)
    .setTint(tint(colour))
    .setAlpha(alpha);
  const drift = (time: number) => {
    bank.tilePositionX = time / 90 + scene.cameras.main.scrollX * 0.8;
  };
  scene.events.on(Phaser.Scenes.Events.UPDATE, drift);
  scene.events.once(Phaser.Scenes.Events.SHUTDOWN, () => scene.events.off(Phaser.Scenes.Events.UPDATE, drift));
}

/** Slanting shafts of light that breathe. */
export function rays(scene: Phaser.Scene, colour: string): void {
  for (const [x, scale, alpha] of [
    [180, 1.25, 0.5],
    [420, 0.9, 0.34],
    [690, 1.4, 0.42],
    [900, 1, 0.3],
  ] as const) {
    const ray = scene.add
      .image(x, -20, 'ray')
      .setOrigin(0.5, 0)
      .setScrollFactor(0.25, 1)
      .setDepth(DEPTH.air - 2);
    ray.setTint(tint(colour)).setBlendMode('ADD').setAngle(16).setScale(scale, 1.15).setAlpha(alpha);
    scene.tweens.add({
      targets: ray,
      alpha: alpha * 0.45,
      duration: 2600 + x * 3,
      yoyo: true,
      repeat: -1,
      ease: 'sine.inOut',
    });
  }
}
