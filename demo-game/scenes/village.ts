/** Hollowmere: warm windows, people strolling, and the well that has gone silent. */

import * as Phaser from 'phaser';
import { paintHills, paintPines } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { FOLK_COUNT } from '../art/people.ts';
import { paintSky } from '../art/sky.ts';
import { LOST_NOTES } from '../journey.ts';
import { GROUND } from '../layout.ts';
import { LAMP, MINT, mix, tint, VILLAGE } from '../palette.ts';
import { buildScenery, DEPTH, falling, fireflies, mist } from '../world/scenery.ts';
import { Walker } from '../world/traveller.ts';
import { Place } from './place.ts';

const WIDTH = 2100;
const WELL = { x: 1090, y: 420 };
const TALK = [
  'The well used to sing us to sleep…',
  'Three notes were stolen. Three!',
  'Brambles hum at night. I heard one.',
  'Mind the cave, west of the wood.',
  'My feet still want to dance, though.',
  'Strike when it has just missed you.',
];

interface Stroller {
  readonly walker: Walker;
  readonly home: number;
  goal: number;
  rest: number;
}

/** The only place with no monsters. */
export class Village extends Place {
  protected readonly look = {
    title: 'Hollowmere',
    subtitle: 'a village that lost its song',
    width: WIDTH,
    entrance: { x: 150, y: 440 },
    outside: true,
  };
  protected readonly exits = [{ side: 'left', to: 'Forest', hint: '←  The Whispering Wood' }] as const;
  private strollers: Stroller[] = [];
  private song: Phaser.GameObjects.Particles.ParticleEmitter | null = null;

  constructor() {
    super('Village');
  }

  protected furnish(): void {
    paintSky(this, 'village-sky', VILLAGE, { x: 300, y: 250, radius: 44, colour: '#ffd08a' }, 18);
    paintHills(this, 'village-hills-far', { colour: VILLAGE.far, rim: '#ffb98a', base: 236, rough: 90, seed: 11 });
    paintHills(this, 'village-hills', { colour: VILLAGE.middle, rim: '#d88a7a', base: 286, rough: 60, seed: 29 });
    paintPines(this, 'village-pines', { colour: VILLAGE.near, mist: '#8a5a78', height: 110, count: 34, seed: 5 });
    paintGround(this, 'village-ground', VILLAGE, 'cobbles', ['#ffcf7a', '#ff9d9d', '#fdf0d5']);
    paintFront(this, 'village-front', VILLAGE.front, 'grass');
    buildScenery(this, {
      sky: 'village-sky',
      layers: [
        { key: 'village-hills-far', pace: 0.08 },
        { key: 'village-hills', pace: 0.2 },
        { key: 'village-pines', pace: 0.42 },
      ],
      ground: 'village-ground',
      front: 'village-front',
    });
    this.build();
    this.people();
    mist(this, '#ffcfae', GROUND.far - 60, 0.32);
    falling(this, 'leaf', ['#ffb0a0', '#ffd9a0', '#ff8fa0'], 1300, 34);
    fireflies(this, LAMP, 12);
  }

