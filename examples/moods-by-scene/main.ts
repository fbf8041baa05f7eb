/** Each scene has a mood. Starting another scene changes the music; the rules in `transitions` say how. */

import * as Phaser from 'phaser';
import { musicPlugin } from 'phaser-adaptive-music';

class Forest extends Phaser.Scene {
  constructor() {
    super('Forest');
  }

  create(): void {
    this.add.text(20, 20, 'Forest. Press SPACE to fight.');
    this.input.keyboard?.once('keydown-SPACE', () => this.scene.start('Arena'));
  }
}

class Arena extends Phaser.Scene {
  constructor() {
    super('Arena');
  }

  create(): void {
    this.add.text(20, 20, 'Arena. Press SPACE to win.');
    this.input.keyboard?.once('keydown-SPACE', () => this.scene.start('Forest'));
  }
}

const music = musicPlugin({
  scenes: { Forest: 'forest', Arena: 'battle' },
  transitions: {
    '* -> battle': { at: 'beat', fade: 0.5 },
    'battle -> *': { at: 'bar', fade: 3, stinger: 'victory' },
  },
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Forest, Arena], plugins: { global: [music] } });
Object.assign(window, { game });
