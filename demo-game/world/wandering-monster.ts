/** A roaming monster: it wanders around its home, and approaches a traveller nearby. */

import * as Phaser from 'phaser';
import type { Foe, Spot } from '../game-state.ts';
import { GROUND } from '../layout.ts';
import { LAMP } from '../palette.ts';
import { type Words, write } from './text.ts';

/** Distance at which the danger of a monster begins, in pixels. */
export const NOTICES = 190;
/** Distance at which a battle starts. */
export const TOUCHES = 22;
/** Share of {@link NOTICES} within which it approaches. */
const SMELLS = 0.55;
const STROLL = 14;
const CHASE = 44;

/** One roaming monster. */
export class WanderingMonster {
  readonly sprite: Phaser.GameObjects.Sprite;
  x: number;
  y: number;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly aura: Phaser.GameObjects.Image | null;
  private readonly mark: Words;
  private goal: Spot;
  private rest = 0;

  constructor(
    private readonly scene: Phaser.Scene,
    readonly foe: Foe,
  ) {
    this.goal = foe;
    this.x = foe.x;
    this.y = foe.y;
    this.shadow = scene.add.image(foe.x, foe.y, 'shadow').setScale(foe.kind === 'guardian' ? 1.6 : 1.1, 0.9);
    this.aura = foe.note ? scene.add.image(foe.x, foe.y, 'note') : null;
    this.sprite = scene.add.sprite(foe.x, foe.y, foe.kind).setOrigin(0.5, 0.96).play(foe.kind);
    this.mark = write(scene, 0, 0, '!', 2, LAMP).setVisible(false);
    this.settle();
  }

  /** Distance to a spot on the ground, in pixels; depth counts more than width, because of the perspective. */
  distance(to: Spot): number {
    return Math.hypot(to.x - this.x, (to.y - this.y) * 1.5);
  }

  /** Advances by some seconds near a traveller. */
  live(seconds: number, hero: Spot): void {
    const near = this.distance(hero) < NOTICES * SMELLS;
    this.mark.setVisible(near);
    if (near) this.go(hero, CHASE, seconds);
    else if (this.rest > 0) this.rest -= seconds;
    else if (this.go(this.goal, STROLL, seconds)) {
      this.rest = Phaser.Math.FloatBetween(0.6, 2.4);
      this.goal = {
        x: this.foe.x + Phaser.Math.Between(-68, 68),
        y: Phaser.Math.Clamp(this.foe.y + Phaser.Math.Between(-24, 24), GROUND.far + 6, GROUND.near - 3),
      };
    }
    this.settle();
  }

  /** Moves towards a spot; returns whether it has arrived. */
  private go(to: Spot, speed: number, seconds: number): boolean {
    const dx = to.x - this.x;
    const dy = to.y - this.y;
    const far = Math.hypot(dx, dy);
    if (far < 2) return true;
    const way = Math.min(far, speed * seconds);
    this.x += (dx / far) * way;
    this.y += (dy / far) * way;
    if (Math.abs(dx) > 3) this.sprite.setFlipX(dx > 0);
    return false;
  }

  private settle(): void {
    const [x, y] = [Math.round(this.x), Math.round(this.y)];
    const { now } = this.scene.time;
    const hop = this.foe.kind === 'guardian' ? 0 : Math.round(Math.abs(Math.sin(now / 190)) * 3);
    this.sprite.setPosition(x, y - hop).setDepth(y);
    this.shadow.setPosition(x, y).setDepth(y - 1);
    const top = y - this.sprite.height * 0.86;
    this.aura?.setPosition(x, Math.round(top - 8 + Math.sin(now / 320) * 2)).setDepth(y + 1);
    this.mark.setPosition(x + 14, Math.round(top - 4)).setDepth(y + 2);
  }
}
