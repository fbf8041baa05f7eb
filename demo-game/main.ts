/** The demo game: an ordinary Phaser game with the plugin in its config. */

import * as Phaser from 'phaser';
import { AdaptiveMusicPlugin } from 'phaser-adaptive-music';
import { HEIGHT, WIDTH } from './layout.ts';
import { Battle } from './scenes/battle.ts';
import { Boot } from './scenes/boot.ts';
import { Cave } from './scenes/cave.ts';
import { Ending } from './scenes/ending.ts';
import { Forest } from './scenes/forest.ts';
import { Strip } from './scenes/strip.ts';
import { Title } from './scenes/title.ts';
import { Village } from './scenes/village.ts';
import { soundtrack } from './soundtrack.ts';

const game = new Phaser.Game({
  type: Phaser.AUTO,
  parent: 'game',
  width: WIDTH,
  height: HEIGHT,
  backgroundColor: '#0a0d18',
  scale: { mode: Phaser.Scale.FIT, autoCenter: Phaser.Scale.CENTER_BOTH },
  banner: false,
  // On a slow machine things go on in real time, in larger steps.
  fps: { smoothStep: false },
  // Everything is a picture with soft edges of its own: smoothing polygon edges as well would only cost.
  render: { antialiasGL: false, powerPreference: 'high-performance' },
  plugins: {
    global: [{ key: 'soundtrack', plugin: AdaptiveMusicPlugin, mapping: 'soundtrack', start: true, data: soundtrack }],
  },
  scene: [Boot, Title, Forest, Village, Cave, new Battle('Battle'), new Battle('Boss'), Ending, Strip],
});

// The overlay is loaded when the backquote key is first pressed.
window.addEventListener('keydown', async ({ code }) => {
  if (code !== 'Backquote') return;
  const { attachOverlay } = await import('phaser-adaptive-music/overlay');
  attachOverlay(game.plugins.get('soundtrack') as AdaptiveMusicPlugin, { open: true });
});

// As any game in development: open to the console, and to whoever wants to look on.
Object.assign(window, { game });
