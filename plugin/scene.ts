/**
 * Types `this.soundtrack` in every scene, for games that use the default mapping; contains no code. If scenes of a game have a
 * field of that name, the game declares its own mapping instead.
 * @example
 * import 'phaser-adaptive-music/scene';
 */

import type { AdaptiveMusicPlugin } from './phaser/plugin.ts';

declare global {
  namespace Phaser {
    interface Scene {
      /** The game's music. Requires {@link AdaptiveMusicPlugin} in the game config with `mapping: 'soundtrack'`. */
      soundtrack: AdaptiveMusicPlugin;
    }
  }
}
