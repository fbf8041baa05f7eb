import { defineSoundtrack } from 'phaser-adaptive-music';

export const soundtrack = defineSoundtrack({
  // Another seed gives other music.
  seed: 'template-vue',
  // The mood of each scene.
  scenes: {
    Game: 'exploration',
    MainMenu: 'calm',
  },
});
