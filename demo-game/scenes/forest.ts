/** The Whispering Wood: tall trees, a glade with the listening stone, a monster with a note and one without. */

import { paintHills, paintPines, paintTrunks } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { scatter } from '../art/paint.ts';
import type { Foe } from '../game-state.ts';
import { GROUND } from '../layout.ts';
import { EMBER, FOREST, LAMP, MINT, mix, tint } from '../palette.ts';
import { glint } from '../world/effects.ts';
import { buildScenery, mist, rays } from '../world/scenery.ts';
import { write } from '../world/text.ts';
import { falling, fireflies, Rain } from '../world/weather.ts';
import { WalkableScene } from './walkable-scene.ts';

const WIDTH = 1300;
const STONE = { x: 330, y: GROUND.far + 8 };

/** The first place of the journey. */
export class Forest extends WalkableScene {
  protected readonly look = {
    title: 'The Whispering Wood',
    subtitle: 'something hums between the trees',
    width: WIDTH,
    entrance: { x: 640, y: 178 },
    sky: 'sky-day',
  } as const;
  protected readonly exits = [
    { side: 'left', to: 'Cave', hint: '← Hollow Cave' },
    { side: 'right', to: 'Village', hint: 'Hollowmere village →' },
  ] as const;
  protected override readonly zones = [{ from: 235, to: 430, mood: 'mystery', name: 'The Listening Stone' }];
  private rain!: Rain;

  constructor() {
    super('Forest');
  }

  protected override foes(): readonly Foe[] {
    return [
      { id: 'bramble', kind: 'bramble', x: 1000, y: 174, note: true },
      { id: 'prowler-wood', kind: 'gloom', x: 150, y: 170, note: false },
    ];
  }

  protected furnish(): void {
    paintHills(this, 'forest-hills', { color: FOREST.far, rim: '#a5cfd6', base: 240, roughness: 70, seed: 3 });
    const far = { color: mix(FOREST.far, FOREST.middle, 0.55), mist: '#a5cfd6', height: 170, count: 46, seed: 9 };
    paintPines(this, 'forest-pines-far', far);
    paintPines(this, 'forest-pines', { color: FOREST.middle, mist: '#4b7399', height: 250, count: 32, seed: 17 });
    paintTrunks(this, 'forest-trunks', { color: FOREST.near, light: '#55a35a', seed: 23 });
    paintGround(this, 'forest-ground', FOREST, 'grass', ['#ffc2b0', '#fff0b8', '#d9c8f2']);
    paintFront(this, 'forest-front', FOREST.front, 'grass');
    const shown = buildScenery(this, {
      layers: [
        { key: 'forest-hills', pace: 0.08 },
        { key: 'forest-pines-far', pace: 0.2 },
        { key: 'forest-pines', pace: 0.38 },
        { key: 'forest-trunks', pace: 0.66 },
      ],
      ground: 'forest-ground',
      front: 'forest-front',
    });
    this.daylight?.add(...shown, mist(this, '#dff0e6', GROUND.far - 20, 0.4), ...rays(this, '#fff0b8'));
    this.plant();
    this.rain = new Rain(this);
    falling(this, 'leaf', ['#bd8a56', '#8cc56a', EMBER], 900, 18);
    fireflies(this, LAMP, 22);
  }

  protected override live(seconds: number): void {
    this.soundtrack.signal('rain', this.rain.fall(this.gameState.rains ? 1 : 0, seconds));
  }

  override heard(): void {
    const near = Math.hypot(STONE.x - this.hero.x, STONE.y - this.hero.y) < 90;
    if (!near || this.gameState.found.has('secret')) return;
    this.gameState.found.add('secret');
    this.gameState.health = 1;
    this.hud.show();
    this.soundtrack.stinger('secret');
    glint(this, MINT, 600);
    this.hud.write(STONE.x, STONE.y - 70, 'The stone hums your tune. You feel whole.', MINT);
  }

  private plant(): void {
    const chance = scatter(71);
    for (let x = 40; x < WIDTH - 30; x += 56 + chance() * 46) {
      const back = chance() < 0.8;
      const glade = x > 245 && x < 420;
      const y = Math.round(GROUND.far - 2 + chance() * 7);
      if (back && !glade) this.stand(`tree-${Math.floor(chance() * 3)}`, Math.round(x), y, chance() < 0.5);
      if (chance() < 0.7) this.stand('bush', Math.round(x + 24 + chance() * 20), GROUND.far + Math.round(chance() * 6));
    }
    this.sign(WIDTH - 92, 'Hollowmere →', false);
    this.sign(86, '← Hollow Cave', true);
    this.stand('stone', STONE.x, STONE.y);
    this.shine(STONE.x, STONE.y - 26, tint(MINT), 1, STONE.y + 1);
    this.actions.push({
      ...{ ...STONE, reach: 40, hint: 'Space  read', call: "stinger('secret')" },
      act: () => this.hud.write(STONE.x, STONE.y - 70, '"Play, and I shall answer."', MINT),
    });
    for (const [x, y] of [
      [270, 152],
      [400, 150],
      [760, 153],
      [1060, 151],
    ] as const) {
      this.stand('mushroom', x, y);
      this.shine(x, y - 8, tint(MINT), 0.5, y + 1);
    }
    this.chest('flute', 730, 158, () => {
      this.gameState.found.add('flute');
      this.hud.write(730, 110, 'A flute! Press F to play it.', LAMP);
    });
    this.herb('herb-forest', 880, 196);
    this.herb('herb-glade', 370, 200);
  }

  private sign(x: number, text: string, flip: boolean): void {
    this.stand('sign', x, 154, flip);
    write(this, x, 112, text, 1, '#f3dfae').setDepth(155);
  }
}
