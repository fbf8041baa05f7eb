/** Signals tell the music how dangerous it is: more layers on the next beat, a darker sound at once, a faster tempo from the next bar on. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Forest extends Phaser.Scene {
  private health = 100;

  constructor() {
    super('Forest');
  }

  create(): void {
    const text = this.add.text(20, 20, 'Hold D for danger, S to sneak. Press H to lose health.');
    this.input.keyboard?.on('keydown-D', () => this.soundtrack.signal('danger', 1));
    this.input.keyboard?.on('keyup-D', () => this.soundtrack.signal('danger', 0));
    this.input.keyboard?.on('keydown-S', () => this.soundtrack.signal('sneaking', true));
    this.input.keyboard?.on('keyup-S', () => this.soundtrack.signal('sneaking', false));
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
  signals: {
    danger: { attack: 0.3, release: 4 },
    health: { range: [0, 100], initial: 100, attack: 0.1, release: 0.1 },
    sneaking: { initial: false, attack: 0.1, release: 0.1 },
  },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.6, follow: 'beat' },
    { signal: 'danger', control: 'tempo', amount: 12 },
    // The mix can follow at once; notes follow bars.
    { signal: 'health', control: 'brightness', amount: -0.4, curve: 'inverse', follow: 'now' },
    { signal: 'sneaking', control: 'percussion', amount: -0.8, follow: 'now' },
    { signal: 'sneaking', control: 'duck', amount: -6, follow: 'now' },
    { signal: 'health', control: 'density', amount: -0.3, curve: 'inverse' },
  ],
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Forest], plugins: { global: [music] } });
Object.assign(window, { game });
