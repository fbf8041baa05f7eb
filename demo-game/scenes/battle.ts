/** A fight in real time: see the attack coming, dodge, strike back. A victory returns a note; a defeat silences the game. */

import * as Phaser from 'phaser';
import { type Foe, type GameState, gameStateOf, LOST_NOTES } from '../game-state.ts';
import { onLayout, view } from '../layout.ts';
import { CREAM, EMBER, INK, LAMP, ROSE, tint } from '../palette.ts';
import { type Arena, furnishArena } from '../world/arena.ts';
import { Effects, glint } from '../world/effects.ts';
import { Fighter } from '../world/fighter.ts';
import { Hud } from '../world/hud.ts';
import { Monster } from '../world/monster.ts';
import { DEPTH, frame } from '../world/scenery.ts';
import { SignalLabels } from '../world/signal-labels.ts';
import { Steering } from '../world/steering.ts';
import { write } from '../world/text.ts';
import { touch } from '../world/touch.ts';

/** The setup of a battle. */
export interface BattlePlan {
  readonly foe: Foe;
  /** The place where it began, to which it returns. */
  readonly place: string;
}

const BLOW = { least: 7, most: 11 };
const HEALTH = 100;
const GAUGE = 150;

/** The scene of common battles and, under another key, of the guardian's. */
export class Battle extends Phaser.Scene {
  private plan!: BattlePlan;
  private gameState!: GameState;
  private hero!: Fighter;
  private foe!: Monster;
  private effects!: Effects;
  private steering!: Steering;
  private labels!: SignalLabels;
  private hud!: Hud;
  private bar!: Phaser.GameObjects.Rectangle;
  private over = false;

  init(plan: BattlePlan): void {
    this.plan = plan;
    this.over = false;
  }

  create(): void {
    const { width } = view(this);
    this.gameState = gameStateOf(this);
    frame(this, width);
    glint(this, LAMP, 420);
    furnishArena(
      this,
      (this.plan.place === 'Cave' || this.plan.place === 'Desert' ? this.plan.place : 'Forest') as Arena,
    );
    this.effects = new Effects(this);
    this.hero = new Fighter(this, this.effects, width * 0.26, 182, { left: 16, right: width - 16 });
    this.foe = new Monster(this, this.effects, this.plan.foe.kind, width * 0.73, 180);
    this.hud = new Hud(this, this.gameState);
    this.hud.announce('', touch.used ? 'act strikes   ·   roll dodges' : 'Space strikes   ·   Shift rolls');
    this.steering = new Steering(this);
    this.gauge();
    this.labels = new SignalLabels(this);
    this.labels.signals(['danger', 'health', 'notes']);
    this.labels.tag(
      () => ({ x: this.foe.sprite.x, y: this.foe.sprite.y + 9 }),
      () => `signal('danger', ${this.danger.toFixed(2)})`,
      ROSE,
    );
    this.labels.tag(
      () => ({ x: this.hero.x, y: this.hero.y + 9 }),
      () => `signal('health', ${this.gameState.health.toFixed(2)})`,
    );
    // After the guardian the hero goes home: the ending starts with the hero's theme.
    if (this.plan.foe.kind === 'guardian') this.soundtrack.theme('hero', { mood: 'victory' });
  }

  override update(_time: number, delta: number): void {
    this.labels.update();
    if (this.over || this.effects.frozen) return;
    const seconds = Math.min(delta, 100) / 1000;
    this.gameState.pass(seconds);
    this.hero.live(seconds, this.steering, this.foe.sprite);
    const mark = this.foe.sprite;
    if (this.hero.strikes(mark.x, mark.y, this.foe.stats.half)) this.land();
    if (!this.over) this.foe.live(seconds, this.hero, (damage, from) => this.suffer(damage, from));
    this.soundtrack
      .signal('danger', this.danger)
      .signal('health', this.gameState.health)
      .signal('notes', this.gameState.notes / LOST_NOTES);
  }

  /** The danger signal: high in a battle, and rising towards its end. */
  private get danger(): number {
    return this.over ? 0 : 0.55 + 0.45 * (1 - this.foe.health / this.foe.stats.health);
  }

