/** Objects of the desert: palms, cactus, broken pillars, bones, and a pool. */

import type { Scene } from 'phaser';
import { MIST, mix } from '../palette.ts';
import { type Brush, disc, FIGURE, oval, paint, scatter, shape } from './paint.ts';

/** Paints `palm`, `cactus`, `pillar-0..1`, `bones`, `boulder` and `pool`; the bottom center of each texture is on the ground. */
export function paintDesert(scene: Scene): void {
  paint(scene, 'palm', 220, 260, palm, FIGURE);
  paint(scene, 'cactus', 90, 120, cactus, FIGURE);
  paint(scene, 'pillar-0', 80, 190, (brush) => pillar(brush, 160, 3), FIGURE);
  paint(scene, 'pillar-1', 80, 190, (brush) => pillar(brush, 92, 8), FIGURE);
  paint(scene, 'bones', 130, 50, bones, FIGURE);
  paint(scene, 'boulder', 90, 60, boulder, FIGURE);
  paint(scene, 'pool', 320, 70, pool, { dither: 26 });
}

function palm(brush: Brush): void {
  brush.lineCap = 'round';
  for (const [color, width, shift] of [
    ['#46292a', 17, 0],
    ['#95603f', 11, -2],
    ['#bd8a56', 4, -4],
  ] as const) {
    brush.strokeStyle = color;
    brush.lineWidth = width;
    brush.beginPath();
    brush.moveTo(96 + shift, 258);
    brush.quadraticCurveTo(88 + shift, 150, 116 + shift, 70);
    brush.stroke();
  }
  brush.strokeStyle = '#6b4032';
  brush.lineWidth = 3;
  for (let y = 90; y < 256; y += 17) {
    const x = 96 + 18 * ((258 - y) / 190) ** 2;
    brush.beginPath();
    brush.moveTo(x - 9, y + 3);
    brush.lineTo(x + 7, y);
    brush.stroke();
  }
  const frond = (turn: number, length: number, color: string) => {
    brush.save();
    brush.translate(116, 68);
    brush.rotate(turn);
    brush.fillStyle = color;
    brush.beginPath();
    brush.moveTo(0, -5);
    brush.quadraticCurveTo(length * 0.5, -34, length, 18);
    for (let i = 6; i >= 0; i--) brush.lineTo((length * i) / 7, 2 + (i % 2) * 14 - i);
    brush.fill();
    brush.restore();
  };
  for (const [turn, length] of [
    [0.5, 90],
    [2.2, 90],
    [2.9, 100],
    [-0.1, 104],
  ] as const)
    frond(turn, length, '#1f5a4a');
  for (const [turn, length] of [
    [-0.6, 92],
    [-2.4, 96],
    [-1.5, 70],
    [3.5, 96],
  ] as const)
    frond(turn, length, '#2f7d57');
  for (const [turn, length] of [
    [-1.0, 70],
    [-2.9, 70],
  ] as const)
    frond(turn, length, '#55a35a');
  for (const x of [108, 122]) disc(brush, x, 80, 8, '#6b4032');
}

function cactus(brush: Brush): void {
  brush.lineCap = 'round';
  brush.lineJoin = 'round';
  for (const [color, width, shift] of [
    ['#143c38', 20, 0],
    ['#2f7d57', 14, -1],
    ['#55a35a', 4, -5],
  ] as const) {
    brush.strokeStyle = color;
    brush.lineWidth = width;
    for (const way of [
      [
        [45, 116],
        [45, 22],
      ],
      [
        [45, 84],
        [18, 80],
        [18, 54],
      ],
      [
        [45, 66],
        [72, 62],
        [72, 36],
      ],
    ] as const) {
      brush.beginPath();
      for (const [x, y] of way) brush.lineTo(x + shift, y);
      brush.stroke();
    }
  }
  disc(brush, 45, 12, 6, '#cf4f6e');
}

function pillar(brush: Brush, height: number, seed: number): void {
  const chance = scatter(seed);
  const top = 190 - height;
  brush.fillStyle = '#bd8a56';
  brush.fillRect(18, top, 44, height);
  brush.fillStyle = '#f3dfae';
  brush.fillRect(22, top, 12, height);
  brush.fillStyle = '#95603f';
  brush.fillRect(50, top, 12, height);
  for (let y = top + 26; y < 176; y += 30) brush.fillRect(18, y, 44, 4);
  shape(
    brush,
    [
      [16, top + 4],
      [26, top - 12 - chance() * 10],
      [40, top + 2],
      [52, top - 8],
      [64, top + 6],
    ],
    '#bd8a56',
  );
  brush.fillStyle = '#dcb67c';
  brush.fillRect(10, 176, 60, 14);
  brush.fillStyle = '#95603f';
  brush.fillRect(10, 184, 60, 6);
}

function bones(brush: Brush): void {
  brush.strokeStyle = '#f3dfae';
  brush.lineWidth = 6;
  brush.lineCap = 'round';
  for (let i = 0; i < 5; i++) {
    brush.beginPath();
    brush.moveTo(42 + i * 16, 48);
    brush.quadraticCurveTo(36 + i * 17, 8 + i * 3, 60 + i * 14, 10 + i * 5);
    brush.stroke();
  }
  oval(brush, 22, 36, 18, 13, '#f3dfae');
  disc(brush, 18, 34, 4, '#46292a');
}

function boulder(brush: Brush): void {
  shape(
    brush,
    [
      [4, 60],
      [10, 26],
      [34, 6],
      [62, 10],
      [84, 34],
      [88, 60],
    ],
    '#95603f',
  );
  shape(
    brush,
    [
      [12, 52],
      [16, 28],
      [36, 10],
      [56, 14],
      [48, 36],
      [30, 54],
    ],
    '#bd8a56',
  );
  shape(
    brush,
    [
      [20, 30],
      [37, 13],
      [50, 16],
      [36, 28],
    ],
    '#dcb67c',
  );
}

function pool(brush: Brush): void {
  oval(brush, 160, 38, 156, 30, '#8cc56a');
  oval(brush, 160, 38, 146, 25, '#1f6b6b');
  oval(brush, 160, 40, 136, 20, mix('#1f6b6b', MIST, 0.5));
  oval(brush, 130, 34, 70, 6, MIST);
  oval(brush, 200, 46, 40, 3, '#d2ffe8');
}
