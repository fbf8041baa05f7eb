/**
 * Types `this.soundtrack` in every scene, for games that map the plugin so; it holds no code. A game with a field of that
 * name of its own does not import it, and declares its own mapping instead.
 * @example
 * import 'phaser-adaptive-music/scene';
 */

import type { AdaptiveMusicPlugin } from './phaser/plugin.ts';

declare global {
  namespace Phaser {
    interface Scene {
      /** The game's music. There once {@link AdaptiveMusicPlugin} is in the game config with `mapping: 'soundtrack'`. */
      soundtrack: AdaptiveMusicPlugin;
    }
  }
}
