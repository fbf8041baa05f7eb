/** Items: chests, herbs, the flute, the listening stone; and the hearts of the HUD. */

import type { Scene } from 'phaser';
import { CREAM, INK, LAMP, MINT } from '../palette.ts';
import { type Brush, disc, FIGURE, oval, paint, shape } from './paint.ts';

const PLAIN = { grain: 1, dither: 0, outline: INK } as const;

/** Paints `chest`, `chest-open`, `herb`, `flute`, `stone`, `heart`, `heart-half`, `heart-none` and `bubble`. */
export function paintItems(scene: Scene): void {
  paint(scene, 'chest', 26, 22, (brush) => chest(brush, false), PLAIN);
  paint(scene, 'chest-open', 26, 22, (brush) => chest(brush, true), PLAIN);
  paint(scene, 'herb', 14, 16, herb, PLAIN);
  paint(scene, 'flute', 22, 10, flute, PLAIN);
  paint(scene, 'stone', 110, 150, stone, FIGURE);
  for (const [key, share] of [
    ['heart', 1],
    ['heart-half', 0.5],
    ['heart-none', 0],
  ] as const)
    paint(scene, key, 13, 12, (brush) => heart(brush, share), PLAIN);
}

function chest(brush: Brush, open: boolean): void {
  brush.fillStyle = '#95603f';
  brush.fillRect(2, 10, 22, 11);
  brush.fillStyle = '#6b4032';
  brush.fillRect(2, 17, 22, 4);
  if (open) {
    brush.fillStyle = INK;
    brush.fillRect(3, 8, 20, 4);
    brush.fillStyle = '#fff0b8';
    brush.fillRect(5, 9, 16, 2);
    brush.fillStyle = '#6b4032';
    brush.fillRect(2, 1, 22, 6);
  } else {
    brush.fillStyle = '#bd8a56';
    brush.fillRect(2, 3, 22, 7);
    brush.fillStyle = '#dcb67c';
    brush.fillRect(4, 3, 18, 2);
  }
  brush.fillStyle = LAMP;
  for (const x of [3, 21]) brush.fillRect(x, open ? 12 : 3, 2, open ? 9 : 18);
  brush.fillRect(11, 9, 4, 5);
  brush.fillStyle = INK;
  brush.fillRect(12, 11, 2, 2);
}

function herb(brush: Brush): void {
  brush.fillStyle = '#2f7d57';
  brush.fillRect(6, 7, 2, 8);
  oval(brush, 4, 11, 3, 2, '#55a35a');
  oval(brush, 10, 9, 3, 2, '#8cc56a');
  for (const [x, y] of [
    [7, 2],
    [4, 5],
    [10, 5],
    [7, 7],
  ] as const)
    disc(brush, x, y, 2.4, '#cf4f6e');
  disc(brush, 7, 4.6, 1.6, LAMP);
}

function flute(brush: Brush): void {
  brush.fillStyle = '#bd8a56';
  brush.fillRect(1, 4, 20, 4);
  brush.fillStyle = '#f3dfae';
  brush.fillRect(1, 4, 20, 1);
  brush.fillStyle = '#46292a';
  for (const x of [5, 8, 11, 14, 17]) brush.fillRect(x, 5, 1, 1);
  brush.fillStyle = MINT;
  brush.fillRect(2, 3, 2, 6);
}

function stone(brush: Brush): void {
  shape(
    brush,
    [
      [14, 150],
      [20, 50],
      [42, 8],
      [74, 12],
      [94, 60],
      [98, 150],
    ],
    '#5c596b',
  );
  shape(
    brush,
    [
      [22, 146],
      [28, 54],
      [46, 14],
      [62, 18],
      [60, 80],
      [50, 146],
    ],
    '#807e8e',
  );
  shape(
    brush,
    [
      [30, 60],
      [47, 18],
      [58, 22],
      [52, 60],
    ],
    '#a9a7b0',
  );
  brush.fillStyle = MINT;
  for (const [x, y, w, h] of [
    [52, 58, 8, 44],
    [60, 58, 14, 8],
    [66, 64, 8, 16],
    [40, 96, 20, 14],
  ] as const)
    brush.fillRect(x, y, w, h);
  for (const x of [20, 60, 84]) oval(brush, x, 146, 16, 8, '#2f7d57');
}

function heart(brush: Brush, share: number): void {
  const rows = [
    [2, 5, 8, 11],
    [1, 12],
    [1, 12],
    [1, 12],
    [2, 11],
    [3, 10],
    [4, 9],
    [5, 8],
    [6, 7],
  ] as const;
  const fill = (until: number, color: string) => {
    brush.fillStyle = color;
    for (const [y, row] of rows.entries())
      for (let i = 0; i < row.length; i += 2) {
        const [from, to] = [row[i]!, Math.min(until, row[i + 1]!)];
        if (to > from) brush.fillRect(from, y + 2, to - from, 1);
      }
  };
  fill(13, '#3e3b4a');
  fill(Math.round(13 * share), '#cf4f6e');
  if (share === 0) return;
  brush.fillStyle = CREAM;
  brush.fillRect(3, 3, 2, 1);
  brush.fillRect(2, 4, 1, 1);
}
