/** A person with a cloak who walks on the ground: the player's traveller, or a villager. */

import * as Phaser from 'phaser';
import { GRAIN } from '../art/paint.ts';
import { FEET, PERSON } from '../art/people.ts';
import { GROUND } from '../layout.ts';
import { LAMP, tint } from '../palette.ts';

/** Walking speed, in pixels per second. */
export const WALK_SPEED = 90;
const EASE = 12;
/** Horizontal center of a person, left of the frame's. */
const MIDDLE = (PERSON.width / 2 - 6) / PERSON.width;

/** A walking person: sprite, shadow and, for the traveller, a light. The position is that of the feet. */
export class Walker {
  readonly sprite: Phaser.GameObjects.Sprite;
  readonly light: Phaser.GameObjects.Image | null;
  x: number;
  y: number;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly velocity = new Phaser.Math.Vector2();

  /** @param look `hero` or `folk-N`. */
  constructor(
    private readonly scene: Phaser.Scene,
    private readonly look: string,
    x: number,
    y: number,
    private readonly bounds: { readonly left: number; readonly right: number },
  ) {
    this.x = x;
    this.y = y;
    this.shadow = scene.add.image(x, y, 'shadow').setScale(0.75, 0.7);
    this.light =
      look === 'hero' ? scene.add.image(x, y, 'glow').setTint(tint(LAMP)).setAlpha(0.34).setBlendMode('ADD') : null;
    this.sprite = scene.add.sprite(x, y, `${look}-idle`);
    this.sprite.play({ key: `${look}-idle`, startFrame: Phaser.Math.Between(0, 5) });
    this.settle();
  }

  /** Height of the head above the feet, in pixels. */
  get height(): number {
    return FEET * GRAIN * 0.82;
  }

  /** Walks in a direction (length 0..1) at a speed in pixels per second, with smooth starts and stops. */
  walk(direction: Phaser.Math.Vector2, seconds: number, speed = WALK_SPEED): void {
    const share = 1 - Math.exp(-EASE * seconds);
    this.velocity.x += (direction.x * speed - this.velocity.x) * share;
    this.velocity.y += (direction.y * speed * 0.72 - this.velocity.y) * share;
    this.x = Phaser.Math.Clamp(this.x + this.velocity.x * seconds, this.bounds.left, this.bounds.right);
    this.y = Phaser.Math.Clamp(this.y + this.velocity.y * seconds, GROUND.far, GROUND.near);
    const moves = this.velocity.length() > 7;
    if (Math.abs(this.velocity.x) > 3) this.sprite.setFlipX(this.velocity.x < 0);
    this.sprite.play(`${this.look}-${moves ? 'walk' : 'idle'}`, true);
    this.settle();
  }

  /** Faces a position. */
  face(x: number): void {
    this.sprite.setFlipX(x < this.x);
  }

  /** Sets the position. */
  place(x: number, y: number): void {
    this.x = Phaser.Math.Clamp(x, this.bounds.left, this.bounds.right);
    this.y = Phaser.Math.Clamp(y, GROUND.far, GROUND.near);
    this.velocity.reset();
    this.settle();
  }

  /** Aligns shadow, light and drawing order with the feet, on whole pixels. */
  settle(): void {
    const [x, y] = [Math.round(this.x), Math.round(this.y)];
    const { flipX } = this.sprite;
    this.sprite
      .setPosition(x, y)
      .setDepth(y)
      .setOrigin(flipX ? 1 - MIDDLE : MIDDLE, FEET / PERSON.height);
    this.shadow.setPosition(x, y).setDepth(y - 1);
    const flicker = 1 + 0.05 * Math.sin(this.scene.time.now / 90) * Math.sin(this.scene.time.now / 370);
    this.light
      ?.setPosition(x + (flipX ? -6 : 6), y - 11)
      .setScale(1.5 * flicker, 1.15 * flicker)
      .setDepth(y - 0.5);
  }
}
