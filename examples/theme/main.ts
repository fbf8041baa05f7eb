/** A theme: the hero's melody returns in every mood, in its key, meter and character. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Story extends Phaser.Scene {
  constructor() {
    super('Story');
  }

  create(): void {
    this.add.text(20, 20, 'Press T for the theme, B for the boss,\nwhose music starts with the theme.');
    this.input.keyboard?.on('keydown-T', () => this.soundtrack.theme('hero'));
    this.input.keyboard?.on('keydown-B', () =>
      this.soundtrack.theme('hero', { mood: 'boss' }).mood('boss', { at: 'bar' }),
    );
  }
}

const music = musicPlugin({
  scenes: { Story: 'village' },
  themes: {
    hero: { notes: 'E4:1 G4:1 A4:2 G4:1 E4:1 D4:2', key: 'C ionian', returns: { boss: 'augmentation', '*': 'plain' } },
  },
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Story], plugins: { global: [music] } });
Object.assign(window, { game });