  private build(): void {
    const houses = [
      [330, 0, 1],
      [690, 1, 1.06],
      [1420, 2, 1],
      [1790, 0, 1.1],
    ] as const;
    for (const [x, kind, scale] of houses) {
      this.stand(`house-${kind}`, x, GROUND.far + 2, scale, kind === 2);
      this.smoke(x + (kind === 2 ? -62 : 62) * scale, GROUND.far - 232 * scale);
      this.shine(x, GROUND.far - 40, tint(LAMP), 1.1, GROUND.far + 3);
    }
    for (const x of [510, 900, 1260, 1610]) {
      this.stand('lamp', x, 372, 1.1);
      this.shine(x, 262, tint(LAMP), 1.05, 374);
    }
    for (const x of [130, 1960]) this.stand('fence', x, 366);
    for (const [x, turn] of [
      [600, 0],
      [1345, 0],
    ] as const)
      this.add
        .image(x, 170, 'bunting')
        .setDepth(GROUND.far - 1)
        .setAngle(turn);
    this.stand('well', WELL.x, WELL.y, 1.05);
    this.shine(WELL.x, WELL.y - 60, tint(MINT), 0.8, WELL.y + 1);
    this.song = this.add
      .particles(WELL.x, WELL.y - 66, 'note', {
        lifespan: 3600,
        frequency: 620,
        speedY: { min: -62, max: -40 },
        speedX: { min: -26, max: 26 },
        scale: { start: 0.3, end: 0.95 },
        alpha: { start: 1, end: 0 },
        blendMode: 'ADD',
      })
      .setDepth(DEPTH.air);
    this.song.emitting = this.journey.returned > 0;
    this.deeds.push({ ...WELL, reach: 100, hint: 'E  listen at the well', act: () => this.giveBack() });
  }

  private smoke(x: number, y: number): void {
    this.add
      .particles(x, y, 'glow', {
        lifespan: 4200,
        frequency: 340,
        advance: 4000,
        speedY: { min: -30, max: -20 },
        speedX: { min: 4, max: 16 },
        scale: { start: 0.06, end: 0.34 },
        alpha: { start: 0.3, end: 0 },
        tint: 0xd9c4d0,
      })
      .setDepth(GROUND.far - 3);
  }

  private people(): void {
    this.strollers = [420, 760, 980, 1330, 1660].map((home, index) => {
      const y = GROUND.far + 30 + ((index * 37) % 110);
      const walker = new Walker(this, `folk-${index % FOLK_COUNT}`, home, y, { left: 60, right: WIDTH - 60 });
      this.deeds.push({
        get x() {
          return walker.x;
        },
        get y() {
          return walker.y;
        },
        reach: 74,
        hint: 'E  talk',
        act: () => {
          walker.face(this.hero.x);
          this.hud.say(
            walker.x,
            walker.y - 108,
            this.journey.returned === LOST_NOTES ? '♪ Listen! It sings! ♪' : (TALK[index] ?? TALK[0]!),
          );
        },
      });
      return { walker, home, goal: home, rest: index };
    });
  }

  protected override live(seconds: number): void {
    for (const one of this.strollers) {
      const near = Math.hypot(one.walker.x - this.hero.x, one.walker.y - this.hero.y) < 80;
      const away = one.goal - one.walker.x;
      const stands = near || one.rest > 0 || Math.abs(away) < 8;
      one.walker.walk(new Phaser.Math.Vector2(stands ? 0 : Math.sign(away), 0), seconds, 62);
      if (near) one.walker.face(this.hero.x);
      one.rest -= seconds;
      if (Math.abs(away) < 8 && one.rest < 0) {
        one.goal = one.home + Phaser.Math.Between(-190, 190);
        one.rest = Phaser.Math.FloatBetween(0.8, 3);
      }
    }
  }

  private giveBack(): void {
    const carried = this.journey.notes - this.journey.returned;
    if (carried === 0) {
      const missing = LOST_NOTES - this.journey.returned;
      this.hud.say(
        WELL.x,
        WELL.y - 150,
        missing === 0 ? '♪ ♪ ♪' : `Silence… ${missing} ${missing === 1 ? 'note is' : 'notes are'} missing.`,
        LAMP,
      );
      return;
    }
    this.journey.returned = this.journey.notes;
    this.journey.health = 1;
    this.hud.show();
    this.soundtrack.stinger('discovery');
    if (this.song) {
      this.song.emitting = true;
      this.song.explode(14 * carried);
    }
    this.cameras.main.flash(500, 143, 240, 208);
    this.hud.say(WELL.x, WELL.y - 150, 'The well remembers…', mix(MINT, '#ffffff', 0.3));
    if (this.journey.returned === LOST_NOTES) this.time.delayedCall(2600, () => this.leave('Ending', 'left'));
  }
}
