/** Objects of the village: timbered houses with lit windows, lamps, fences, bunting, and the well. */

import type { Scene } from 'phaser';
import { CREAM, fade, LAMP, mix } from '../palette.ts';
import { type Brush, disc, down, FIGURE, halo, oval, paint, scatter, shape } from './paint.ts';

/** Paints `house-0..2`, `lamp`, `fence`, `well`, `well-roof`, `bunting`; the bottom of each texture is on the ground. */
export function paintVillage(scene: Scene): void {
  const looks = [
    { wall: '#d9b48a', roof: '#8a4a4f', tall: 0 },
    { wall: '#c9a99a', roof: '#4f5d86', tall: 34 },
    { wall: '#e0c69a', roof: '#6a4a70', tall: 12 },
  ];
  for (const [index, look] of looks.entries())
    paint(scene, `house-${index}`, 300, 300, (brush) => house(brush, look, index), { ...FIGURE, grain: 0.34 });
  paint(scene, 'lamp', 60, 150, lamp, FIGURE);
  paint(scene, 'fence', 160, 50, fence, FIGURE);
  paint(scene, 'well', 150, 150, well, FIGURE);
  paint(scene, 'bunting', 360, 70, bunting, FIGURE);
}

function house(brush: Brush, look: { wall: string; roof: string; tall: number }, seed: number): void {
  const eaves = 168 - look.tall;
  const timber = '#4b332c';
  brush.fillStyle = '#5a4a52';
  brush.fillRect(206, 34 - look.tall * 0.4, 26, 80);
  brush.fillStyle = down(brush, eaves, 300, [look.wall, mix(look.wall, '#4a2f4a', 0.45)]);
  brush.fillRect(42, eaves, 216, 300 - eaves);
  brush.fillStyle = timber;
  for (const x of [42, 110, 184, 250]) brush.fillRect(x, eaves, 8, 300 - eaves);
  brush.fillRect(42, eaves + (300 - eaves) * 0.42, 216, 7);
  brush.lineWidth = 7;
  brush.strokeStyle = timber;
  brush.beginPath();
  brush.moveTo(48, eaves + (300 - eaves) * 0.42);
  brush.lineTo(112, eaves + 6);
  brush.moveTo(252, eaves + (300 - eaves) * 0.42);
  brush.lineTo(188, eaves + 6);
  brush.stroke();
  roof(brush, look.roof, eaves, 60 - look.tall);
  window(brush, 126, eaves + 14, 48, Math.min(40, 188 - eaves));
  window(brush, 64, 232, 36, 36);
  window(brush, 202, 232, 36, 36);
  door(brush, 128, 226, seed);
}

function roof(brush: Brush, color: string, eaves: number, top: number): void {
  const points: readonly (readonly [number, number])[] = [
    [18, eaves + 10],
    [86, top],
    [214, top],
    [282, eaves + 10],
  ];
  shape(brush, points, down(brush, top, eaves, [mix(color, LAMP, 0.25), mix(color, '#1c1730', 0.25)]));
  brush.save();
  brush.beginPath();
  for (const [x, y] of points) brush.lineTo(x, y);
  brush.clip();
  brush.strokeStyle = fade('#1c1730', 0.28);
  brush.lineWidth = 2;
  for (let row = 0; row * 15 + top < eaves + 10; row++)
    for (let x = -10; x < 310; x += 18) {
      brush.beginPath();
      brush.arc(x + (row % 2) * 9, top + row * 15, 10, 0.1, Math.PI - 0.1);
      brush.stroke();
    }
  brush.restore();
  brush.fillStyle = fade('#000000', 0.28);
  brush.fillRect(36, eaves + 10, 228, 7);
}

function window(brush: Brush, x: number, y: number, width: number, height: number): void {
  halo(brush, x + width / 2, y + height / 2, width * 1.3, LAMP, 0.4);
  brush.fillStyle = '#4b332c';
  brush.fillRect(x - 4, y - 4, width + 8, height + 8);
  brush.fillStyle = down(brush, y, y + height, ['#ffe7a8', '#ffb25e']);
  brush.fillRect(x, y, width, height);
  brush.fillStyle = '#4b332c';
  brush.fillRect(x + width / 2 - 1.5, y, 3, height);
  brush.fillRect(x, y + height / 2 - 1.5, width, 3);
  brush.fillStyle = '#6a4432';
  brush.fillRect(x - 8, y + height + 4, width + 16, 8);
  const chance = scatter(x);
  for (let i = 0; i < 7; i++)
    disc(brush, x - 4 + chance() * (width + 8), y + height + 2, 4, i % 2 === 0 ? '#5d8a52' : '#ff7f7f');
}

