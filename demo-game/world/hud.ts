/** What is written over the picture: hearts, found notes, the name of a place, a hint at what can be done here. */

import * as Phaser from 'phaser';
import { type Journey, LOST_NOTES } from '../journey.ts';
import { PLAY, SERIF, WIDTH } from '../layout.ts';
import { CREAM, fade, LAMP, ROSE, tint } from '../palette.ts';
import { DEPTH } from './scenery.ts';

const HEARTS = 5;

/** Text in the game's hand. */
export function write(
  scene: Phaser.Scene,
  x: number,
  y: number,
  text: string,
  size: number,
  colour = CREAM,
): Phaser.GameObjects.Text {
  return scene.add
    .text(x, y, text, { fontFamily: SERIF, fontSize: `${size}px`, color: colour, align: 'center', lineSpacing: 7 })
    .setShadow(0, 2, fade('#05070f', 0.85), 6, false, true)
    .setResolution(Math.min(2, window.devicePixelRatio || 1))
    .setOrigin(0.5);
}

/** The overlay of one scene. */
export class Hud {
  private readonly hearts: Phaser.GameObjects.Text[] = [];
  private readonly notes: Phaser.GameObjects.Image[] = [];
  private readonly hint: Phaser.GameObjects.Container;
  private readonly hintText: Phaser.GameObjects.Text;
  private readonly hintBack: Phaser.GameObjects.Rectangle;

  constructor(
    private readonly scene: Phaser.Scene,
    private readonly journey: Journey,
  ) {
    for (let i = 0; i < HEARTS; i++) this.hearts.push(write(scene, 32 + i * 27, 30, '♥', 27, ROSE));
    for (let i = 0; i < LOST_NOTES; i++) this.notes.push(scene.add.image(WIDTH - 32 - i * 34, 32, 'note'));
    for (const part of [...this.hearts, ...this.notes]) part.setScrollFactor(0).setDepth(DEPTH.ui);
    this.hintText = write(scene, 0, 0, '', 18);
    this.hintBack = scene.add.rectangle(0, 1, 10, 36, 0x0d1222, 0.72).setStrokeStyle(1, tint(LAMP), 0.5);
    this.hint = scene.add
      .container(WIDTH / 2, PLAY - 40, [this.hintBack, this.hintText])
      .setScrollFactor(0)
      .setDepth(DEPTH.ui)
      .setAlpha(0);
    this.show();
  }

  /** Brings hearts and notes up to date. */
  show(): void {
    for (const [i, heart] of this.hearts.entries())
      heart.setAlpha(Phaser.Math.Clamp(this.journey.health * HEARTS - i, 0.18, 1));
    const have = this.journey.notes - this.journey.returned;
    for (const [i, note] of this.notes.entries()) note.setAlpha(i < have ? 1 : 0.2).setScale(i < have ? 1 : 0.8);
  }

  /** Shows what can be done here, or nothing. */
  suggest(text: string | null): void {
    const aim = text === null ? 0 : 1;
    this.hint.setAlpha(Phaser.Math.Linear(this.hint.alpha, aim, 0.18));
    if (text === null || text === this.hintText.text) return;
    this.hintText.setText(text);
    this.hintBack.setSize(this.hintText.width + 36, 36).setOrigin(0.5);
  }

  /** Writes the name of a place across the picture for a moment. */
  announce(title: string, subtitle: string): void {
    const name = write(this.scene, WIDTH / 2, 118, title, 42);
    const below = write(this.scene, WIDTH / 2, 160, subtitle, 19, LAMP);
    const line = this.scene.add.rectangle(WIDTH / 2, 141, 10, 1.5, tint(LAMP), 0.8);
    for (const part of [name, below, line]) part.setScrollFactor(0).setDepth(DEPTH.ui).setAlpha(0);
    this.scene.tweens.add({ targets: line, scaleX: 34, duration: 1100, ease: 'cubic.out' });
    this.scene.tweens.add({
      targets: [name, below, line],
      alpha: 1,
      duration: 700,
      hold: 2300,
      yoyo: true,
      onComplete: () => [name, below, line].forEach((part) => void part.destroy()),
    });
  }

  /** Lets words rise and fade over a spot of the world. */
  say(x: number, y: number, text: string, colour = CREAM): void {
    const words = write(this.scene, x, y, text, 17, colour).setDepth(DEPTH.air);
    this.scene.tweens.add({ targets: words, y: y - 34, duration: 3400, ease: 'sine.out' });
    this.scene.tweens.add({ targets: words, alpha: 0, delay: 2500, duration: 900, onComplete: () => words.destroy() });
  }
}
