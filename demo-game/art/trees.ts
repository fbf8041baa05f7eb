/** Objects that stand on the ground: trees, bushes, crystals, mushrooms, signposts. */

import type { Scene } from 'phaser';
import { CREAM, INK, LAMP, MINT, mix } from '../palette.ts';
import { type Brush, disc, FIGURE, halo, oval, paint, scatter, shape } from './paint.ts';

/** Paints `tree-0..2`, `bush`, `crystal-0..1`, `mushroom`, `sign`; the bottom center of each texture is on the ground. */
export function paintStanding(scene: Scene): void {
  for (const variant of [0, 1, 2])
    paint(scene, `tree-${variant}`, 240, 320, (brush) => tree(brush, variant), {
      ...FIGURE,
      grain: variant === 2 ? 0.32 : 0.36,
    });
  paint(scene, 'bush', 110, 70, bush, FIGURE);
  paint(scene, 'crystal-0', 90, 110, (brush) => crystal(brush, MINT, 0), FIGURE);
  paint(scene, 'crystal-1', 90, 110, (brush) => crystal(brush, '#9db8ff', 1), FIGURE);
  paint(scene, 'mushroom', 70, 70, mushroom, FIGURE);
  paint(scene, 'sign', 84, 92, sign, FIGURE);
}

function tree(brush: Brush, variant: number): void {
  const chance = scatter(variant * 977 + 3);
  const bark = '#33272e';
  shape(
    brush,
    [
      [98, 320],
      [112, 270],
      [110, 170],
      [130, 170],
      [132, 272],
      [148, 320],
    ],
    mix(bark, '#000000', 0.1),
  );
  shape(
    brush,
    [
      [124, 310],
      [124, 180],
      [130, 180],
      [132, 272],
      [144, 318],
    ],
    mix(bark, LAMP, 0.22),
  );
  // Leaf by leaf, from the shaded lower side to the lit upper side.
  const tones =
    variant === 1
      ? ['#143c38', '#1f5a4a', '#2f7d57', '#55a35a', '#8cc56a']
      : ['#0d2626', '#143c38', '#1f5a4a', '#2f7d57', '#55a35a'];
  const wide = variant === 2 ? 70 : 92;
  for (const [layer, tone] of tones.entries())
    for (let i = 0; i < 46 - layer * 6; i++) {
      const turn = chance() * Math.PI * 2;
      const away = Math.sqrt(chance());
      const x = 122 + Math.cos(turn) * wide * away * (1 - layer * 0.1) + layer * 4;
      const y = 108 + Math.sin(turn) * 82 * away * (1 - layer * 0.12) - layer * 9;
      disc(brush, x, y, 15 - layer * 2.2 + chance() * 7, tone);
    }
}

function bush(brush: Brush): void {
  const chance = scatter(5);
  for (let i = 0; i < 16; i++) {
    const x = 16 + chance() * 78;
    const light = i / 16;
    disc(brush, x, 52 - light * 20 + Math.abs(x - 55) * 0.25, 13 + chance() * 8, mix('#173a3a', '#3f8058', light));
  }
  for (let i = 0; i < 8; i++) disc(brush, 20 + chance() * 70, 26 + chance() * 30, 2.6, '#ff9d9d');
}

function crystal(brush: Brush, color: string, variant: number): void {
  halo(brush, 45, 66, 45, color, 0.5);
  const shards =
    variant === 0
      ? [
          { x: 45, lean: 3, height: 88, half: 13 },
          { x: 26, lean: -14, height: 52, half: 9 },
          { x: 63, lean: 15, height: 60, half: 10 },
        ]
      : [
          { x: 36, lean: -6, height: 70, half: 12 },
          { x: 58, lean: 10, height: 84, half: 12 },
          { x: 20, lean: -12, height: 38, half: 7 },
        ];
  for (const { x, lean, height, half } of shards) {
    const top = 110 - height;
    shape(
      brush,
      [
        [x - half, 108],
        [x - half + lean, top + 16],
        [x + lean, top],
        [x + lean * 0.6, 108],
      ],
      mix(color, '#ffffff', 0.25),
    );
    shape(
      brush,
      [
        [x + lean * 0.6, 108],
        [x + lean, top],
        [x + half + lean, top + 20],
        [x + half, 108],
      ],
      mix(color, INK, 0.42),
    );
  }
}

function mushroom(brush: Brush): void {
  halo(brush, 35, 34, 34, MINT, 0.4);
  for (const { x, y, size } of [
    { x: 26, y: 34, size: 1 },
    { x: 50, y: 46, size: 0.66 },
  ]) {
    brush.fillStyle = '#cfe9e0';
    brush.fillRect(x - 4 * size, y, 8 * size, 68 - y);
    brush.fillStyle = '#3fb6a0';
    brush.beginPath();
    brush.ellipse(x, y + 3, 21 * size, 18 * size, 0, Math.PI, 0);
    brush.fill();
    for (const spot of [-11, 1, 10]) oval(brush, x + spot * size, y - 5 * size, 3 * size, 2.4 * size, CREAM);
  }
}

function sign(brush: Brush): void {
  brush.fillStyle = '#4a3426';
  brush.fillRect(38, 26, 8, 66);
  shape(
    brush,
    [
      [6, 14],
      [68, 14],
      [80, 28],
      [68, 42],
      [6, 42],
    ],
    '#8a6440',
  );
  shape(
    brush,
    [
      [6, 14],
      [68, 14],
      [71, 18],
      [6, 18],
    ],
    '#b58a5a',
  );
  brush.strokeStyle = 'rgba(40, 24, 14, 0.5)';
  brush.beginPath();
  brush.moveTo(12, 30);
  brush.lineTo(64, 31);
  brush.stroke();
}