function door(brush: Brush, x: number, y: number, seed: number): void {
  brush.fillStyle = '#3a2622';
  brush.beginPath();
  brush.roundRect(x - 5, y - 5, 54, 80, [26, 26, 0, 0]);
  brush.fill();
  brush.fillStyle = ['#6a3f3a', '#3f5a5a', '#5a4a2f'][seed] ?? '#6a3f3a';
  brush.beginPath();
  brush.roundRect(x, y, 44, 74, [22, 22, 0, 0]);
  brush.fill();
  brush.fillStyle = fade('#000000', 0.22);
  for (const line of [11, 22, 33]) brush.fillRect(x + line, y + 2, 2, 72);
  disc(brush, x + 37, y + 42, 3, LAMP);
}

function lamp(brush: Brush): void {
  brush.fillStyle = '#2a2233';
  brush.fillRect(27, 44, 6, 106);
  brush.fillRect(20, 142, 20, 8);
  shape(
    brush,
    [
      [20, 18],
      [40, 18],
      [36, 46],
      [24, 46],
    ],
    '#ffe9b8',
  );
  shape(
    brush,
    [
      [16, 18],
      [30, 6],
      [44, 18],
    ],
    '#2a2233',
  );
  brush.fillStyle = '#2a2233';
  brush.fillRect(22, 44, 16, 4);
}

function fence(brush: Brush): void {
  brush.fillStyle = '#5d4436';
  brush.fillRect(0, 18, 160, 6);
  brush.fillRect(0, 34, 160, 6);
  for (let x = 6; x < 160; x += 26) {
    brush.fillStyle = '#6d5240';
    brush.beginPath();
    brush.moveTo(x, 50);
    brush.lineTo(x, 10);
    brush.lineTo(x + 6, 3);
    brush.lineTo(x + 12, 10);
    brush.lineTo(x + 12, 50);
    brush.fill();
  }
}

function well(brush: Brush): void {
  brush.fillStyle = '#5d4436';
  brush.fillRect(30, 30, 9, 80);
  brush.fillRect(111, 30, 9, 80);
  brush.fillRect(34, 56, 84, 6);
  shape(
    brush,
    [
      [12, 40],
      [56, 4],
      [94, 4],
      [138, 40],
    ],
    down(brush, 0, 40, ['#9a5a58', '#5d3a52']),
  );
  brush.fillStyle = '#3a2d3f';
  brush.fillRect(74, 60, 2, 26);
  oval(brush, 75, 92, 56, 15, '#8b8496');
  oval(brush, 75, 92, 44, 10, '#141226');
  halo(brush, 75, 92, 40, '#8fd0ff', 0.4);
  brush.fillStyle = down(brush, 92, 146, ['#8b8496', '#4b4560']);
  brush.beginPath();
  brush.moveTo(19, 92);
  brush.bezierCurveTo(19, 112, 131, 112, 131, 92);
  brush.lineTo(127, 132);
  brush.bezierCurveTo(120, 152, 30, 152, 23, 132);
  brush.fill();
  const chance = scatter(12);
  for (let i = 0; i < 22; i++) {
    const x = 28 + chance() * 90;
    oval(brush, x, 112 + chance() * 30, 8 + chance() * 5, 5, fade(chance() < 0.5 ? '#ffffff' : '#1c1730', 0.13));
  }
}

function bunting(brush: Brush): void {
  brush.strokeStyle = fade(CREAM, 0.7);
  brush.lineWidth = 2;
  brush.beginPath();
  brush.moveTo(0, 8);
  brush.quadraticCurveTo(180, 70, 360, 8);
  brush.stroke();
  const colors = ['#ff8a5c', '#ffcf7a', '#8ff0d0', '#ff6f91', '#9db8ff'];
  for (let i = 0; i < 14; i++) {
    const along = (i + 0.5) / 14;
    const x = along * 360;
    const y = 8 + 2 * 31 * 2 * along * (1 - along);
    shape(
      brush,
      [
        [x - 9, y - 2],
        [x + 9, y - 2],
        [x, y + 18],
      ],
      colors[i % colors.length] ?? CREAM,
    );
  }
}
