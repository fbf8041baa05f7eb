/** Stingers: short phrases on the next beat, in the key of the music. One is built in, one is our own. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Village extends Phaser.Scene {
  constructor() {
    super('Village');
  }

  create(): void {
    this.add.text(20, 20, 'Press C for a coin, F for a find.');
    const last = this.add.text(20, 50, '');
    this.input.keyboard?.on('keydown-C', () => this.soundtrack.stinger('coin'));
    this.input.keyboard?.on('keydown-F', () => this.soundtrack.stinger('discovery'));
    // The event fires when the stinger is heard, so that a picture can come on the same beat.
    this.soundtrack.on('stinger', ({ name }) => last.setText(`Heard: ${name}`));
  }
}

const music = musicPlugin({
  scenes: { Village: 'village' },
  stingers: { coin: { notes: 'E5:0.5 B5:1', priority: 1, cooldown: 0.5 } },
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Village], plugins: { global: [music] } });
Object.assign(window, { game });
