/** A page whose content security policy forbids blob workers serves the phrase worker as a file. See the policy in index.html. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';
// Vite's way to the address of a worker file. Without a bundler: './phrase-worker.js', copied from the package.
import workerUrl from 'phaser-adaptive-music/phrase-worker?worker&url';

class Desert extends Phaser.Scene {
  constructor() {
    super('Desert');
  }

  create(): void {
    const text = this.add.text(20, 20, 'Click to start the music.');
    this.soundtrack.on('phrase', ({ source }) =>
      text.setText(`Written by: ${source === 'lstm' ? 'the network' : source}`),
    );
    this.soundtrack.on('degraded', ({ reason }) => text.setText(reason));
  }
}

const music = musicPlugin({ workerUrl, scenes: { Desert: 'desert' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [Desert], plugins: { global: [music] } });
Object.assign(window, { game });
