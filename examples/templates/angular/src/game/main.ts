import { AUTO, Game, Scale, type Types } from 'phaser';
import { Game as MainGame } from './scenes/Game';
import { MainMenu } from './scenes/MainMenu';
import { musicPlugin } from 'phaser-adaptive-music';
import { soundtrack } from './soundtrack';

const config: Types.Core.GameConfig = {
  type: AUTO,
  width: 1024,
  height: 768,
  parent: 'game-container',
  backgroundColor: '#12263a',
  scale: { mode: Scale.FIT, autoCenter: Scale.CENTER_BOTH },
  scene: [MainMenu, MainGame],
  plugins: { global: [musicPlugin(soundtrack)] },
};

/** Starts the game in an element of the page. */
export default function startGame(parent: string): Game {
  return new Game({ ...config, parent });
}
