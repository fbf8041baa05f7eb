/** Text in the game's hand, always on whole pixels. */

import * as Phaser from 'phaser';
import { FONT } from '../art/font.ts';
import { CREAM, tint } from '../palette.ts';

/** Words that are held at a point of theirs: 0.5 their middle, 0 their left or upper edge, 1 their right or lower one. */
export class Words extends Phaser.GameObjects.BitmapText {
  private held: readonly [x: number, y: number] | undefined;

  /** Holds them at a point, whatever they say. */
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

/** Writes something with its middle at a spot; `size` is a whole number of times the font's own. */
export function write(
  scene: Phaser.Scene,
  x: number,
  y: number,
  text: string,
  size = 1,
  colour: string = CREAM,
): Words {
  const words = new Words(scene, Math.round(x), Math.round(y), FONT, text);
  words.setScale(size).setCenterAlign().setTint(tint(colour)).hold(0.5, 0.5);
  scene.add.existing(words);
  return words;
}
