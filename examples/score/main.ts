/** A MIDI file of the game's own is the music of a mood. A fight interrupts it, and it goes on with the bar in which it stopped. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class Inn extends Phaser.Scene {
  constructor() {
    super('Inn');
  }

  preload(): void {
    this.load.midi('tavern', new URL('../sounds/tavern.mid', import.meta.url).href);
  }

  create(): void {
    this.add.text(20, 20, 'A MIDI file plays. Press B for a brawl, P for peace.');
    const bar = this.add.text(20, 50, '');
    this.input.keyboard?.on('keydown-B', () => this.soundtrack.push('battle', { at: 'beat' }));
    this.input.keyboard?.on('keydown-P', () => this.soundtrack.pop('battle'));
    this.soundtrack.on('bar', ({ mood }) => bar.setText(mood));
  }
}

const music = musicPlugin({
  moods: { tavern: { like: 'village', score: 'tavern', variation: 0.4 } },
  scenes: { Inn: 'tavern' },
});

const game = new Phaser.Game({ width: 480, height: 270, scene: [Inn], plugins: { global: [music] } });
Object.assign(window, { game });
