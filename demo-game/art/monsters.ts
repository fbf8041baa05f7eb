/** The monsters that swallowed the lost notes: a gloom of ink, a bramble, a whirl of sand, and the guardian of the cave. */

import type { Scene } from 'phaser';
import { EMBER, fade, INK, LAMP, MINT, mix, ROSE } from '../palette.ts';
import { type Brush, disc, halo, oval, paintFrames, scatter, shape } from './paint.ts';

/** Size of a monster's frame, in drawing units; its feet are at the bottom center. */
export const MONSTER = { width: 240, height: 220 } as const;
/** The kinds of monster; each is a texture and an animation of that name, with a `NAME-large` for the battle. */
export const KINDS = ['gloom', 'bramble', 'sirocco', 'guardian'] as const;
export type MonsterKind = (typeof KINDS)[number];

const FRAMES = 8;
const DRAW: Record<MonsterKind, (brush: Brush, breath: number) => void> = { gloom, bramble, sirocco, guardian };

/** Paints the monsters and their idle animation. */
export function paintMonsters(scene: Scene): void {
  for (const kind of KINDS) {
    for (const [key, grain] of [
      [kind, kind === 'guardian' ? 0.34 : 0.24],
      [`${kind}-large`, kind === 'guardian' ? 0.58 : 0.46],
    ] as const) {
      const draw = (brush: Brush, frame: number) => {
        brush.translate(MONSTER.width / 2, MONSTER.height - 8);
        DRAW[kind](brush, Math.sin((frame / FRAMES) * Math.PI * 2));
      };
      paintFrames(scene, key, MONSTER, FRAMES, draw, { grain, outline: INK, dither: 8 });
      if (scene.anims.exists(key)) continue;
      const frames = Array.from({ length: FRAMES }, (_, frame) => ({ key, frame }));
      scene.anims.create({ key, frames, frameRate: kind === 'guardian' ? 6 : 8, repeat: -1 });
    }
  }
}

function eyes(brush: Brush, y: number, apart: number, size: number, color: string): void {
  for (const side of [-1, 1]) {
    oval(brush, side * apart, y, size, size * 1.15, mix(color, '#ffffff', 0.6), side * 0.25);
    oval(brush, side * apart - 2, y + 1, size * 0.34, size * 0.7, '#1a0d2b');
  }
}

function gloom(brush: Brush, breath: number): void {
  const height = 128 + breath * 7;
  const half = 76 - breath * 5;
  const gradient = brush.createLinearGradient(0, -height, 0, 0);
  gradient.addColorStop(0, '#6a4fa3');
  gradient.addColorStop(0.6, '#33265f');
  gradient.addColorStop(1, '#1b1438');
  brush.fillStyle = gradient;
  brush.beginPath();
  brush.moveTo(-half, 0);
  brush.bezierCurveTo(-half * 1.15, -height * 0.75, -half * 0.55, -height, 0, -height);
  brush.bezierCurveTo(half * 0.55, -height, half * 1.15, -height * 0.75, half, 0);
  for (let drip = 0; drip < 6; drip++) {
    const x = half - ((drip + 0.5) / 6) * half * 2;
    brush.quadraticCurveTo(x + 12, drip % 2 === 0 ? 9 : -9, half - ((drip + 1) / 6) * half * 2, 0);
  }
  brush.fill();
  for (const side of [-1, 1]) {
    brush.fillStyle = '#33265f';
    brush.beginPath();
    brush.moveTo(side * 22, -height + 12);
    brush.quadraticCurveTo(side * 40, -height - 34, side * 66, -height - 30 - breath * 4);
    brush.quadraticCurveTo(side * 52, -height - 4, side * 48, -height + 26);
    brush.fill();
    oval(brush, side * 84, -46 - breath * 6, 13, 18, '#33265f', side * 0.5);
  }
  oval(brush, -24, -height * 0.82, 26, 13, fade('#cbb8ff', 0.28), -0.5);
  eyes(brush, -height * 0.6, 26, 13, LAMP);
  grin(brush, -height * 0.33, 30, '#ffd9a0');
}

function grin(brush: Brush, y: number, half: number, color: string): void {
  brush.fillStyle = '#130a26';
  brush.beginPath();
  brush.moveTo(-half, y);
  brush.quadraticCurveTo(0, y + 30, half, y);
  brush.quadraticCurveTo(0, y + 9, -half, y);
  brush.fill();
  for (const x of [-0.55, -0.15, 0.3, 0.62]) {
    const top = y + 5 * (1 - x * x);
    shape(
      brush,
      [
        [x * half - 4, top],
        [x * half + 4, top],
        [x * half, top + 8],
      ],
      color,
    );
  }
}

