/** Someone with a cloak who walks on the band of ground: the player's traveller, and villagers. */

import * as Phaser from 'phaser';
import { FEET, PERSON } from '../art/people.ts';
import { GROUND } from '../layout.ts';
import { LAMP, tint } from '../palette.ts';

/** Pixels a second at a walk. */
export const WALK_SPEED = 178;
const EASE = 12;

/** How large a thing looks at a depth of the ground. */
export function scaleAt(y: number): number {
  return Phaser.Math.Linear(0.84, 1.12, Phaser.Math.Clamp((y - GROUND.far) / (GROUND.near - GROUND.far), 0, 1));
}

/** A walking person: sprite, shadow and, for the traveller, lamplight. The position is that of the feet. */
export class Walker {
  readonly sprite: Phaser.GameObjects.Sprite;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly light: Phaser.GameObjects.Image | null;
  private readonly velocity = new Phaser.Math.Vector2();

  /** @param look `hero` or `folk-N`. */
  constructor(
    private readonly scene: Phaser.Scene,
    private readonly look: string,
    x: number,
    y: number,
    private readonly bounds: { readonly left: number; readonly right: number },
  ) {
    this.shadow = scene.add.image(x, y, 'shadow');
    this.light =
      look === 'hero'
        ? scene.add.image(x, y, 'glow').setTint(tint(LAMP)).setAlpha(0.34).setScale(1.5, 1.2).setBlendMode('ADD')
        : null;
    this.sprite = scene.add
      .sprite(x, y, `${look}-idle`)
      .setOrigin((PERSON.width / 2 - 6) / PERSON.width, FEET / PERSON.height);
    this.sprite.play({ key: `${look}-idle`, startFrame: Phaser.Math.Between(0, 5) });
    this.settle();
  }

  get x(): number {
    return this.sprite.x;
  }

  get y(): number {
    return this.sprite.y;
  }

  /** Goes on in a direction (0..1 long) at a speed in pixels a second; starts and stops softly. */
  walk(direction: Phaser.Math.Vector2, seconds: number, speed = WALK_SPEED): void {
    const share = 1 - Math.exp(-EASE * seconds);
    this.velocity.x += (direction.x * speed - this.velocity.x) * share;
    this.velocity.y += (direction.y * speed * 0.72 - this.velocity.y) * share;
    this.sprite.x = Phaser.Math.Clamp(this.sprite.x + this.velocity.x * seconds, this.bounds.left, this.bounds.right);
    this.sprite.y = Phaser.Math.Clamp(this.sprite.y + this.velocity.y * seconds, GROUND.far, GROUND.near);
    const moves = this.velocity.length() > 18;
    if (Math.abs(this.velocity.x) > 8) this.sprite.setFlipX(this.velocity.x < 0);
    this.sprite.play(`${this.look}-${moves ? 'walk' : 'idle'}`, true);
    this.settle();
  }

  /** Looks towards something. */
  face(x: number): void {
    this.sprite.setFlipX(x < this.x);
  }

  /** Is moved by something else than its own feet. */
  place(x: number, y: number): void {
    this.sprite.setPosition(x, y);
    this.velocity.reset();
    this.settle();
  }

  /** Shadow, light, size and drawing order follow the feet. */
  settle(): void {
    const { x, y } = this.sprite;
    const scale = scaleAt(y);
    // Origin is off the middle, so a flipped picture must be drawn from the other side.
    this.sprite
      .setScale(scale)
      .setDepth(y)
      .setOrigin(this.sprite.flipX ? 1 - 42 / PERSON.width : 42 / PERSON.width, FEET / PERSON.height);
    this.shadow
      .setPosition(x, y + 2)
      .setScale(scale * 0.72, scale * 0.6)
      .setDepth(y - 1);
    const flicker = 1 + 0.05 * Math.sin(this.scene.time.now / 90) * Math.sin(this.scene.time.now / 370);
    this.light
      ?.setPosition(x + (this.sprite.flipX ? -14 : 14), y - 28)
      .setScale(1.5 * flicker, 1.15 * flicker)
      .setDepth(y + 1);
  }
}
