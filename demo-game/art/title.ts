/** The game's name in glowing letters. */

import type { Scene } from 'phaser';
import { EMBER, INK, LAMP } from '../palette.ts';
import { down, paint } from './paint.ts';

/** A serif font that most systems have. */
const SERIF = '"Palatino Linotype", Palatino, "Book Antiqua", "URW Palladio L", Georgia, "DejaVu Serif", serif';

/** Paints `title-name`. */
export function paintTitle(scene: Scene): void {
  paint(
    scene,
    'title-name',
    310,
    66,
    (brush) => {
      brush.textAlign = 'center';
      brush.textBaseline = 'middle';
      brush.lineJoin = 'round';
      const line = (text: string, y: number, size: number) => {
        brush.font = `italic 700 ${size}px ${SERIF}`;
        brush.lineWidth = 4;
        brush.strokeStyle = '#64214d';
        brush.strokeText(text, 155, y + 2);
        brush.fillStyle = down(brush, y - size * 0.42, y + size * 0.42, ['#ffffff', '#fff0b8', LAMP, EMBER, '#e0693f']);
        brush.fillText(text, 155, y);
      };
      line('The', 11, 17);
      line('Singing Well', 38, 42);
    },
    { grain: 1, dither: 18, outline: INK },
  );
}
