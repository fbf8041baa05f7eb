/** Skies by day, at dusk and by night, with sun, moon, stars and clouds as separate textures. */

import type { Scene } from 'phaser';
import { GROUND, SKY, WIDEST } from '../layout.ts';
import { CREAM, LAMP } from '../palette.ts';
import { type Brush, disc, down, oval, paint, scatter } from './paint.ts';

/** Top of a painted sky in the world. */
export const SKY_TOP = SKY;
const HEIGHT = GROUND.far + 14 - SKY_TOP;

/** Skies by texture name: colors from the zenith to the horizon. */
const SKIES = {
  'sky-day': ['#4b7399', '#6f9fb8', '#a5cfd6', '#f3dfae'],
  'sky-dusk': ['#1b2340', '#33225a', '#98305c', '#e0693f', '#ffcb6b'],
  'sky-night': ['#0b0d1a', '#12172b', '#1b2340', '#27345c', '#4b7399'],
  'sky-sand': ['#4b7399', '#6f9fb8', '#a5cfd6', '#f3dfae', '#ffcb6b'],
  'sky-cave': ['#0b0d1a', '#12172b', '#1b2340', '#27345c', '#36507a'],
  'sky-storm': ['#12172b', '#1d1436', '#3a1638', '#98305c', '#f29a4c'],
} as const;
export type SkyName = keyof typeof SKIES;

/** Paints every sky, `sun`, `moon`, `stars` and `cloud-0..2`. */
export function paintSkies(scene: Scene): void {
  for (const [key, colors] of Object.entries(SKIES))
    paint(
      scene,
      key,
      WIDEST,
      HEIGHT,
      (brush) => {
        brush.fillStyle = down(brush, 20, HEIGHT - 14, colors);
        brush.fillRect(0, 0, WIDEST, HEIGHT);
      },
      { grain: 1, dither: 24 },
    );
  paint(scene, 'stars', WIDEST, HEIGHT, stars, { grain: 1, dither: 0 });
  const orb = { grain: 1, dither: 0 };
  const sun = (brush: Brush) => {
    disc(brush, 17, 17, 16, LAMP);
    disc(brush, 17, 17, 13, '#fff0b8');
  };
  paint(scene, 'sun', 34, 34, sun, orb);
  paint(
    scene,
    'moon',
    34,
    34,
    (brush) => {
      disc(brush, 17, 17, 16, '#dff0e6');
      for (const [x, y, r] of [
        [11, 12, 4],
        [22, 9, 2.5],
        [20, 22, 5],
        [9, 23, 2],
      ] as const)
        disc(brush, x, y, r, '#a5cfd6');
    },
    orb,
  );
  for (const index of [0, 1, 2]) paint(scene, `cloud-${index}`, 110, 34, (brush) => cloud(brush, index), orb);
}

function stars(brush: Brush): void {
  const chance = scatter(77);
  for (let i = 0; i < 190; i++) {
    const [x, y] = [Math.floor(chance() * WIDEST), Math.floor(chance() * (HEIGHT - 40))];
    brush.fillStyle = ['#4b7399', '#6f9fb8', '#dff0e6', CREAM][Math.floor(chance() * 4)]!;
    brush.fillRect(x, y, 1, 1);
    if (i % 24 === 0) {
      brush.fillRect(x - 1, y, 3, 1);
      brush.fillRect(x, y - 1, 1, 3);
    }
  }
}

function cloud(brush: Brush, seed: number): void {
  const chance = scatter(seed * 131 + 9);
  const puffs = Array.from({ length: 9 }, (_, i) => ({
    x: 14 + i * 10 + chance() * 4,
    r: 5 + chance() * 7 * Math.sin(((i + 1) / 10) * Math.PI),
  }));
  for (const [color, dx, dy] of [
    ['#a9a7b0', 0, 3],
    ['#d6d4d3', 0, 1],
    [CREAM, -1, -2],
  ] as const)
    for (const { x, r } of puffs) disc(brush, x + dx, 22 + dy, r * (color === CREAM ? 0.72 : 1), color);
  oval(brush, 55, 26, 48, 5, '#a9a7b0');
  brush.clearRect(0, 28, 110, 6);
}
