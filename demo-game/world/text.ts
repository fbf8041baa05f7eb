/** Text in the game's font, on whole pixels. */

import * as Phaser from 'phaser';
import { FONT } from '../art/font.ts';
import { CREAM, tint } from '../palette.ts';

/** A text with an anchor: 0.5 = center, 0 = left or upper edge, 1 = right or lower edge. */
export class Words extends Phaser.GameObjects.BitmapText {
  private held: readonly [x: number, y: number] | undefined;

  /** Keeps the anchor at a point, whatever the text. */
  hold(x: number, y: number): this {
    this.held = [x, y];
    return this.updateDisplayOrigin();
  }

  override updateDisplayOrigin(): this {
    if (!this.held) return super.updateDisplayOrigin();
    const { width, height } = this.getTextBounds(false).local;
    this.displayOriginX = Math.floor(width * this.held[0]);
    this.displayOriginY = Math.floor(height * this.held[1]);
    return this;
  }
}

/** Creates a text centered at a point; `size` is a whole multiple of the font's size. */
export function write(scene: Phaser.Scene, x: number, y: number, text: string, size = 1, color: string = CREAM): Words {
  const words = new Words(scene, Math.round(x), Math.round(y), FONT, text);
  words.setScale(size).setCenterAlign().setTint(tint(color)).hold(0.5, 0.5);
  scene.add.existing(words);
  return words;
}
