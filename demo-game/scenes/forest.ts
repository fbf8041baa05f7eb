/** The Whispering Wood: tall trees, fireflies, two monsters that hold a note each and one that only prowls. */

import { paintHills, paintPines, paintTrunks } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { scatter } from '../art/paint.ts';
import { paintSky } from '../art/sky.ts';
import type { Foe } from '../journey.ts';
import { GROUND } from '../layout.ts';
import { EMBER, FOREST, LAMP, mix } from '../palette.ts';
import { buildScenery, falling, fireflies, mist, rays } from '../world/scenery.ts';
import { Place } from './place.ts';

const WIDTH = 3200;

/** Where the journey begins. */
export class Forest extends Place {
  protected readonly look = {
    title: 'The Whispering Wood',
    subtitle: 'something hums between the trees',
    width: WIDTH,
    entrance: { x: 1500, y: 440 },
    outside: true,
  };
  protected readonly exits = [
    { side: 'left', to: 'Cave', hint: '←  Hollow Cave' },
    { side: 'right', to: 'Village', hint: 'Hollowmere village  →' },
  ] as const;

  constructor() {
    super('Forest');
  }

  protected override foes(): readonly Foe[] {
    return [
      { id: 'gloom', kind: 'gloom', x: 930, y: 450, note: true },
      { id: 'bramble', kind: 'bramble', x: 2330, y: 430, note: true },
      { id: `prowler-${this.journey.beaten.size}`, kind: 'gloom', x: 430, y: 400, note: false },
    ];
  }

  protected furnish(): void {
    paintSky(this, 'forest-sky', FOREST, { x: 700, y: 232, radius: 34, colour: '#ffe2a8' }, 26);
    paintHills(this, 'forest-hills', { colour: FOREST.far, rim: '#d8b79a', base: 240, rough: 70, seed: 3 });
    paintPines(this, 'forest-pines-far', {
      colour: mix(FOREST.far, FOREST.middle, 0.6),
      mist: '#8fb3a8',
      height: 170,
      count: 44,
      seed: 9,
    });
    paintPines(this, 'forest-pines', { colour: FOREST.middle, mist: '#5f8f8a', height: 250, count: 30, seed: 17 });
    paintTrunks(this, 'forest-trunks', { colour: FOREST.near, light: '#c99a78', seed: 23 });
    paintGround(this, 'forest-ground', FOREST, 'grass', ['#ffd0dc', '#fff0b0', '#cfe0ff']);
    paintFront(this, 'forest-front', FOREST.front, 'grass');
    buildScenery(this, {
      sky: 'forest-sky',
      layers: [
        { key: 'forest-hills', pace: 0.08 },
        { key: 'forest-pines-far', pace: 0.2 },
        { key: 'forest-pines', pace: 0.38 },
        { key: 'forest-trunks', pace: 0.66 },
      ],
      ground: 'forest-ground',
      front: 'forest-front',
    });
    this.plant();
    rays(this, '#ffe0a0');
    mist(this, '#cfe6dc', GROUND.far - 52, 0.55);
    falling(this, 'leaf', ['#c98a4a', '#7fae5f', EMBER], 900, 46);
    fireflies(this, LAMP, 26);
  }

  private plant(): void {
    const chance = scatter(71);
    for (let x = 120; x < WIDTH - 80; x += 150 + chance() * 120) {
      const back = chance() < 0.72;
      const y = back ? GROUND.far - 4 + chance() * 18 : GROUND.near + 10 + chance() * 6;
      if (!back && chance() < 0.5) continue;
      this.stand(`tree-${Math.floor(chance() * 3)}`, x, y, back ? 0.86 + chance() * 0.3 : 0.5, chance() < 0.5);
      if (chance() < 0.7) this.stand('bush', x + 60 + chance() * 50, GROUND.far + chance() * 14, 0.7 + chance() * 0.3);
    }
    this.sign(WIDTH - 230, 'Hollowmere →', false);
    this.sign(230, '← Hollow Cave', true);
    for (const [x, y] of [
      [1180, 384],
      [1890, 376],
      [2620, 388],
    ] as const) {
      this.stand('mushroom', x, y, 0.7);
      this.shine(x, y - 26, 0x8ff0d0, 0.5, y + 1);
    }
  }

  private sign(x: number, text: string, flip: boolean): void {
    this.stand('sign', x, 378, 1.15, flip);
    this.add
      .text(x, 306, text, {
        fontFamily: 'Georgia, serif',
        fontSize: '15px',
        color: '#ffe7b8',
        stroke: '#2a1a12',
        strokeThickness: 4,
      })
      .setOrigin(0.5, 1)
      .setDepth(379);
  }
}
