/** The Sea of Sand: dunes, broken pillars, an oasis, and a whirl of sand that swallowed a note. */

import { paintHills } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { scatter } from '../art/paint.ts';
import type { Foe } from '../game-state.ts';
import { GROUND } from '../layout.ts';
import { DESERT, LAMP, MINT, tint } from '../palette.ts';
import { buildScenery } from '../world/scenery.ts';
import { fireflies, sand } from '../world/weather.ts';
import { WalkableScene } from './walkable-scene.ts';

const WIDTH = 1240;
const OASIS = { from: 900, to: 1180 };

/** East of the village. */
export class Desert extends WalkableScene {
  protected readonly look = {
    title: 'The Sea of Sand',
    subtitle: 'the wind has a tune, and will not share it',
    width: WIDTH,
    entrance: { x: 80, y: 180 },
    sky: 'sky-sand',
  } as const;
  protected readonly exits = [{ side: 'left', to: 'Village', hint: '← Hollowmere village' }] as const;
  protected override readonly zones = [{ ...OASIS, mood: 'calm', name: 'The Oasis' }];

  constructor() {
    super('Desert');
  }

  protected override foes(): readonly Foe[] {
    return [{ id: 'sirocco', kind: 'sirocco', x: 560, y: 172, note: true }];
  }

  protected furnish(): void {
    paintHills(this, 'desert-mesas', {
      color: '#b5433a',
      rim: '#f29a4c',
      base: 250,
      roughness: 90,
      seed: 63,
      peaks: true,
    });
    paintHills(this, 'desert-dunes-far', { color: '#e0693f', rim: '#ffcb6b', base: 292, roughness: 40, seed: 14 });
    paintHills(this, 'desert-dunes', { color: '#bd8a56', rim: '#f3dfae', base: 326, roughness: 46, seed: 38 });
    paintGround(this, 'desert-ground', DESERT, 'sand', []);
    paintFront(this, 'desert-front', DESERT.front, 'rubble');
    const shown = buildScenery(this, {
      layers: [
        { key: 'desert-mesas', pace: 0.06 },
        { key: 'desert-dunes-far', pace: 0.18 },
        { key: 'desert-dunes', pace: 0.42 },
      ],
      ground: 'desert-ground',
      front: 'desert-front',
    });
    this.daylight?.add(...shown);
    const chance = scatter(29);
    for (let x = 50; x < OASIS.from - 20; x += 60 + chance() * 66) {
      const kind = ['cactus', 'boulder', 'pillar-0', 'pillar-1', 'bones', 'cactus'][Math.floor(chance() * 6)]!;
      this.stand(kind, Math.round(x), Math.round(GROUND.far + chance() * 7), chance() < 0.5);
    }
    this.oasis();
    this.chest('desert-chest', 690, 152, () => {
      this.gameState.health = 1;
      this.hud.show();
      this.hud.write(690, 108, 'Cool water. You feel rested.', MINT);
    });
    this.herb('herb-desert', 330, 196);
    sand(this, ['#f3dfae', '#dcb67c', '#fff0b8']);
  }

  private oasis(): void {
    const middle = (OASIS.from + OASIS.to) / 2;
    this.add.image(middle, 172, 'pool').setDepth(GROUND.far - 40);
    for (const [x, y, flip] of [
      [-104, 150, false],
      [-62, 146, true],
      [70, 147, false],
      [112, 151, true],
    ] as const)
      this.stand('palm', middle + x, y, flip);
    for (const x of [-86, 92]) this.stand('bush', middle + x, 156);
    this.shine(middle, 168, tint(MINT), 1.7, GROUND.far - 30);
    this.chest('oasis-chest', middle + 40, 152, () => {
      this.soundtrack.theme('hero');
      this.hud.write(middle + 40, 106, 'A music box. It plays your song.', LAMP);
    });
    this.herb('herb-oasis', middle - 60, 198);
    fireflies(this, LAMP, 10);
  }
}
