/** Hollow Cave: dark, dripping, lit by what grows in it; the guardian sleeps at its far end. */

import { paintStone } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { scatter } from '../art/paint.ts';
import { paintSky } from '../art/sky.ts';
import type { Foe } from '../journey.ts';
import { GROUND, PLAY, WIDTH as VIEW } from '../layout.ts';
import { CAVE, MINT, tint } from '../palette.ts';
import { buildScenery, DEPTH, fireflies, mist } from '../world/scenery.ts';
import { Place } from './place.ts';

const WIDTH = 1900;

/** West of the wood. */
export class Cave extends Place {
  protected readonly look = {
    title: 'Hollow Cave',
    subtitle: 'where echoes are kept',
    width: WIDTH,
    entrance: { x: WIDTH - 140, y: 440 },
    outside: false,
  };
  protected readonly exits = [{ side: 'right', to: 'Forest', hint: 'The Whispering Wood  →' }] as const;

  constructor() {
    super('Cave');
  }

  protected override foes(): readonly Foe[] {
    return [{ id: 'guardian', kind: 'guardian', x: 360, y: 430, note: true }];
  }

  protected furnish(): void {
    paintSky(this, 'cave-sky', CAVE, { x: 540, y: 300, radius: 60, colour: '#3fa0a8', soft: true }, 0);
    paintStone(this, 'cave-far', { colour: '#1c4660', rim: '#4a9aa8', reach: 210, seed: 8 });
    paintStone(this, 'cave-middle', { colour: '#15334f', rim: '#2f7a94', reach: 170, seed: 21 });
    paintStone(this, 'cave-near', { colour: '#0b1c33', rim: '#1f5270', reach: 130, seed: 34 });
    paintGround(this, 'cave-ground', CAVE, 'rubble', []);
    paintFront(this, 'cave-front', CAVE.front, 'rubble');
    buildScenery(this, {
      sky: 'cave-sky',
      layers: [
        { key: 'cave-far', pace: 0.15 },
        { key: 'cave-middle', pace: 0.36 },
        { key: 'cave-near', pace: 0.68 },
      ],
      ground: 'cave-ground',
      front: 'cave-front',
    });
    const chance = scatter(15);
    for (let x = 120; x < WIDTH - 200; x += 130 + chance() * 110) {
      const back = chance() < 0.75;
      const y = back ? GROUND.far + chance() * 16 : GROUND.near + 4;
      const kind = chance();
      const key = kind < 0.4 ? 'mushroom' : kind < 0.7 ? 'crystal-0' : 'crystal-1';
      this.stand(key, x, y, 0.8 + chance() * 0.5, chance() < 0.5);
      this.shine(x, y - 36, key === 'crystal-1' ? 0x9db8ff : tint(MINT), 0.8 + chance() * 0.5, y + 1);
    }
    this.shine(WIDTH - 40, 380, 0xffd9a0, 2.2, DEPTH.ground + 2);
    mist(this, '#4f9ab0', GROUND.far - 40, 0.4);
    fireflies(this, MINT, 18);
    this.add
      .particles(0, 0, 'leaf', {
        x: { min: 0, max: VIEW },
        y: 30,
        lifespan: 1100,
        frequency: 420,
        speedY: 120,
        gravityY: 700,
        rotate: 90,
        scale: { min: 0.2, max: 0.4 },
        tint: 0xa8e8ff,
        alpha: { start: 0.8, end: 0.3 },
      })
      .setScrollFactor(0)
      .setDepth(DEPTH.ground + 3);
    this.add
      .rectangle(0, 0, VIEW, PLAY, 0x030713, 0.12)
      .setOrigin(0)
      .setScrollFactor(0)
      .setDepth(DEPTH.ground + 4);
  }
}
