/** Layers that scroll at their own speed behind and in front of the walkers, under a sky for the hour. */

import * as Phaser from 'phaser';
import { STRIP_WIDTH } from '../art/backdrops.ts';
import { GRAIN } from '../art/paint.ts';
import { SKY_TOP } from '../art/sky.ts';
import { FLOOR, GROUND, TALLEST, view, WIDEST } from '../layout.ts';
import { tint } from '../palette.ts';

/** A scrolling strip: its texture, and its speed relative to the camera. */
export interface Layer {
  readonly key: string;
  readonly pace: number;
}

/** The look of a place. */
export interface Look {
  readonly layers: readonly Layer[];
  readonly ground: string;
  readonly front: string;
}

/** Drawing order of everything that does not stand on the ground. */
export const DEPTH = { sky: -100, layers: -80, ground: -50, air: 800, front: 900, tint: 950, ui: 1000 } as const;
/** Width of a scrolling strip in the world. */
const WIDTH = STRIP_WIDTH * GRAIN;

/** Fits a scene's camera to the window: the floor of the world is at the lower edge of the picture. */
export function frame(scene: Phaser.Scene, width: number): void {
  const lay = () => {
    const shown = view(scene);
    const top = FLOOR - shown.height;
    // A window wider than the place shows it centered.
    const left = Math.min(0, (width - shown.width) / 2);
    scene.cameras.main.setSize(shown.width, shown.height).setRoundPixels(true);
    scene.cameras.main.setBounds(left, top, Math.max(width, shown.width), shown.height);
  };
  lay();
  scene.scale.on('resize', lay);
  scene.events.once('shutdown', () => scene.scale.off('resize', lay));
}

/** Creates a place's scenery and scrolls it until the scene ends; returns the images that daylight tints. */
export function buildScenery(scene: Phaser.Scene, look: Look): Phaser.GameObjects.Image[] {
  const slides = look.layers.map(({ key, pace }, index) =>
    strip(scene, key, GROUND.far + 6, DEPTH.layers + index, pace),
  );
  slides.push(strip(scene, look.ground, FLOOR, DEPTH.ground, 1));
  slides.push(strip(scene, look.front, FLOOR + 8, DEPTH.front, 1.35));
  const vignette = scene.add
    .image(0, 0, 'vignette')
    .setOrigin(0)
    .setScrollFactor(0)
    .setDepth(DEPTH.front + 1);
  const slide = () => {
    const { width, height, scrollX } = scene.cameras.main;
    for (const { move } of slides) move(scrollX, width);
    vignette.setDisplaySize(width, height);
  };
  scene.events.on(Phaser.Scenes.Events.PRE_RENDER, slide);
  scene.events.once(Phaser.Scenes.Events.SHUTDOWN, () => scene.events.off(Phaser.Scenes.Events.PRE_RENDER, slide));
  return slides.flatMap(({ copies }) => copies);
}

/** Two copies of a strip side by side. */
function strip(scene: Phaser.Scene, key: string, foot: number, depth: number, pace: number) {
  const copies = [0, 1].map(() => scene.add.image(0, foot, key).setOrigin(0, 1).setScrollFactor(0, 1).setDepth(depth));
  const move = (scrollX: number, width: number) => {
    const shift = Math.round(Phaser.Math.Wrap(scrollX * pace, 0, WIDTH));
    for (const [index, copy] of copies.entries()) {
      copy.setX(index * WIDTH - shift);
      copy.setVisible(copy.x < width);
    }
  };
  return { copies, move };
}

/** Slow mist at the foot of the far trees. */
export function mist(scene: Phaser.Scene, color: string, y: number, alpha: number): Phaser.GameObjects.TileSprite {
  const bank = scene.add
    .tileSprite(0, y, WIDEST, 34, 'mist')
    .setOrigin(0)
    .setScrollFactor(0, 1)
    .setDepth(DEPTH.ground + 1)
    .setTint(tint(color))
    .setAlpha(alpha);
  const drift = (time: number) => {
    bank.tilePositionX = Math.round(time / 220 + scene.cameras.main.scrollX * 0.8);
  };
  scene.events.on(Phaser.Scenes.Events.UPDATE, drift);
  scene.events.once(Phaser.Scenes.Events.SHUTDOWN, () => scene.events.off(Phaser.Scenes.Events.UPDATE, drift));
  return bank;
}

/** Slanting light rays that pulse slowly. */
export function rays(scene: Phaser.Scene, color: string): Phaser.GameObjects.Image[] {
  return [
    [70, 1.25, 0.5],
    [190, 0.9, 0.34],
    [310, 1.4, 0.42],
    [450, 1, 0.3],
  ].map(([x, scale, alpha]) => {
    const ray = scene.add
      .image(x!, FLOOR - TALLEST + 46, 'ray')
      .setOrigin(0.5, 0)
      .setScrollFactor(0.25, 1);
    return ray
      .setDepth(DEPTH.air - 2)
      .setTint(tint(color))
      .setBlendMode('ADD')
      .setAngle(16)
      .setScale(scale!, 1.15)
      .setAlpha(alpha!);
  });
}

/** A static sky behind everything. */
export function sky(scene: Phaser.Scene, key: string): Phaser.GameObjects.Image {
  return scene.add.image(0, SKY_TOP, key).setOrigin(0).setScrollFactor(0, 1).setDepth(DEPTH.sky);
}
