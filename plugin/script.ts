/**
 * The package as one script: `<script src="phaser-adaptive-music.min.js">` after Phaser's own, or
 * `this.load.plugin('AdaptiveMusicPlugin', 'phaser-adaptive-music.min.js', true, 'soundtrack')`. The global
 * `PhaserAdaptiveMusic` contains all exports; the plugin is also a global of its own, because Phaser looks for it there.
 */

import { AdaptiveMusicPlugin } from './phaser/plugin.ts';

export * from './index.ts';

Object.assign(globalThis, { AdaptiveMusicPlugin });
