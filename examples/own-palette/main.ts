/** Our own instruments: a recorded pluck plays the melody, instruments of the package play the other parts. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Tavern extends Phaser.Scene {
  constructor() {
    super('Tavern');
  }

  preload(): void {
    this.load.audio('pluck', new URL('../sounds/pluck-a4.mp3', import.meta.url).href);
  }

  create(): void {
    this.add.text(20, 20, 'The pluck is one recording of 0.8 s.\nPress V for the village with its usual band.');
    this.input.keyboard?.on('keydown-V', () => this.soundtrack.mood('village', { at: 'bar' }));
  }
}

const music = musicPlugin({
  scenes: { Tavern: 'inn' },
  palettes: {
    tavern: {
      like: 'folk-pluck', // plays every part that is not given
      melody: { key: 'pluck', root: 'A4', range: ['A3', 'A5'], reverb: 0.3 },
    },
  },
  moods: { inn: { like: 'village', controls: { palette: 'tavern' } } },
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Tavern], plugins: { global: [music] } });
Object.assign(window, { game });
