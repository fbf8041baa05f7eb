/** A monster in a battle. It always announces its attacks, so that a quick player can avoid every hit. */

import * as Phaser from 'phaser';
import type { MonsterKind } from '../art/monsters.ts';
import { GROUND } from '../layout.ts';
import type { Effects } from './effects.ts';
import { MONSTER_STATS, type MonsterStats } from './monster-stats.ts';
import { DEPTH } from './scenery.ts';

interface Orb {
  readonly image: Phaser.GameObjects.Image;
  readonly velocity: Phaser.Math.Vector2;
  left: number;
}

type Act = 'rest' | 'warn' | 'lunge' | 'slam' | 'gone';

/** The monster of a battle. */
export class Monster {
  readonly sprite: Phaser.GameObjects.Sprite;
  readonly stats: MonsterStats;
  health: number;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly orbs: Orb[] = [];
  private readonly aim = new Phaser.Math.Vector2();
  private act: Act = 'rest';
  private next: 'lunge' | 'orbs' | 'slam' = 'lunge';
  private until: number;
  private wave: { readonly x: number; readonly y: number; radius: number } | null = null;

  constructor(
    private readonly scene: Phaser.Scene,
    private readonly effects: Effects,
    kind: MonsterKind,
    x: number,
    y: number,
  ) {
    this.stats = MONSTER_STATS[kind];
    this.health = this.stats.health;
    this.shadow = scene.add.image(x, y, 'shadow').setScale(this.stats.half / 17, 1.3);
    this.sprite = scene.add.sprite(x, y, `${kind}-large`).setOrigin(0.5, 0.96).play(`${kind}-large`);
    this.until = scene.time.now + 1300;
    this.settle();
  }

  /** Advances by some seconds; calls `hurt` with the strength and origin of a hit on the fighter. */
  live(
    seconds: number,
    at: { readonly x: number; readonly y: number },
    hurt: (damage: number, from: number) => void,
  ): void {
    if (this.act === 'gone') return;
    const now = this.scene.time.now;
    if (this.act === 'rest') this.stroll(at, seconds);
    if (this.act === 'lunge') this.rush(seconds, at, hurt);
    if (now > this.until) this.turn(now, at);
    this.fly(seconds, at, hurt);
    this.spread(seconds, at, hurt);
    this.settle();
  }

  /** Takes damage; returns whether it is beaten. */
  wound(damage: number): boolean {
    this.health = Math.max(0, this.health - damage);
    this.sprite.setTint(0xff9a8a);
    this.scene.time.delayedCall(110, () => this.sprite.clearTint());
    this.scene.tweens.add({ targets: this.sprite, angle: { from: -5, to: 0 }, duration: 180, ease: 'back.out' });
    if (this.health > 0) return false;
    this.act = 'gone';
    for (const orb of this.orbs) orb.image.destroy();
    this.orbs.length = 0;
    return true;
  }

  private turn(now: number, at: { readonly x: number; readonly y: number }): void {
    const angry = this.health < this.stats.health * 0.4;
    if (this.act === 'rest') {
      this.act = 'warn';
      this.until = now + this.stats.warn * (angry ? 0.75 : 1);
      const choices = ['lunge', 'orbs', ...(this.stats.slam ? (['slam'] as const) : [])] as const;
      this.next = Phaser.Utils.Array.GetRandom([...choices]);
      this.effects.ring(
        this.sprite.x,
        this.sprite.y - 28,
        this.next === 'lunge' ? 0xff6f5c : this.stats.glow,
        1.6,
        this.stats.warn,
      );
      this.scene.tweens.add({
        targets: this.sprite,
        scaleX: 1.12,
        scaleY: 0.86,
        duration: this.stats.warn * 0.8,
        ease: 'sine.inOut',
      });
      return;
    }
    if (this.act === 'warn') this.begin(now, at);
    else this.calm(now, angry);
  }

