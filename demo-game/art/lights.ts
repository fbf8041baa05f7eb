/** Small luminous things that every place uses: glows, sparks, notes, leaves, shadows, the vignette. */

import type { Scene } from 'phaser';
import { PLAY, WIDTH } from '../layout.ts';
import { CREAM, fade, INK, LAMP } from '../palette.ts';
import { type Brush, disc, halo, oval, paint } from './paint.ts';

/** Paints the textures `glow`, `spark`, `leaf`, `shadow`, `vignette`, `ray`, `mist`, `note` and `ring`. */
export function paintLights(scene: Scene): void {
  paint(scene, 'glow', 256, 256, (brush) => halo(brush, 128, 128, 128, '#ffffff', 0.9));
  paint(scene, 'spark', 24, 24, (brush) => {
    halo(brush, 12, 12, 12, '#ffffff', 1);
    disc(brush, 12, 12, 2.5, '#ffffff');
  });
  paint(scene, 'leaf', 16, 10, (brush) => {
    oval(brush, 8, 5, 7, 3.2, '#ffffff', -0.25);
    brush.fillStyle = 'rgba(0, 0, 0, 0.25)';
    brush.fillRect(2, 5, 12, 1);
  });
  paint(scene, 'shadow', 96, 32, (brush) => {
    brush.scale(1, 1 / 3);
    halo(brush, 48, 48, 48, '#050811', 0.75);
  });
  paint(scene, 'vignette', WIDTH, PLAY, (brush) => {
    const gradient = brush.createRadialGradient(
      WIDTH / 2,
      PLAY * 0.5,
      PLAY * 0.45,
      WIDTH / 2,
      PLAY * 0.5,
      WIDTH * 0.66,
    );
    gradient.addColorStop(0, fade(INK, 0));
    gradient.addColorStop(1, fade(INK, 0.72));
    brush.fillStyle = gradient;
    brush.fillRect(0, 0, WIDTH, PLAY);
  });
  paint(scene, 'ray', 160, 460, (brush) => {
    const gradient = brush.createLinearGradient(0, 0, 0, 460);
    gradient.addColorStop(0, fade(CREAM, 0.34));
    gradient.addColorStop(1, fade(CREAM, 0));
    brush.filter = 'blur(9px)';
    brush.fillStyle = gradient;
    brush.beginPath();
    brush.moveTo(64, 10);
    brush.lineTo(96, 10);
    brush.lineTo(138, 450);
    brush.lineTo(22, 450);
    brush.fill();
  });
  paint(scene, 'mist', 512, 96, paintMist);
  paint(scene, 'note', 40, 48, (brush) => paintNote(brush, 20, 24));
  paint(scene, 'ring', 128, 128, (brush) => {
    brush.lineWidth = 7;
    brush.strokeStyle = fade('#ffffff', 0.9);
    brush.beginPath();
    brush.arc(64, 64, 56, 0, Math.PI * 2);
    brush.stroke();
  });
  paint(scene, 'slash', 128, 128, (brush) => {
    brush.fillStyle = fade('#ffffff', 0.92);
    brush.beginPath();
    brush.arc(44, 64, 60, -1.1, 1.1);
    brush.arc(24, 64, 58, 0.95, -0.95, true);
    brush.fill();
  });
}

function paintMist(brush: Brush): void {
  brush.filter = 'blur(12px)';
  for (let i = 0; i < 14; i++) {
    const x = (i * 137) % 512;
    for (const shift of [-512, 0, 512])
      oval(brush, x + shift, 48 + ((i * 29) % 24) - 12, 74, 16, fade('#ffffff', 0.16));
  }
}

/** An eighth note of light. */
export function paintNote(brush: Brush, x: number, y: number): void {
  halo(brush, x, y, 20, LAMP, 0.55);
  brush.strokeStyle = CREAM;
  brush.lineWidth = 2.6;
  brush.lineCap = 'round';
  brush.beginPath();
  brush.moveTo(x + 3.4, y + 8);
  brush.lineTo(x + 3.4, y - 12);
  brush.quadraticCurveTo(x + 11, y - 8, x + 9.5, y - 1);
  brush.stroke();
  oval(brush, x - 1.2, y + 9, 5.2, 3.8, CREAM, -0.35);
}
