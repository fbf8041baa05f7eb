/** Skies: three colours, stars, a little cloud, and a sun, moon or glow. */

import type { Scene } from 'phaser';
import { GROUND, PLAY, WIDTH } from '../layout.ts';
import { CREAM, fade, mix, type PlaceColours } from '../palette.ts';
import { disc, down, halo, oval, paint, scatter } from './paint.ts';

/** Paints a sky with its sun or moon and some cloud, and stars where it is dark; a `soft` orb is a mere glow. */
export function paintSky(
  scene: Scene,
  key: string,
  colours: PlaceColours,
  orb: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly colour: string;
    readonly soft?: boolean;
  },
  stars: number,
): void {
  paint(scene, key, WIDTH, PLAY, (brush) => {
    brush.fillStyle = down(brush, 0, GROUND.far, colours.sky);
    brush.fillRect(0, 0, WIDTH, PLAY);
    const chance = scatter(stars + 7);
    for (let i = 0; i < stars; i++) {
      const y = chance() * GROUND.far * 0.7;
      disc(
        brush,
        chance() * WIDTH,
        y,
        0.5 + chance() * 1.1,
        fade(CREAM, (1 - y / GROUND.far) * (0.25 + chance() * 0.7)),
      );
    }
    halo(brush, orb.x, orb.y, orb.radius * 5.5, orb.colour, 0.55);
    if (orb.soft) return;
    disc(brush, orb.x, orb.y, orb.radius, mix(orb.colour, '#ffffff', 0.45));
    brush.filter = 'blur(6px)';
    for (let i = 0; i < 9; i++) {
      const x = chance() * WIDTH;
      const y = 60 + chance() * 150;
      oval(brush, x, y, 90 + chance() * 120, 5 + chance() * 9, fade(mix(colours.sky[2], '#ffffff', 0.3), 0.13));
    }
    brush.filter = 'none';
  });
}
