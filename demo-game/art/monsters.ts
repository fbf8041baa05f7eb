/** Three monsters that swallowed the lost notes: a gloom of ink, a bramble, and the hollow guardian of the cave. */

import type { Scene } from 'phaser';
import { fade, LAMP, MINT, mix, ROSE } from '../palette.ts';
import { type Brush, disc, halo, oval, paintFrames, scatter, shape } from './paint.ts';

/** Size of a monster's frame; it stands on the bottom middle. Painted large, for the battle; smaller in the field. */
export const MONSTER = { width: 240, height: 220 } as const;
/** Every kind of monster; each is a texture and an animation of that name. */
export const KINDS = ['gloom', 'bramble', 'guardian'] as const;
export type MonsterKind = (typeof KINDS)[number];

const FRAMES = 8;
const DRAW: Record<MonsterKind, (brush: Brush, breath: number) => void> = { gloom, bramble, guardian };

/** Paints the monsters and their breathing. */
export function paintMonsters(scene: Scene): void {
  for (const kind of KINDS) {
    paintFrames(scene, kind, MONSTER, FRAMES, (brush, frame) => {
      brush.translate(MONSTER.width / 2, MONSTER.height - 8);
      DRAW[kind](brush, Math.sin((frame / FRAMES) * Math.PI * 2));
    });
    if (scene.anims.exists(kind)) continue;
    const frames = Array.from({ length: FRAMES }, (_, frame) => ({ key: kind, frame }));
    scene.anims.create({ key: kind, frames, frameRate: kind === 'guardian' ? 7 : 10, repeat: -1 });
  }
}

function eyes(brush: Brush, y: number, apart: number, size: number, colour: string): void {
  for (const side of [-1, 1]) {
    halo(brush, side * apart, y, size * 3.4, colour, 0.7);
    oval(brush, side * apart, y, size, size * 1.15, mix(colour, '#ffffff', 0.6), side * 0.25);
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

function grin(brush: Brush, y: number, half: number, colour: string): void {
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
      colour,
    );
  }
}

function bramble(brush: Brush, breath: number): void {
  const chance = scatter(44);
  const centre = -66 - breath * 4;
  for (let i = 0; i < 30; i++) {
    const turn = Math.PI + (i / 29) * Math.PI;
    const length = 82 + chance() * 22 + breath * 6 * Math.sin(i);
    const wide = 0.1;
    shape(
      brush,
      [
        [Math.cos(turn - wide) * 54, centre + 14 + Math.sin(turn - wide) * 50],
        [Math.cos(turn) * length, centre + 14 + Math.sin(turn) * length],
        [Math.cos(turn + wide) * 54, centre + 14 + Math.sin(turn + wide) * 50],
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
