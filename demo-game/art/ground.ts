/** The ground, with its path, tufts and stones, and the dark leaves in the foreground. */

import type { Scene } from 'phaser';
import { fade, mix, type PlaceColors } from '../palette.ts';
import { STRIP_WIDTH } from './backdrops.ts';
import { type Brush, down, FIELD, oval, paint, scatter, wrapped } from './paint.ts';

/** Top of the painted ground, in drawing units. */
export const GROUND_TOP = FIELD.far - 22;
/** Height of the strip of leaves in the foreground. */
export const FRONT_HEIGHT = 110;

/** The kind of ground. */
export type Growth = 'grass' | 'cobbles' | 'rubble' | 'sand';

/** Paints a strip of ground with a path along its center. */
export function paintGround(
  scene: Scene,
  key: string,
  colors: PlaceColors,
  growth: Growth,
  flowers: readonly string[],
): void {
  const height = FIELD.bottom - GROUND_TOP;
  paint(scene, key, STRIP_WIDTH, height, (brush) => {
    brush.fillStyle = down(brush, 0, height, [
      mix(colors.ground[0], colors.path, 0.12),
      colors.ground[0],
      colors.ground[1],
    ]);
    brush.fillRect(0, 10, STRIP_WIDTH, height);
    const chance = scatter(growth.length * 31);
    edge(brush, colors.ground[0], chance);
    path(brush, colors.path, height);
    if (growth === 'sand') ripples(brush, colors, height, chance);
    if (growth === 'cobbles') cobbles(brush, colors.path, height, chance);
    for (let i = 0; i < 230; i++) {
      const depth = chance();
      const y = 16 + depth * (height - 20);
      const x = chance() * STRIP_WIDTH;
      const onPath = Math.abs(y - height * 0.5) < height * 0.15;
      if (onPath && chance() < 0.8) continue;
      const size = 0.6 + depth * 0.9;
      const shade = mix(
        colors.ground[depth > 0.5 ? 1 : 0],
        chance() < 0.5 ? '#000000' : colors.path,
        0.12 + chance() * 0.2,
      );
      wrapped(brush, STRIP_WIDTH, () => {
        if (growth === 'sand') {
          if (i % 5 === 0) stone(brush, x, y, size * 0.6, shade);
        } else if (growth === 'rubble' || (growth === 'cobbles' && i % 3 === 0)) stone(brush, x, y, size, shade);
        else tuft(brush, x, y, size, shade);
      });
      const flower = flowers[i % Math.max(1, flowers.length * 3)];
      if (flower !== undefined) wrapped(brush, STRIP_WIDTH, () => blossom(brush, x + 8, y, size, flower));
    }
  });
}

function edge(brush: Brush, color: string, chance: () => number): void {
  for (let i = 0; i < 190; i++) {
    const x = chance() * STRIP_WIDTH;
    const half = 10 + chance() * 22;
    wrapped(brush, STRIP_WIDTH, () =>
      oval(brush, x, 15, half, 4 + chance() * 7, mix(color, '#000000', chance() * 0.14)),
    );
  }
}

function path(brush: Brush, color: string, height: number): void {
  brush.filter = 'blur(1.5px)';
  for (const [share, alpha] of [
    [0.19, 0.28],
    [0.14, 0.5],
    [0.09, 0.4],
  ] as const) {
    brush.fillStyle = fade(color, alpha);
    brush.beginPath();
    for (let x = -20; x <= STRIP_WIDTH + 20; x += 8) brush.lineTo(x, height * (0.5 - share) + wave(x, 1) * 7);
    for (let x = STRIP_WIDTH + 20; x >= -20; x -= 8) brush.lineTo(x, height * (0.5 + share) + wave(x, 2) * 8);
    brush.fill();
  }
  brush.filter = 'none';
}

function wave(x: number, kind: number): number {
  return (
    Math.sin((x / STRIP_WIDTH) * Math.PI * 2 * (2 + kind)) +
    0.6 * Math.sin((x / STRIP_WIDTH) * Math.PI * 2 * (5 + kind))
  );
}

function cobbles(brush: Brush, color: string, height: number, chance: () => number): void {
  for (let i = 0; i < 420; i++) {
    const x = chance() * STRIP_WIDTH;
    const y = height * (0.33 + chance() * 0.34);
    const size = 5 + chance() * 8;
    const shade = fade(mix(color, chance() < 0.5 ? '#40303a' : '#fff2d8', 0.1 + chance() * 0.2), 0.5);
    wrapped(brush, STRIP_WIDTH, () => oval(brush, x, y, size, size * 0.5, shade));
  }
}

