/** The traveller in a battle: moves, strikes, and rolls; invulnerable for a moment while rolling or after a hit. */

import * as Phaser from 'phaser';
import type { Effects } from './effects.ts';
import type { Steering } from './steering.ts';
import { Walker } from './traveller.ts';

const SPEED = 98;
const STRIKE_MS = 210;
const STRIKE_REST_MS = 300;
const ROLL_MS = 330;
const ROLL_REST_MS = 620;
const ROLL_SPEED = 230;
const HURT_SAFE_MS = 850;

/** Reach of the blade in pixels, in addition to the target's half width. */
export const REACH = 36;

/** The player's fighter. */
export class Fighter {
  readonly walker: Walker;
  private rollUntil = 0;
  private rollRest = 0;
  private strikeUntil = 0;
  private strikeRest = 0;
  private safeUntil = 0;
  private readonly way = new Phaser.Math.Vector2(1, 0);
  /** Whether a strike has not been evaluated yet. */
  private open = false;

  constructor(
    private readonly scene: Phaser.Scene,
    private readonly effects: Effects,
    x: number,
    y: number,
    bounds: { readonly left: number; readonly right: number },
  ) {
    this.walker = new Walker(scene, 'hero', x, y, bounds);
  }

  get x(): number {
    return this.walker.x;
  }

  get y(): number {
    return this.walker.y;
  }

  /** Whether the fighter is invulnerable. */
  get safe(): boolean {
    return this.scene.time.now < this.safeUntil;
  }

  /** Advances by the player's input; a strike faces `mark`. */
  live(seconds: number, steering: Steering, mark: { readonly x: number; readonly y: number }): void {
    const now = this.scene.time.now;
    const direction = steering.direction(this);
    if (direction.lengthSq() > 0) this.way.copy(direction).normalize();
    const tap = steering.tapped();
    const onMark = tap !== null && Math.hypot(tap.x - mark.x, tap.y - (mark.y - 24)) < 52;
    const aside = tap !== null && !onMark;
    if (aside) this.way.set(tap.x - this.x, tap.y - this.y).normalize();
    if ((steering.dodged() || aside) && now > this.rollRest) this.roll(now);
    if ((steering.acted() || onMark) && now > this.strikeRest && now > this.rollUntil) this.strike(now, mark.x);
    if (now < this.rollUntil) this.walker.walk(this.way, seconds, ROLL_SPEED);
    else this.walker.walk(now < this.strikeUntil ? direction.scale(0.35) : direction, seconds, SPEED);
    this.pose(now);
  }

  /** True once for each strike that reaches a spot with a half width. */
  strikes(x: number, y: number, half: number): boolean {
    if (!this.open) return false;
    this.open = false;
    const ahead = (x - this.x) * (this.walker.sprite.flipX ? -1 : 1);
    return ahead > -half * 0.6 && ahead < REACH + half && Math.abs(y - this.y) < 28;
  }

  /** Knocks the fighter away from a spot, and makes it invulnerable for a moment. */
  hurt(from: number): void {
    this.safeUntil = this.scene.time.now + HURT_SAFE_MS;
    this.walker.place(this.x + Math.sign(this.x - from || 1) * 14, this.y);
    this.walker.walk(new Phaser.Math.Vector2(), 0);
  }

  private roll(now: number): void {
    this.rollUntil = now + ROLL_MS;
    this.rollRest = now + ROLL_REST_MS;
    this.safeUntil = Math.max(this.safeUntil, now + ROLL_MS + 40);
    this.effects.ring(this.x, this.y - 2, 0x7fe0c0, 0.6, 300);
  }

  private strike(now: number, markX: number): void {
    this.strikeUntil = now + STRIKE_MS;
    this.strikeRest = now + STRIKE_REST_MS;
    this.open = true;
    this.walker.face(markX);
    this.walker.settle();
    const left = this.walker.sprite.flipX;
    this.effects.slash(this.x + (left ? -20 : 20), this.y - 18, left);
  }

  private pose(now: number): void {
    const { sprite } = this.walker;
    if (now < this.strikeUntil) sprite.play('hero-strike', true);
    const rolls = now < this.rollUntil;
    sprite.setScale(rolls ? 1.12 : 1, rolls ? 0.7 : 1);
    const blinks = this.safe && !rolls && Math.floor(now / 70) % 2 === 0;
    sprite.setAlpha(blinks ? 0.35 : rolls ? 0.75 : 1);
  }
}
