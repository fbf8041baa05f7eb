/** The HUD: hearts, found notes, the name of a place, and a hint at the possible action. */

import * as Phaser from 'phaser';
import { LINE } from '../art/font.ts';
import { type GameState, LOST_NOTES } from '../game-state.ts';
import { onLayout } from '../layout.ts';
import { CREAM, INK, LAMP, tint } from '../palette.ts';
import { DEPTH } from './scenery.ts';
import { type Words, write } from './text.ts';
import { touch } from './touch.ts';

const HEARTS = 5;

/** The HUD of one scene. */
export class Hud {
  private readonly hearts: Phaser.GameObjects.Image[];
  private readonly notes: Phaser.GameObjects.Image[];
  private readonly hint: Words;
  private readonly plate: Phaser.GameObjects.Rectangle;
  private announced: Words[] = [];

  constructor(
    private readonly scene: Phaser.Scene,
    private readonly gameState: GameState,
  ) {
    this.hearts = Array.from({ length: HEARTS }, (_, i) => scene.add.image(13 + i * 14, 12, 'heart'));
    this.notes = Array.from({ length: LOST_NOTES }, () => scene.add.image(0, 13, 'note'));
    this.plate = scene.add.rectangle(0, 0, 10, LINE + 5, tint(INK), 0.8).setStrokeStyle(1, tint(LAMP), 0.9);
    this.hint = write(scene, 0, 0, '');
    for (const part of [...this.hearts, ...this.notes, this.plate, this.hint])
      part.setScrollFactor(0).setDepth(DEPTH.ui);
    this.suggest(null);
    onLayout(scene, (width, height) => {
      for (const [i, note] of this.notes.entries()) note.setX(width - 14 - i * 16);
      this.plate.setPosition(Math.round(width / 2), height - 16);
      this.hint.setPosition(Math.round(width / 2), height - 15);
    });
    this.show();
    // Hidden behind the pause menu.
    const lift = () => this.hide();
    const lower = () => this.reveal();
    scene.events.on('pause', lift).on('resume', lower);
    scene.events.once('shutdown', () => void scene.events.off('pause', lift).off('resume', lower));
  }

  private hide(): void {
    for (const text of [...this.announced, this.plate, this.hint]) text.setVisible(false);
  }

  /** Shows or clears the hint, which is suggested in each frame. */
  private reveal(): void {
    for (const text of this.announced) text.setVisible(true);
  }

  /** Updates hearts and notes. */
  show(): void {
    for (const [i, heart] of this.hearts.entries()) {
      const share = this.gameState.health * HEARTS - i;
      heart.setTexture(share > 0.75 ? 'heart' : share > 0.2 ? 'heart-half' : 'heart-none');
    }
    const have = this.gameState.notes - this.gameState.returned;
    for (const [i, note] of this.notes.entries())
      note.setTint(i < have ? 0xffffff : 0x3a3f5c).setAlpha(i < have ? 1 : 0.8);
  }

  /** Sets the hint at the possible action, or none. */
  suggest(hint: string | null): void {
    // Touch screens have a button for it, and no keys.
    const text = touch.used ? (hint?.replace(/^Space {2}/, '') ?? null) : hint;
    this.hint.setVisible(text !== null);
    this.plate.setVisible(text !== null);
    if (text === null || text === this.hint.text) return;
    this.hint.setText(text);
    this.plate.setSize(Math.ceil(this.hint.width) + 12, LINE + 5).setOrigin(0.5);
  }

  /** Shows the name of a place for a moment. */
  announce(title: string, subtitle: string): void {
    for (const text of this.announced) text.destroy();
    const { width } = this.scene.cameras.main;
    const name = write(this.scene, width / 2, 52, title, title.length * 12 > width ? 1 : 2);
    const below = write(this.scene, width / 2, 70, subtitle, 1, LAMP);
    this.announced = [name, below];
    for (const text of this.announced) text.setScrollFactor(0).setDepth(DEPTH.ui).setAlpha(0);
    this.scene.tweens.add({
      targets: this.announced,
      alpha: 1,
      duration: 500,
      hold: 2200,
      yoyo: true,
      onComplete: () => {
        for (const text of [name, below]) text.destroy();
        if (this.announced[0] === name) this.announced = [];
      },
    });
  }

  /** Shows a text that rises and fades at a position of the world. */
  write(x: number, y: number, text: string, color: string = CREAM): void {
    const { scrollX, width } = this.scene.cameras.main;
    const words = write(this.scene, x, y, text, 1, color).setDepth(DEPTH.ui);
    const half = words.width / 2 + 4;
    words.setX(Math.round(Phaser.Math.Clamp(x, scrollX + half, scrollX + width - half)));
    this.scene.tweens.add({ targets: words, y: y - 12, duration: 3600, ease: 'sine.out' });
    this.scene.tweens.add({ targets: words, alpha: 0, delay: 3000, duration: 600, onComplete: () => words.destroy() });
  }
}
