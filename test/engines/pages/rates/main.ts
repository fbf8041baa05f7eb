/** A game whose audio context has the sample rate that the page's address asks for. */

import * as Phaser from 'phaser';
import { musicPlugin } from 'phaser-adaptive-music';

const sampleRate = Number(new URLSearchParams(location.search).get('rate'));
const game = new Phaser.Game({
  type: Phaser.CANVAS,
  width: 320,
  height: 240,
  banner: false,
  scene: { key: 'Only' },
  audio: { context: new AudioContext({ sampleRate }) },
  plugins: { global: [musicPlugin({ seed: 'rates', start: 'battle' })] },
});
Object.assign(window, { game });
