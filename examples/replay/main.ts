/** The log of a session plays it again, note for note: for bug reports and for tests. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Forest extends Phaser.Scene {
  constructor() {
    super('Forest');
  }

  create(): void {
    const text = this.add.text(20, 20, 'Play with D and C. Press R to hear it all again.');
    this.input.keyboard?.on('keydown-D', () => this.soundtrack.signal('danger', 1));
    this.input.keyboard?.on('keyup-D', () => this.soundtrack.signal('danger', 0));
    this.input.keyboard?.on('keydown-C', () => this.soundtrack.mood('cave', { at: 'beat' }));
    this.input.keyboard?.on('keydown-R', () => {
      const log = this.soundtrack.record();
      if (log === null) return;
      this.soundtrack.replay(log);
      text.setText(`Replays ${log.entries.length} entries.`);
    });
  }
}

const music = musicPlugin({ scenes: { Forest: 'forest' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [Forest], plugins: { global: [music] } });
Object.assign(window, { game });
