/** A fight in real time: see the blow coming, be elsewhere, strike back. Won, it gives a note back; lost, one wakes in the village. */

import * as Phaser from 'phaser';
import { paintHills, paintPines, paintStone } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { paintSky } from '../art/sky.ts';
import { type Foe, type Journey, journeyOf } from '../journey.ts';
import { GROUND, PLAY, WIDTH } from '../layout.ts';
import { ARENA, CAVE, CREAM, EMBER, LAMP, MINT, ROSE, tint } from '../palette.ts';
import { Adversary } from '../world/adversary.ts';
import { Effects } from '../world/effects.ts';
import { Fighter } from '../world/fighter.ts';
import { Hud, write } from '../world/hud.ts';
import { buildScenery, DEPTH, falling, fireflies, mist } from '../world/scenery.ts';
import { Steering } from '../world/steering.ts';

/** What a battle is about. */
export interface BattlePlan {
  readonly foe: Foe;
  /** The place that it began in and goes back to. */
  readonly place: string;
}

const NAMES = { gloom: 'Gloom', bramble: 'Bramble', guardian: 'The Hollow Guardian' } as const;
const BLOW = { least: 7, most: 11 };
const HEALTH = 100;

/** The same scene stands for common battles and, under another key, for the guardian's. */
export class Battle extends Phaser.Scene {
  private plan!: BattlePlan;
  private journey!: Journey;
  private hero!: Fighter;
  private foe!: Adversary;
  private effects!: Effects;
  private steering!: Steering;
  private hud!: Hud;
  private bar!: Phaser.GameObjects.Rectangle;
  private over = false;

  init(plan: BattlePlan): void {
    this.plan = plan;
    this.over = false;
  }

  create(): void {
    this.journey = journeyOf(this);
    this.cameras.main.setViewport(0, 0, WIDTH, PLAY).setBounds(0, 0, WIDTH, PLAY).flash(420, 255, 200, 150);
    this.cameras.main.setZoom(1.12).zoomTo(1, 700, 'Cubic.easeOut');
    this.furnish(this.plan.place === 'Cave');
    this.effects = new Effects(this);
    this.hero = new Fighter(this, this.effects, 250, 450, { left: 40, right: WIDTH - 40 });
    this.foe = new Adversary(this, this.effects, this.plan.foe.kind, 760, 440);
    this.hud = new Hud(this, this.journey);
    this.hud.announce(NAMES[this.plan.foe.kind], 'Space strikes  ·  Shift rolls  ·  or tap foe and ground');
    this.steering = new Steering(this);
    this.gauge();
  }

  override update(_time: number, delta: number): void {
    if (this.over || this.effects.frozen) return;
    const seconds = Math.min(delta, 100) / 1000;
    this.journey.pass(seconds);
    this.hero.live(seconds, this.steering, this.foe.sprite);
    const mark = this.foe.sprite;
    if (this.hero.strikes(mark.x, mark.y, this.foe.temper.half)) this.land();
    if (!this.over) this.foe.live(seconds, this.hero, (damage, from) => this.suffer(damage, from));
    this.soundtrack
      .signal('danger', 0.55 + 0.45 * (1 - this.foe.health / this.foe.temper.health))
      .signal('health', this.journey.health)
      .signal('notes', this.journey.notes / 3);
  }

  private land(): void {
    const damage = Phaser.Math.Between(BLOW.least, BLOW.most);
    const { x, y } = this.foe.sprite;
    this.effects.hit((x + this.hero.x) / 2, y - 76, damage, CREAM);
    const last = this.foe.wound(damage);
    this.tweens.add({
      targets: this.bar,
      scaleX: this.foe.health / this.foe.temper.health,
      duration: 160,
      ease: 'cubic.out',
    });
    if (last) this.win();
  }

  private suffer(damage: number, from: number): void {
    if (this.hero.safe || this.over) return;
    this.journey.health = Math.max(0, this.journey.health - damage / HEALTH);
    this.effects.hit(this.hero.x, this.hero.y - 60, damage, ROSE);
    this.cameras.main.flash(120, 160, 20, 40);
    this.hero.hurt(from);
    this.hud.show();
    if (this.journey.health <= 0) this.lose();
  }

