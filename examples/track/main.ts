/** A recorded track plays in place of composed music, which continues afterwards where it stopped. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Cave extends Phaser.Scene {
  constructor() {
    super('Cave');
  }

  preload(): void {
    this.load.audio('boss', new URL('../sounds/boss-loop.mp3', import.meta.url).href);
  }

  create(): void {
    const text = this.add.text(20, 20, 'Press B for the boss, V for victory.');
    this.input.keyboard?.on('keydown-B', () =>
      this.soundtrack.track('boss', { at: 'bar', fade: 0.3, loop: true, tempo: 140 }),
    );
    this.input.keyboard?.on('keydown-V', () => this.soundtrack.endTrack({ at: 'bar', fade: 1 }));
    this.soundtrack.on('track', () => text.setText('The recording plays.'));
    this.soundtrack.on('trackEnd', () => text.setText('Composed music continues.'));
  }
}

const music = musicPlugin({ scenes: { Cave: 'cave' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [Cave], plugins: { global: [music] } });
Object.assign(window, { game });
