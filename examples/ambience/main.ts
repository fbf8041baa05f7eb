/** The sounds of a place: each mood has its own, and the weather adds rain and wind to all of them. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Place extends Phaser.Scene {
  private isRaining = false;

  create(): void {
    const text = this.add.text(20, 20, `${this.scene.key}. Press R for rain, space to go on, M for less ambience.`);
    const next = this.scene.key === 'Coast' ? 'Inn' : 'Coast';
    this.input.keyboard?.on('keydown-R', () => {
      this.isRaining = !this.isRaining;
      // The signal ends with its scene, so it rains at the coast only until the hero leaves.
      this.soundtrack.signal('weather', this.isRaining ? 'rain' : 'clear');
      text.setText(this.isRaining ? 'It rains.' : 'The rain stops.');
    });
    this.input.keyboard?.on('keydown-SPACE', () => this.scene.start(next));
    this.input.keyboard?.on('keydown-M', () => {
      this.soundtrack.ambienceVolume = this.soundtrack.ambienceVolume < 1 ? 1 : 0.3;
    });
  }
}

const music = musicPlugin({
  scenes: { Coast: 'coast', Inn: 'inn' },
  moods: {
    coast: { like: 'calm', ambience: { waves: 0.8, wind: 0.3 } },
    // The words name a fire, talk and cups; a level that is given beside them wins.
    inn: { describe: 'a warm tavern at night, cups clinking', ambience: { crickets: 0 } },
  },
  signals: { weather: { initial: 'clear' } },
  modulations: [
    { signal: 'weather', is: 'rain', control: 'ambience.rain', amount: 0.8 },
    { signal: 'weather', is: 'rain', control: 'ambience.wind', amount: 0.3 },
  ],
});

const game = new Phaser.Game({
  width: 480,
  height: 270,
  scene: [new Place('Coast'), new Place('Inn')],
  plugins: { global: [music] },
});
Object.assign(window, { game });