  private win(): void {
    this.over = true;
    const { sprite } = this.foe;
    this.journey.beaten.add(this.plan.foe.id);
    this.journey.health = Math.min(1, this.journey.health + 0.3);
    this.soundtrack.stinger('victory').signal('danger', 0);
    this.effects.burst(sprite.x, sprite.y - 70, 70);
    this.effects.ring(sprite.x, sprite.y - 60, tint(LAMP), 5, 900);
    this.cameras.main.shake(300, 0.008).flash(300, 255, 240, 210);
    this.tweens.add({ targets: sprite, alpha: 0, scaleY: 0.1, scaleX: 1.6, duration: 700, ease: 'back.in' });
    if (this.plan.foe.note) {
      this.journey.notes++;
      const note = this.add
        .image(sprite.x, sprite.y - 80, 'note')
        .setScale(0.2)
        .setBlendMode('ADD')
        .setDepth(DEPTH.ui);
      this.tweens.chain({
        targets: note,
        tweens: [
          { scale: 2.6, y: '-=90', duration: 900, ease: 'back.out' },
          {
            x: this.hero.x,
            y: this.hero.y - 60,
            scale: 0.8,
            delay: 700,
            duration: 600,
            ease: 'cubic.in',
            onComplete: () => this.hud.show(),
          },
        ],
      });
    }
    const words = write(this, WIDTH / 2, 220, this.plan.foe.note ? 'A lost note is found' : 'It slinks away', 38, LAMP);
    words.setDepth(DEPTH.ui).setAlpha(0);
    this.tweens.add({ targets: words, alpha: 1, y: 204, duration: 700, delay: 500 });
    this.depart(this.plan.place, 3000);
  }

  private lose(): void {
    this.over = true;
    this.soundtrack.signal('danger', 0);
    const words = write(this, WIDTH / 2, 210, 'Everything goes quiet…', 34).setDepth(DEPTH.ui + 2);
    words.setAlpha(0);
    this.tweens.add({ targets: words, alpha: 1, duration: 800 });
    this.tweens.add({ targets: this.hero.walker.sprite, angle: 90, alpha: 0.4, duration: 600 });
    this.time.delayedCall(1900, () => {
      this.journey.health = 1;
    });
    this.depart('Village', 2400);
  }

  private depart(place: string, afterMs: number): void {
    this.time.delayedCall(afterMs, () => this.cameras.main.fadeOut(420, 9, 12, 24));
    this.time.delayedCall(afterMs + 440, () => this.scene.start(place));
  }

  private gauge(): void {
    const width = 380;
    this.add
      .rectangle(WIDTH / 2, 32, width + 8, 18, 0x0d1222, 0.75)
      .setStrokeStyle(1.5, tint(CREAM), 0.5)
      .setDepth(DEPTH.ui);
    this.bar = this.add
      .rectangle(WIDTH / 2 - width / 2, 32, width, 10, tint(EMBER))
      .setOrigin(0, 0.5)
      .setDepth(DEPTH.ui);
    write(this, WIDTH / 2, 56, NAMES[this.plan.foe.kind], 17).setDepth(DEPTH.ui);
  }

  private furnish(underground: boolean): void {
    const colours = underground ? CAVE : ARENA;
    const name = underground ? 'deep' : 'arena';
    if (underground) {
      paintSky(
        this,
        'deep-sky',
        { ...CAVE, sky: ['#04060d', '#0e2a3a', '#2a7a80'] },
        { x: 512, y: 330, radius: 70, colour: '#3fa0a8', soft: true },
        0,
      );
      paintStone(this, 'deep-far', { colour: '#14384c', rim: '#2f8a90', reach: 200, seed: 18 });
      paintStone(this, 'deep-near', { colour: '#0b2032', rim: '#1f5c70', reach: 130, seed: 41 });
    } else {
      paintSky(this, 'arena-sky', ARENA, { x: 540, y: 300, radius: 92, colour: '#ff9a6a' }, 30);
      paintHills(this, 'arena-far', { colour: ARENA.far, rim: '#ff9a7a', base: 268, rough: 90, seed: 77 });
      paintPines(this, 'arena-near', { colour: ARENA.near, mist: '#7a2f55', height: 210, count: 26, seed: 66 });
    }
    paintGround(this, `${name}-ground`, colours, underground ? 'rubble' : 'grass', []);
    paintFront(this, `${name}-front`, colours.front, underground ? 'rubble' : 'grass');
    buildScenery(this, {
      sky: `${name}-sky`,
      layers: [
        { key: `${name}-far`, pace: 0.1 },
        { key: `${name}-near`, pace: 0.3 },
      ],
      ground: `${name}-ground`,
      front: `${name}-front`,
    });
    const glow = this.add
      .image(WIDTH / 2, GROUND.far + 80, 'glow')
      .setBlendMode('ADD')
      .setScale(5.5, 1.5)
      .setAlpha(0.24);
    glow.setTint(underground ? tint(MINT) : tint(EMBER)).setDepth(DEPTH.ground + 1);
    mist(this, underground ? MINT : '#ffa58a', GROUND.far - 50, 0.3);
    fireflies(this, underground ? MINT : EMBER, 30);
    if (!underground) falling(this, 'leaf', [EMBER, '#ffb07a', '#c9506a'], 380, 90);
  }
}