function bramble(brush: Brush, breath: number): void {
  const chance = scatter(44);
  const center = -66 - breath * 4;
  for (let i = 0; i < 30; i++) {
    const turn = Math.PI + (i / 29) * Math.PI;
    const length = 82 + chance() * 22 + breath * 6 * Math.sin(i);
    const wide = 0.1;
    shape(
      brush,
      [
        [Math.cos(turn - wide) * 54, center + 14 + Math.sin(turn - wide) * 50],
        [Math.cos(turn) * length, center + 14 + Math.sin(turn) * length],
        [Math.cos(turn + wide) * 54, center + 14 + Math.sin(turn + wide) * 50],
      ],
      mix('#24433a', '#8a4a4f', chance() * 0.8),
    );
  }
  oval(brush, 0, -50, 74 - breath * 3, 54 + breath * 3, '#23443c');
  oval(brush, -8, -60, 58, 38, '#33614c');
  oval(brush, -20, -76, 30, 14, fade('#a8e0a0', 0.22), -0.4);
  for (let i = 0; i < 7; i++) {
    const turn = Math.PI * 1.1 + i * 0.42;
    const x = Math.cos(turn) * 62;
    const y = -52 + Math.sin(turn) * 46;
    for (let petal = 0; petal < 5; petal++)
      oval(brush, x + Math.cos(petal * 1.257) * 6, y + Math.sin(petal * 1.257) * 6, 5, 4, ROSE, petal * 1.257);
    disc(brush, x, y, 3.6, LAMP);
  }
  for (const side of [-1, 1]) oval(brush, side * 36, -4, 18, 9, '#1b322c');
  eyes(brush, -54, 24, 12, ROSE);
  grin(brush, -28, 26, '#d9ffd0');
}

function sirocco(brush: Brush, breath: number): void {
  for (let ring = 0; ring < 9; ring++) {
    const share = ring / 8;
    const y = -8 - share * 118;
    const half = 24 + share * 62 + Math.sin(share * 9 + breath * 2) * 6;
    const x = Math.sin(share * 5 + breath * 1.6) * 12;
    oval(brush, x, y, half, 13, mix('#95603f', '#f3dfae', share * 0.8));
    oval(brush, x - half * 0.2, y - 3, half * 0.66, 7, mix('#bd8a56', '#fff0b8', share));
  }
  for (const side of [-1, 1]) {
    brush.fillStyle = '#dcb67c';
    brush.beginPath();
    brush.moveTo(side * 62, -108);
    brush.quadraticCurveTo(side * 112, -110 - breath * 12, side * 104, -62 + breath * 10);
    brush.quadraticCurveTo(side * 86, -84, side * 58, -84);
    brush.fill();
  }
  shape(
    brush,
    [
      [-46, -136],
      [-30, -184 - breath * 4],
      [-10, -142],
      [0, -196 + breath * 5],
      [12, -142],
      [32, -182 - breath * 4],
      [46, -136],
    ],
    EMBER,
  );
  oval(brush, 0, -122, 64, 30, '#6b4032');
  oval(brush, 0, -128, 58, 22, '#46292a');
  eyes(brush, -124, 26, 12, LAMP);
  grin(brush, -104, 24, '#fff0b8');
}

function guardian(brush: Brush, breath: number): void {
  const up = -breath * 4;
  const rock = (x: number, y: number, width: number, height: number, seed: number) => {
    const chance = scatter(seed);
    const corner = () => 0.72 + chance() * 0.28;
    const points = Array.from({ length: 8 }, (_, i): [number, number] => {
      const turn = (i / 8) * Math.PI * 2 + 0.39;
      return [x + Math.cos(turn) * width * corner(), y + Math.sin(turn) * height * corner()];
    });
    shape(brush, points, '#37445f');
    shape(
      brush,
      points.map(([px, py]): [number, number] => [
        x + (px - x) * 0.8 - width * 0.08,
        y + (py - y) * 0.78 - height * 0.12,
      ]),
      '#4d5d7d',
    );
    shape(
      brush,
      points.map(([px, py]): [number, number] => [
        x + (px - x) * 0.42 - width * 0.2,
        y + (py - y) * 0.36 - height * 0.34,
      ]),
      '#6a7c9e',
    );
  };
  rock(-38, -20, 32, 24, 3);
  rock(40, -20, 32, 24, 4);
  rock(-90, -66 + up * 1.6, 28, 40, 5);
  rock(90, -66 - up * 0.6, 28, 40, 6);
  rock(0, -84 + up, 72, 62, 7);
  rock(0, -152 + up * 1.4, 44, 36, 8);
  for (const [x, y, height] of [
    [-46, -126, 34],
    [-62, -112, 24],
    [48, -128, 40],
    [64, -112, 24],
    [0, -184, 26],
  ] as const) {
    halo(brush, x, y + up - height / 2, height, MINT, 0.45);
    shape(
      brush,
      [
        [x - 8, y + up + 8],
        [x - 2, y + up - height],
        [x + 8, y + up + 8],
      ],
      mix(MINT, '#2a8f86', 0.3),
    );
    shape(
      brush,
      [
        [x, y + up + 8],
        [x - 2, y + up - height],
        [x + 8, y + up + 8],
      ],
      '#2a8f86',
    );
  }
  halo(brush, 0, -80 + up, 46, MINT, 0.75 + breath * 0.2);
  shape(
    brush,
    [
      [0, -106 + up],
      [16, -80 + up],
      [0, -54 + up],
      [-16, -80 + up],
    ],
    mix(MINT, '#ffffff', 0.55),
  );
  eyes(brush, -154 + up * 1.4, 17, 9, MINT);
}
