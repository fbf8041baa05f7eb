/** The demo game: an ordinary Phaser game with the plugin in its config. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { AdaptiveMusicPlugin } from 'phaser-adaptive-music';
import { keepFitted } from './layout.ts';
import { Battle } from './scenes/battle.ts';
import { Boot } from './scenes/boot.ts';
import { Cave } from './scenes/cave.ts';
import { Defeat } from './scenes/defeat.ts';
import { Desert } from './scenes/desert.ts';
import { Ending } from './scenes/ending.ts';
import { Flute } from './scenes/flute.ts';
import { Forest } from './scenes/forest.ts';
import { NowPlayingBar } from './scenes/now-playing-bar.ts';
import { Pause } from './scenes/pause.ts';
import { Title } from './scenes/title.ts';
import { TouchControls } from './scenes/touch-controls.ts';
import { Village } from './scenes/village.ts';
import { soundtrack } from './soundtrack.ts';

const places = [Title, Forest, Village, Desert, Cave, new Battle('Battle'), new Battle('Boss'), Defeat, Ending];

const game = new Phaser.Game({
  type: Phaser.AUTO,
  parent: 'game',
  backgroundColor: '#0b0d1a',
  pixelArt: true,
  scale: { mode: Phaser.Scale.NONE, autoCenter: Phaser.Scale.CENTER_BOTH, width: 400, height: 240 },
  banner: false,
  // A slow machine keeps real time with larger steps.
  fps: { smoothStep: false },
  input: { gamepad: true, activePointers: 4 },
  plugins: {
    global: [{ key: 'soundtrack', plugin: AdaptiveMusicPlugin, mapping: 'soundtrack', start: true, data: soundtrack }],
  },
  scene: [Boot, ...places, Flute, NowPlayingBar, TouchControls, Pause],
});
game.events.once('ready', () => keepFitted(game));

// The overlay is loaded when the backquote key is first pressed.
window.addEventListener('keydown', async ({ code }) => {
  if (code !== 'Backquote') return;
  const { attachOverlay } = await import('phaser-adaptive-music/overlay');
  attachOverlay(game.plugins.get('soundtrack') as AdaptiveMusicPlugin, { open: true });
});

// For the console and for tests.
Object.assign(window, { game });
