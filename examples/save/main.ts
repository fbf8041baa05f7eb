/** A saved game contains the music: after a reload the same tune continues at the bar where it was saved. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

const SLOT = 'example-saved-music';

class Village extends Phaser.Scene {
  constructor() {
    super('Village');
  }

  create(): void {
    const text = this.add.text(20, 20, 'Press S to save, L to load, N for another mood.');
    this.input.keyboard?.on('keydown-S', () => {
      localStorage.setItem(SLOT, JSON.stringify(this.soundtrack.save()));
      text.setText('Saved. Reload the page and press L.');
    });
    this.input.keyboard?.on('keydown-L', () => {
      const saved = localStorage.getItem(SLOT);
      if (saved !== null) this.soundtrack.load(JSON.parse(saved));
    });
    this.input.keyboard?.on('keydown-N', () => this.soundtrack.mood('mystery', { at: 'beat' }));
  }
}

// Another seed for each visit, so that a loaded game is told from a new one.
const music = musicPlugin({ seed: Date.now(), scenes: { Village: 'village' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [Village], plugins: { global: [music] } });
Object.assign(window, { game });
