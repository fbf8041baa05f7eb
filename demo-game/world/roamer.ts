/** A monster in the field: it strolls round its home, and comes nearer when it smells a traveller. */

import * as Phaser from 'phaser';
import type { Foe, Spot } from '../journey.ts';
import { GROUND } from '../layout.ts';
import { scaleAt } from './traveller.ts';

/** A monster notices a traveller within this distance, in pixels. */
export const NOTICES = 420;
/** At this distance it strikes up a battle. */
export const TOUCHES = 54;
const PAINTED_LARGER = 0.52;
const STROLL = 34;
const CHASE = 96;

/** One roaming monster. */
export class Roamer {
  private readonly sprite: Phaser.GameObjects.Sprite;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly aura: Phaser.GameObjects.Image | null;
  private readonly mark: Phaser.GameObjects.Text;
  private goal: Spot;
  private rest = 0;

  constructor(
    private readonly scene: Phaser.Scene,
    readonly foe: Foe,
  ) {
    this.goal = foe;
    this.shadow = scene.add.image(foe.x, foe.y, 'shadow');
    this.aura = foe.note ? scene.add.image(foe.x, foe.y, 'note').setBlendMode('ADD').setScale(0.9) : null;
    this.sprite = scene.add.sprite(foe.x, foe.y, foe.kind).setOrigin(0.5, 0.96).play(foe.kind);
    this.mark = scene.add.text(0, 0, '!', {
      fontFamily: 'Georgia, serif',
      fontSize: '30px',
      fontStyle: 'bold',
      color: '#ffcf7a',
      stroke: '#1a0d2b',
      strokeThickness: 5,
    });
    this.mark.setOrigin(0.5, 1).setVisible(false);
    this.settle();
  }

  /** Distance to a spot on the ground, in pixels; depth counts more than width, as the eye sees it. */
  distance(to: Spot): number {
    return Math.hypot(to.x - this.sprite.x, (to.y - this.sprite.y) * 1.5);
  }

  /** Lives on for some seconds near a traveller. */
  live(seconds: number, traveller: Spot): void {
    const near = this.distance(traveller) < NOTICES * 0.62;
    this.mark.setVisible(near);
    if (near) this.go(traveller, CHASE, seconds);
    else if (this.rest > 0) this.rest -= seconds;
    else if (this.go(this.goal, STROLL, seconds)) {
      this.rest = Phaser.Math.FloatBetween(0.6, 2.4);
      this.goal = {
        x: this.foe.x + Phaser.Math.Between(-170, 170),
        y: Phaser.Math.Clamp(this.foe.y + Phaser.Math.Between(-60, 60), GROUND.far + 14, GROUND.near - 6),
      };
    }
    this.settle();
  }

  /** Goes towards a spot; true when it is there. */
  private go(to: Spot, speed: number, seconds: number): boolean {
    const dx = to.x - this.sprite.x;
    const dy = to.y - this.sprite.y;
    const far = Math.hypot(dx, dy);
    if (far < 4) return true;
    const way = Math.min(far, speed * seconds);
    this.sprite.setPosition(this.sprite.x + (dx / far) * way, this.sprite.y + (dy / far) * way);
    if (Math.abs(dx) > 6) this.sprite.setFlipX(dx > 0);
    return false;
  }

  private settle(): void {
    const { x, y } = this.sprite;
    const scale = scaleAt(y) * (this.foe.kind === 'guardian' ? 0.8 : PAINTED_LARGER);
    const hop = this.foe.kind === 'guardian' ? 0 : Math.abs(Math.sin(this.scene.time.now / 190)) * 5;
    this.sprite
      .setScale(scale)
      .setDepth(y)
      .setOrigin(0.5, 0.96 + hop / 200);
    this.shadow
      .setPosition(x, y + 2)
      .setScale(scale * 1.9, scale * 1.5)
      .setDepth(y - 1);
    const height = this.sprite.displayHeight;
    this.aura?.setPosition(x, y - height * 0.98 - 10 + Math.sin(this.scene.time.now / 320) * 5).setDepth(y + 1);
    this.mark.setPosition(x + 26, y - height * 0.8).setDepth(y + 2);
  }
}
