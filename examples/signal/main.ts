/** A signal tells the music how dangerous it is: more layers, more brightness, a faster tempo. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Forest extends Phaser.Scene {
  private health = 100;

  constructor() {
    super('Forest');
  }

  create(): void {
    const text = this.add.text(20, 20, 'Hold D for danger. Press H to lose health.');
    this.input.keyboard?.on('keydown-D', () => this.soundtrack.signal('danger', 1));
    this.input.keyboard?.on('keyup-D', () => this.soundtrack.signal('danger', 0));
    this.input.keyboard?.on('keydown-H', () => {
      this.health = Math.max(0, this.health - 25);
      text.setText(`Health ${this.health}: the melody gets darker and thinner.`);
    });
    // A bound signal is read many times a second.
    this.soundtrack.bind('health', () => this.health);
  }
}

const music = musicPlugin({
  scenes: { Forest: 'forest' },
  signals: { danger: { attack: 0.3, release: 4 }, health: { range: [0, 100], initial: 100 } },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.6 },
    { signal: 'danger', control: 'tempo', amount: 12 },
    { signal: 'health', control: 'brightness', amount: -0.4, curve: 'inverse' },
    { signal: 'health', control: 'density', amount: -0.3, curve: 'inverse' },
  ],
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Forest], plugins: { global: [music] } });
Object.assign(window, { game });