function ripples(brush: Brush, colors: PlaceColors, height: number, chance: () => number): void {
  brush.lineCap = 'round';
  for (let i = 0; i < 110; i++) {
    const [x, y] = [chance() * STRIP_WIDTH, 20 + chance() * (height - 24)];
    const half = 14 + chance() * 34;
    const shade = mix(colors.ground[0], i % 2 === 0 ? colors.path : colors.ground[1], 0.5);
    wrapped(brush, STRIP_WIDTH, () => {
      brush.strokeStyle = shade;
      brush.lineWidth = 2.6;
      brush.beginPath();
      brush.moveTo(x - half, y);
      brush.quadraticCurveTo(x, y - 6, x + half, y + 1);
      brush.stroke();
    });
  }
}

function tuft(brush: Brush, x: number, y: number, size: number, color: string): void {
  brush.strokeStyle = color;
  brush.lineWidth = 1.6 * size;
  brush.lineCap = 'round';
  for (const lean of [-5, -2, 1, 4]) {
    brush.beginPath();
    brush.moveTo(x + lean * 0.5, y);
    brush.quadraticCurveTo(x + lean * 0.6, y - 5 * size, x + lean * size, y - (9 - Math.abs(lean)) * size);
    brush.stroke();
  }
}

function stone(brush: Brush, x: number, y: number, size: number, color: string): void {
  oval(brush, x, y + 2 * size, 8 * size, 3 * size, 'rgba(0, 0, 0, 0.25)');
  oval(brush, x, y, 7 * size, 4 * size, color);
  oval(brush, x + 1.5 * size, y - 1.4 * size, 4 * size, 1.6 * size, 'rgba(255, 255, 255, 0.1)');
}

function blossom(brush: Brush, x: number, y: number, size: number, color: string): void {
  brush.strokeStyle = 'rgba(20, 50, 40, 0.7)';
  brush.lineWidth = 1.2 * size;
  brush.beginPath();
  brush.moveTo(x, y);
  brush.lineTo(x, y - 6 * size);
  brush.stroke();
  for (let petal = 0; petal < 5; petal++) {
    const turn = (petal / 5) * Math.PI * 2;
    oval(
      brush,
      x + Math.cos(turn) * 1.9 * size,
      y - 7 * size + Math.sin(turn) * 1.5 * size,
      1.7 * size,
      1.3 * size,
      color,
      turn,
    );
  }
  oval(brush, x, y - 7 * size, 1.1 * size, 1 * size, '#fff3c4');
}

/** Paints the foreground strip: grass and ferns, or broken stone. */
export function paintFront(scene: Scene, key: string, color: string, growth: Growth): void {
  paint(scene, key, STRIP_WIDTH, FRONT_HEIGHT, (brush) => {
    const chance = scatter(91);
    brush.fillStyle = color;
    for (let i = 0; i < 64; i++) {
      const x = (i / 64) * STRIP_WIDTH + chance() * 20;
      const height = 14 + chance() * (growth === 'grass' ? 46 : 22) * (0.5 + 0.5 * Math.sin(i * 0.49) ** 2);
      const lean = (chance() - 0.5) * 30;
      wrapped(brush, STRIP_WIDTH, () => {
        if (growth === 'grass') blade(brush, x, height, lean);
        else oval(brush, x, FRONT_HEIGHT + 8, 30 + height, 14 + height * 0.6, color);
      });
    }
    if (growth === 'grass')
      for (let i = 0; i < 6; i++)
        fern(brush, (i + 0.3 + chance() * 0.4) * (STRIP_WIDTH / 6), 60 + chance() * 34, color);
  });
}

function blade(brush: Brush, x: number, height: number, lean: number): void {
  brush.beginPath();
  brush.moveTo(x - 7, FRONT_HEIGHT);
  brush.quadraticCurveTo(x, FRONT_HEIGHT - height * 0.6, x + lean, FRONT_HEIGHT - height);
  brush.quadraticCurveTo(x + 5, FRONT_HEIGHT - height * 0.5, x + 8, FRONT_HEIGHT);
  brush.fill();
}

function fern(brush: Brush, x: number, height: number, color: string): void {
  for (const side of [-1, -0.55, 0.08, 0.6, 1]) {
    const at = (along: number): [number, number] => [
      x + side * height * (0.9 * along),
      FRONT_HEIGHT + 6 - height * (1.25 * along - 0.62 * along * along * Math.abs(side)),
    ];
    brush.strokeStyle = color;
    brush.lineWidth = 2;
    brush.beginPath();
    for (let step = 0; step <= 12; step++) brush.lineTo(...at(step / 12));
    brush.stroke();
    for (let leaf = 1; leaf < 22; leaf++) {
      const along = leaf / 22;
      const [px, py] = at(along);
      const length = (1 - along) * 15 * Math.min(1, along * 5) + 2;
      const tilt = Math.atan2(-(1.25 - 1.24 * along * Math.abs(side)), side * 0.9);
      for (const way of [-1, 1]) {
        const turn = tilt + way * 1.05;
        oval(
          brush,
          px + Math.cos(turn) * length * 0.5,
          py + Math.sin(turn) * length * 0.5,
          length * 0.55,
          1.7,
          color,
          turn,
        );
      }
    }
  }
}