  private begin(now: number, at: { readonly x: number; readonly y: number }): void {
    this.scene.tweens.killTweensOf(this.sprite);
    this.sprite.setScale(1);
    if (this.next === 'lunge') {
      this.act = 'lunge';
      this.aim
        .set(at.x - this.sprite.x, at.y - this.sprite.y)
        .normalize()
        .scale(this.stats.lunge);
      this.until = now + 560;
    } else if (this.next === 'slam') {
      this.act = 'slam';
      this.until = now + 700;
      this.wave = { x: this.sprite.x, y: this.sprite.y, radius: 12 };
      this.effects.ring(this.sprite.x, this.sprite.y, this.stats.glow, 6, 1000);
      this.scene.cameras.main.shake(320, 0.009);
    } else {
      this.act = 'slam';
      this.until = now + 300;
      this.shoot(at);
    }
  }

  private calm(now: number, angry: boolean): void {
    const [least, most] = this.stats.rest;
    this.act = 'rest';
    this.until = now + Phaser.Math.Between(least, most) * (angry ? 0.65 : 1);
  }

  private shoot(at: { readonly x: number; readonly y: number }): void {
    const from = { x: this.sprite.x, y: this.sprite.y - 28 };
    const middle = Math.atan2(at.y - 14 - from.y, at.x - from.x);
    for (let i = 0; i < this.stats.orbs; i++) {
      const angle = middle + (i - (this.stats.orbs - 1) / 2) * 0.26;
      const image = this.scene.add
        .image(from.x, from.y, 'glow')
        .setTint(this.stats.glow)
        .setBlendMode('ADD')
        .setScale(0.3)
        .setDepth(DEPTH.air);
      this.orbs.push({
        image,
        velocity: new Phaser.Math.Vector2(Math.cos(angle), Math.sin(angle)).scale(112),
        left: 3.2,
      });
    }
  }

  private stroll(at: { readonly x: number; readonly y: number }, seconds: number): void {
    const away = new Phaser.Math.Vector2(at.x - this.sprite.x, (at.y - this.sprite.y) * 1.3);
    const keep = away.length() < 84 ? -15 : 26;
    away.normalize().scale(keep * seconds);
    this.go(away.x, away.y);
    this.sprite.setFlipX(at.x > this.sprite.x);
  }

  private rush(
    seconds: number,
    at: { readonly x: number; readonly y: number },
    hurt: (damage: number, from: number) => void,
  ): void {
    this.go(this.aim.x * seconds, this.aim.y * seconds);
    this.aim.scale(1 - 1.1 * seconds);
    if (Math.abs(at.x - this.sprite.x) < this.stats.half * 0.8 && Math.abs(at.y - this.sprite.y) < 18)
      hurt(18, this.sprite.x);
  }

  private fly(
    seconds: number,
    at: { readonly x: number; readonly y: number },
    hurt: (damage: number, from: number) => void,
  ): void {
    for (const orb of [...this.orbs]) {
      orb.left -= seconds;
      orb.image.x += orb.velocity.x * seconds;
      orb.image.y += orb.velocity.y * seconds;
      orb.image.setScale(0.3 + 0.05 * Math.sin(this.scene.time.now / 60));
      const hits = Math.hypot(at.x - orb.image.x, at.y - 14 - orb.image.y) < 11;
      if (hits) hurt(11, orb.image.x);
      if (!hits && orb.left > 0) continue;
      orb.image.destroy();
      this.orbs.splice(this.orbs.indexOf(orb), 1);
    }
  }

  private spread(
    seconds: number,
    at: { readonly x: number; readonly y: number },
    hurt: (damage: number, from: number) => void,
  ): void {
    const { wave } = this;
    if (!wave) return;
    wave.radius += 190 * seconds;
    const far = Math.hypot(at.x - wave.x, (at.y - wave.y) * 2);
    if (Math.abs(far - wave.radius) < 11) hurt(16, wave.x);
    if (wave.radius > 220) this.wave = null;
  }

  private go(dx: number, dy: number): void {
    const { width } = this.scene.cameras.main;
    this.sprite.x = Phaser.Math.Clamp(this.sprite.x + dx, 44, width - 44);
    this.sprite.y = Phaser.Math.Clamp(this.sprite.y + dy, GROUND.far + 5, GROUND.near - 2);
  }

  private settle(): void {
    const { x, y } = this.sprite;
    this.sprite.setDepth(y);
    if (this.act !== 'warn') this.sprite.setScale(1);
    this.shadow.setPosition(x, y).setDepth(y - 1);
  }
}