  private land(): void {
    const damage = Phaser.Math.Between(BLOW.least, BLOW.most);
    const { x, y } = this.foe.sprite;
    this.effects.hit((x + this.hero.x) / 2, y - 30, damage, CREAM);
    const last = this.foe.wound(damage);
    const scaleX = this.foe.health / this.foe.stats.health;
    this.tweens.add({ targets: this.bar, scaleX, duration: 160, ease: 'cubic.out' });
    if (last) this.win();
  }

  private suffer(damage: number, from: number): void {
    if (this.hero.safe || this.over) return;
    this.gameState.health = Math.max(0, this.gameState.health - damage / HEALTH);
    this.effects.hit(this.hero.x, this.hero.y - 24, damage, ROSE);
    glint(this, '#cf4f6e', 160);
    this.hero.hurt(from);
    this.hud.show();
    if (this.gameState.health <= 0) this.lose();
  }

  private win(): void {
    this.over = true;
    const { sprite } = this.foe;
    this.gameState.beaten.add(this.plan.foe.id);
    this.gameState.health = Math.min(1, this.gameState.health + 0.3);
    this.soundtrack.stinger('victory').signal('danger', 0);
    this.hud.show();
    this.effects.burst(sprite.x, sprite.y - 28, 60);
    this.effects.ring(sprite.x, sprite.y - 24, tint(LAMP), 3, 900);
    this.cameras.main.shake(300, 0.008);
    glint(this, '#fff0b8', 500, 0.5);
    this.tweens.add({ targets: sprite, alpha: 0, scaleY: 0.1, scaleX: 1.6, duration: 700, ease: 'back.in' });
    if (this.plan.foe.note) this.release(sprite.x, sprite.y - 32);
    const words = write(
      this,
      this.cameras.main.width / 2,
      96,
      this.plan.foe.note ? 'A lost note is found' : 'It slinks away',
      2,
      LAMP,
    );
    words.setDepth(DEPTH.ui).setAlpha(0);
    this.tweens.add({ targets: words, alpha: 1, y: 88, duration: 700, delay: 500 });
    this.depart(this.plan.place, 3000);
  }

  /** The note that it had swallowed flies to the traveller. */
  private release(x: number, y: number): void {
    this.gameState.notes++;
    const note = this.add.image(x, y, 'note').setDepth(DEPTH.ui);
    const glow = this.add
      .image(x, y, 'glow')
      .setTint(tint(LAMP))
      .setBlendMode('ADD')
      .setDepth(DEPTH.ui - 1);
    this.tweens.chain({
      targets: [note, glow],
      tweens: [
        { scale: 2, y: '-=36', duration: 900, ease: 'back.out' },
        {
          ...{ x: this.hero.x, y: this.hero.y - 24, scale: 1, delay: 700, duration: 600, ease: 'cubic.in' },
          onComplete: () => {
            glow.destroy();
            note.destroy();
            this.hud.show();
          },
        },
      ],
    });
  }

  private lose(): void {
    this.over = true;
    this.soundtrack.signal('danger', 0);
    this.tweens.add({ targets: this.hero.walker.sprite, angle: 90, alpha: 0.4, duration: 600 });
    this.depart('Defeat', 1200);
  }

  private depart(place: string, afterMs: number): void {
    this.time.delayedCall(afterMs, () => this.cameras.main.fadeOut(420, 11, 13, 26));
    this.time.delayedCall(afterMs + 440, () => this.scene.start(place));
  }

  private gauge(): void {
    const back = this.add.rectangle(0, 12, GAUGE + 4, 8, tint(INK), 0.9).setStrokeStyle(1, tint(CREAM));
    this.bar = this.add.rectangle(0, 12, GAUGE, 4, tint(EMBER)).setOrigin(0, 0.5);
    const name = write(this, 0, 24, this.foe.stats.name);
    for (const part of [back, this.bar, name]) part.setScrollFactor(0).setDepth(DEPTH.ui);
    onLayout(this, (width) => {
      back.setX(Math.round(width / 2));
      this.bar.setX(Math.round(width / 2 - GAUGE / 2));
      name.setX(Math.round(width / 2));
    });
  }
}
