/** Textures that every place uses: glows, sparks, notes, leaves, shadows, the vignette. */

import type { Scene } from 'phaser';
import { TALLEST, WIDEST } from '../layout.ts';
import { CREAM, fade, INK, LAMP } from '../palette.ts';
import { type Brush, halo, oval, paint, shape } from './paint.ts';

/** Paints the textures `glow`, `spark`, `dot`, `leaf`, `shadow`, `vignette`, `ray`, `mist`, `note`, `ring`, `slash`, `drop` and `dark`. */
export function paintLights(scene: Scene): void {
  const soft = { grain: 1, soft: true };
  paint(scene, 'glow', 96, 96, (brush) => halo(brush, 48, 48, 48, '#ffffff', 0.9), soft);
  paint(
    scene,
    'spark',
    7,
    7,
    (brush) => {
      brush.fillStyle = fade('#ffffff', 0.4);
      brush.fillRect(1, 3, 5, 1);
      brush.fillRect(3, 1, 1, 5);
      brush.fillStyle = '#ffffff';
      brush.fillRect(3, 3, 1, 1);
    },
    soft,
  );
  for (const [key, width, height] of [
    ['dot', 2, 2],
    ['leaf', 3, 2],
    ['drop', 1, 5],
    ['grain', 6, 1],
  ] as const)
    paint(
      scene,
      key,
      width,
      height,
      (brush) => {
        brush.fillStyle = '#ffffff';
        brush.fillRect(0, 0, width, height);
      },
      { grain: 1 },
    );
  paint(scene, 'shadow', 40, 12, (brush) => oval(brush, 20, 6, 19, 5.5, fade('#0b0d1a', 0.42)), {
    grain: 1,
    soft: true,
  });
  paint(
    scene,
    'vignette',
    WIDEST,
    TALLEST,
    (brush) => {
      const [w, h] = [WIDEST, TALLEST];
      brush.scale(1, h / w);
      const gradient = brush.createRadialGradient(w / 2, w / 2, w * 0.34, w / 2, w / 2, w * 0.72);
      gradient.addColorStop(0, fade(INK, 0));
      gradient.addColorStop(1, fade(INK, 0.6));
      brush.fillStyle = gradient;
      brush.fillRect(0, 0, w, w);
    },
    soft,
  );
  paint(
    scene,
    'dark',
    WIDEST * 2,
    TALLEST * 2,
    (brush) => {
      brush.fillStyle = fade(INK, 0.68);
      brush.fillRect(0, 0, WIDEST * 2, TALLEST * 2);
      brush.globalCompositeOperation = 'destination-out';
      brush.translate(WIDEST, TALLEST);
      brush.scale(1, 0.72);
      halo(brush, 0, 0, 260, '#ffffff', 1);
      halo(brush, 0, 0, 170, '#ffffff', 1);
    },
    soft,
  );
  paint(
    scene,
    'ray',
    60,
    190,
    (brush) => {
      const gradient = brush.createLinearGradient(0, 0, 0, 190);
      gradient.addColorStop(0, fade(CREAM, 0.4));
      gradient.addColorStop(1, fade(CREAM, 0));
      shape(
        brush,
        [
          [22, 0],
          [38, 0],
          [58, 190],
          [2, 190],
        ],
        gradient,
      );
    },
    soft,
  );
  paint(scene, 'mist', 256, 34, paintMist, soft);
  paint(scene, 'note', 16, 18, (brush) => paintNote(brush, 7, 9), { grain: 1, outline: INK, dither: 0 });
  paint(
    scene,
    'ring',
    72,
    72,
    (brush) => {
      brush.lineWidth = 3;
      brush.strokeStyle = fade('#ffffff', 0.95);
      brush.beginPath();
      brush.arc(36, 36, 33, 0, Math.PI * 2);
      brush.stroke();
    },
    soft,
  );
  paint(
    scene,
    'slash',
    52,
    52,
    (brush) => {
      brush.fillStyle = '#ffffff';
      brush.beginPath();
      brush.arc(18, 26, 25, -1.15, 1.15);
      brush.arc(9, 26, 25, 0.98, -0.98, true);
      brush.fill();
    },
    { grain: 1, dither: 0 },
  );
}

function paintMist(brush: Brush): void {
  for (let i = 0; i < 16; i++) {
    const x = (i * 67) % 256;
    const [half, high] = [30 + ((i * 13) % 22), 3 + ((i * 7) % 5)];
    for (const shift of [-256, 0, 256])
      oval(brush, x + shift, 17 + ((i * 11) % 18) - 9, half, high, fade('#ffffff', 0.2));
  }
}

/** An eighth note. */
export function paintNote(brush: Brush, x: number, y: number): void {
  brush.fillStyle = LAMP;
  brush.fillRect(x + 2, y - 7, 2, 12);
  brush.fillRect(x + 4, y - 6, 2, 2);
  brush.fillRect(x + 5, y - 4, 2, 4);
  oval(brush, x + 0.5, y + 4.5, 3.6, 2.8, LAMP, -0.3);
  oval(brush, x, y + 4, 1.6, 1.2, CREAM);
}
