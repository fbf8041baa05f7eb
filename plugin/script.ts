/**
 * The package as one script: `<script src="phaser-adaptive-music.min.js">` after Phaser's own, or
 * `this.load.plugin('AdaptiveMusicPlugin', 'phaser-adaptive-music.min.js', true, 'soundtrack')`. All exports of the package
 * stand in the global `PhaserAdaptiveMusic`; the plugin is a global of its own as well, because Phaser looks for it there.
 */

import { AdaptiveMusicPlugin } from './phaser/plugin.ts';

export * from './index.ts';

Object.assign(globalThis, { AdaptiveMusicPlugin });
