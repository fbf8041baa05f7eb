/** The arena of a battle: the place where it began, in other light. */

import type { Scene } from 'phaser';
import { paintHills, paintPines, paintStone } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { GROUND } from '../layout.ts';
import { ARENA, CAVE, DESERT, EMBER, MINT, tint } from '../palette.ts';
import { buildScenery, DEPTH, mist, sky } from './scenery.ts';
import { falling, fireflies, sand } from './weather.ts';

/** The arenas. */
export type Arena = 'Forest' | 'Desert' | 'Cave';

/** Paints and creates an arena. */
export function furnishArena(scene: Scene, arena: Arena): void {
  const key = `arena-${arena}`;
  const colors = { Forest: ARENA, Desert: DESERT, Cave: CAVE }[arena];
  if (arena === 'Cave') {
    sky(scene, 'sky-cave');
    paintStone(scene, `${key}-far`, { color: '#27345c', rim: '#4b7399', reach: 200, seed: 18 });
    paintStone(scene, `${key}-near`, { color: '#1b2340', rim: '#36507a', reach: 130, seed: 41 });
  } else {
    sky(scene, 'sky-storm');
    scene.add
      .image(210, GROUND.far - 22, 'sun')
      .setScale(2)
      .setTint(tint(EMBER))
      .setScrollFactor(0, 1)
      .setDepth(DEPTH.sky + 1);
    const peaks = arena === 'Desert';
    paintHills(scene, `${key}-far`, { color: ARENA.far, rim: '#e0693f', base: 268, roughness: 90, seed: 77, peaks });
    if (peaks)
      paintHills(scene, `${key}-near`, { color: '#7a2b2f', rim: '#e0693f', base: 318, roughness: 50, seed: 19 });
    else paintPines(scene, `${key}-near`, { color: ARENA.near, mist: '#64214d', height: 210, count: 27, seed: 66 });
  }
  paintGround(
    scene,
    `${key}-ground`,
    colors,
    arena === 'Forest' ? 'grass' : arena === 'Desert' ? 'sand' : 'rubble',
    [],
  );
  paintFront(scene, `${key}-front`, colors.front, arena === 'Forest' ? 'grass' : 'rubble');
  buildScenery(scene, {
    layers: [
      { key: `${key}-far`, pace: 0.1 },
      { key: `${key}-near`, pace: 0.3 },
    ],
    ground: `${key}-ground`,
    front: `${key}-front`,
  });
  const glow = arena === 'Cave' ? MINT : EMBER;
  mist(scene, glow, GROUND.far - 20, 0.25);
  fireflies(scene, glow, 24);
  if (arena === 'Forest') falling(scene, 'leaf', [EMBER, '#e0693f', '#cf4f6e'], 380, 36);
  if (arena === 'Desert') sand(scene, ['#f29a4c', '#ffcb6b']);
}
