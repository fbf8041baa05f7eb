import { defineSoundtrack } from 'phaser-adaptive-music';
import 'phaser-adaptive-music/scene'; // types this.soundtrack in every scene

export const soundtrack = defineSoundtrack({
  // Another seed gives other music.
  seed: 'template-angular',
  // The mood of each scene.
  scenes: {
    Game: 'exploration',
    MainMenu: 'calm',
  },
});
