/** The debug overlay shows and changes the music. It is loaded when it is first opened, so players never download it. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Forest extends Phaser.Scene {
  constructor() {
    super('Forest');
  }

  create(): void {
    this.add.text(20, 20, 'Press O for the overlay.');
    this.input.keyboard?.once('keydown-O', async () => {
      const { attachOverlay } = await import('phaser-adaptive-music/overlay');
      attachOverlay(this.soundtrack, { key: 'o', open: true });
    });
  }
}

const music = musicPlugin({ scenes: { Forest: 'forest' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [Forest], plugins: { global: [music] } });
Object.assign(window, { game });
