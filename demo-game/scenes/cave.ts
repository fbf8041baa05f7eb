/** Hollow Cave: dark, dripping, lit by crystals; the guardian sleeps at its far end. */

import { paintStone } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { scatter } from '../art/paint.ts';
import type { Foe } from '../game-state.ts';
import { GROUND } from '../layout.ts';
import { CAVE, EMBER, LAMP, MINT, tint } from '../palette.ts';
import { buildScenery, DEPTH, mist, sky } from '../world/scenery.ts';
import { drips, fireflies } from '../world/weather.ts';
import { WalkableScene } from './walkable-scene.ts';

const WIDTH = 820;

/** West of the wood. */
export class Cave extends WalkableScene {
  protected readonly look = {
    title: 'Hollow Cave',
    subtitle: 'where echoes are kept',
    width: WIDTH,
    entrance: { x: WIDTH - 60, y: 178 },
    sky: null,
  } as const;
  protected readonly exits = [{ side: 'right', to: 'Forest', hint: 'The Whispering Wood →' }] as const;
  private dark!: Phaser.GameObjects.Image;

  constructor() {
    super('Cave');
  }

  protected override foes(): readonly Foe[] {
    return [
      { id: 'guardian', kind: 'guardian', x: 150, y: 176, note: true },
      { id: 'prowler-cave', kind: 'gloom', x: 480, y: 166, note: false },
    ];
  }

  protected furnish(): void {
    sky(this, 'sky-cave');
    paintStone(this, 'cave-far', { color: '#36507a', rim: '#6f9fb8', reach: 210, seed: 8 });
    paintStone(this, 'cave-middle', { color: '#27345c', rim: '#4b7399', reach: 170, seed: 21 });
    paintStone(this, 'cave-near', { color: '#1b2340', rim: '#36507a', reach: 130, seed: 34 });
    paintGround(this, 'cave-ground', CAVE, 'rubble', []);
    paintFront(this, 'cave-front', CAVE.front, 'rubble');
    buildScenery(this, {
      layers: [
        { key: 'cave-far', pace: 0.15 },
        { key: 'cave-middle', pace: 0.36 },
        { key: 'cave-near', pace: 0.68 },
      ],
      ground: 'cave-ground',
      front: 'cave-front',
    });
    this.dark = this.add.image(0, 0, 'dark').setDepth(DEPTH.air - 5);
    const chance = scatter(15);
    for (let x = 50; x < WIDTH - 80; x += 52 + chance() * 44) {
      const kind = chance();
      const key = kind < 0.4 ? 'mushroom' : kind < 0.7 ? 'crystal-0' : 'crystal-1';
      const y = GROUND.far + Math.round(chance() * 7);
      this.stand(key, Math.round(x), y, chance() < 0.5);
      // Above the darkness: glowing things are visible from afar.
      this.shine(x, y - 14, key === 'crystal-1' ? 0x6f9fb8 : tint(MINT), 0.9 + chance() * 0.5, DEPTH.air - 4);
    }
    this.shine(WIDTH - 10, 150, tint(LAMP), 2.6, DEPTH.air - 4);
    this.chest('cave-chest', 420, 152, () => {
      this.gameState.health = 1;
      this.hud.show();
      this.hud.write(420, 110, 'An old lantern oil. Your light grows.', EMBER);
    });
    this.herb('herb-cave', 540, 198);
    // The hero's theme returns, transformed by the mood: the boss fight starts with it.
    this.soundtrack.theme('hero', { mood: 'boss' });
    mist(this, '#4b7399', GROUND.far - 16, 0.4);
    fireflies(this, MINT, 14);
    drips(this, '#a5cfd6');
  }

  protected override live(): void {
    this.dark.setPosition(Math.round(this.hero.x), Math.round(this.hero.y - 16));
  }
}
