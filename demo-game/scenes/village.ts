/** Hollowmere: lit windows, strolling villagers, and the silent well. */

import * as Phaser from 'phaser';
import { paintHills, paintPines } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { FOLK_COUNT } from '../art/people.ts';
import { LOST_NOTES } from '../game-state.ts';
import { GROUND } from '../layout.ts';
import { EMBER, LAMP, MINT, tint, VILLAGE } from '../palette.ts';
import { glint } from '../world/effects.ts';
import { buildScenery, DEPTH, mist } from '../world/scenery.ts';
import { Walker } from '../world/traveller.ts';
import { falling, fireflies } from '../world/weather.ts';
import { WalkableScene } from './walkable-scene.ts';

const WIDTH = 880;
const WELL = { x: 440, y: 172 };
const TALK = [
  'The well used to sing us to sleep.',
  'Brambles hum at night. I heard one, in the wood.',
  'Something whirls in the desert, and it whirls in tune.',
  'Mind the cave, west of the wood.',
  'Strike when it has just missed you.',
];

interface Stroller {
  readonly walker: Walker;
  readonly home: number;
  goal: number;
  rest: number;
}

/** The only place without monsters. */
export class Village extends WalkableScene {
  protected readonly look = {
    title: 'Hollowmere',
    subtitle: 'a village that lost its song',
    width: WIDTH,
    entrance: { x: 380, y: 190 },
    sky: 'sky-day',
  } as const;
  protected readonly exits = [
    { side: 'left', to: 'Forest', hint: '← The Whispering Wood' },
    { side: 'right', to: 'Desert', hint: 'The Sea of Sand →' },
  ] as const;
  private strollers: Stroller[] = [];
  private song!: Phaser.GameObjects.Particles.ParticleEmitter;

  constructor() {
    super('Village');
  }

  protected furnish(): void {
    paintHills(this, 'village-hills-far', { color: VILLAGE.far, rim: '#d9c8f2', base: 236, roughness: 90, seed: 11 });
    paintHills(this, 'village-hills', { color: VILLAGE.middle, rim: '#a5cfd6', base: 286, roughness: 60, seed: 29 });
    paintPines(this, 'village-pines', { color: VILLAGE.near, mist: '#6f9fb8', height: 110, count: 34, seed: 5 });
    paintGround(this, 'village-ground', VILLAGE, 'cobbles', ['#ffcb6b', '#f28b8b', '#fdf3dc']);
    paintFront(this, 'village-front', VILLAGE.front, 'grass');
    const shown = buildScenery(this, {
      layers: [
        { key: 'village-hills-far', pace: 0.08 },
        { key: 'village-hills', pace: 0.2 },
        { key: 'village-pines', pace: 0.42 },
      ],
      ground: 'village-ground',
      front: 'village-front',
    });
    this.daylight?.add(...shown, mist(this, '#fff0b8', GROUND.far - 22, 0.25));
    this.build();
    this.people();
    falling(this, 'leaf', ['#ffc2b0', '#fff0b8', '#f28b8b'], 1100, 14);
    fireflies(this, LAMP, 10);
  }

  private build(): void {
    for (const [x, kind] of [
      [120, 0],
      [262, 1],
      [590, 2],
      [738, 0],
    ] as const) {
      this.stand(`house-${kind}`, x, GROUND.far + 1, kind === 2);
      this.smoke(x + (kind === 2 ? -24 : 24), GROUND.far - 92);
      this.shine(x, GROUND.far - 22, tint(EMBER), 1.3, GROUND.far + 2);
    }
    for (const x of [190, 356, 516, 664, 812]) {
      this.stand('lamp', x, 150);
      this.shine(x, 102, tint(LAMP), 1.2, 151);
    }
    for (const x of [34, 850]) this.stand('fence', x, 147);
    for (const x of [226, 626]) this.daylight?.add(this.add.image(x, 84, 'bunting').setDepth(GROUND.far - 1));
    this.stand('well', WELL.x, WELL.y);
    this.shine(WELL.x, WELL.y - 24, tint(MINT), 0.9, WELL.y + 1);
    this.song = this.add
      .particles(WELL.x, WELL.y - 28, 'note', {
        lifespan: 3400,
        frequency: 620,
        speedY: { min: -26, max: -18 },
        speedX: { min: -11, max: 11 },
        alpha: { start: 1, end: 0 },
      })
      .setDepth(DEPTH.air);
    this.song.emitting = this.gameState.returned > 0;
    this.actions.push({
      ...WELL,
      reach: 42,
      hint: 'Space  listen at the well',
      call: "stinger('discovery')",
      act: () => this.giveBack(),
    });
    this.herb('herb-village', 700, 198);
  }

  private smoke(x: number, y: number): void {
    this.add
      .particles(x, y, 'glow', {
        lifespan: 4200,
        frequency: 420,
        advance: 4000,
        speedY: { min: -12, max: -8 },
        speedX: { min: 2, max: 7 },
        scale: { start: 0.05, end: 0.3 },
        alpha: { start: 0.4, end: 0 },
        tint: 0xd6d4d3,
      })
      .setDepth(GROUND.far - 3);
  }

  private people(): void {
    this.strollers = [160, 300, 400, 560, 690].map((home, index) => {
      const y = GROUND.far + 12 + ((index * 15) % 44);
      const walker = new Walker(this, `folk-${index % FOLK_COUNT}`, home, y, { left: 24, right: WIDTH - 24 });
      this.daylight?.add(walker.sprite);
      this.actions.push({
        get x() {
          return walker.x;
        },
        get y() {
          return walker.y;
        },
        reach: 30,
        hint: 'Space  talk',
        act: () => {
          walker.face(this.hero.x);
          const sings = this.gameState.returned === LOST_NOTES;
          this.hud.write(walker.x, walker.y - 48, sings ? '♪ Listen! It sings! ♪' : TALK[index]!);
        },
      });
      return { walker, home, goal: home, rest: index };
    });
  }

  protected override live(seconds: number): void {
    for (const one of this.strollers) {
      const near = Math.hypot(one.walker.x - this.hero.x, one.walker.y - this.hero.y) < 32;
      const away = one.goal - one.walker.x;
      const stands = near || one.rest > 0 || Math.abs(away) < 3;
      one.walker.walk(new Phaser.Math.Vector2(stands ? 0 : Math.sign(away), 0), seconds, 26);
      if (near) one.walker.face(this.hero.x);
      one.rest -= seconds;
      if (Math.abs(away) < 3 && one.rest < 0) {
        one.goal = Phaser.Math.Clamp(one.home + Phaser.Math.Between(-76, 76), 40, WIDTH - 40);
        one.rest = Phaser.Math.FloatBetween(0.8, 3);
      }
    }
  }

  private giveBack(): void {
    const carried = this.gameState.notes - this.gameState.returned;
    const missing = LOST_NOTES - this.gameState.returned;
    if (carried === 0) {
      const silence = `Silence. ${missing} ${missing === 1 ? 'note is' : 'notes are'} missing.`;
      this.hud.write(WELL.x, WELL.y - 66, missing === 0 ? '♪ ♪ ♪' : silence, LAMP);
      return;
    }
    this.gameState.returned = this.gameState.notes;
    this.gameState.health = 1;
    this.hud.show();
    this.soundtrack.stinger('discovery').theme('hero');
    this.song.emitting = true;
    this.song.explode(8 * carried);
    glint(this, MINT, 600);
    this.hud.write(WELL.x, WELL.y - 66, 'The well remembers…', MINT);
    if (this.gameState.returned === LOST_NOTES) this.time.delayedCall(2600, () => this.leave('Ending', 'left'));
  }
}
