/** Node from 20.19 on loads ES modules with `require`, and TypeScript knows it under `nodenext`. */

import music = require('phaser-adaptive-music/headless');

console.log(Object.keys(music.PRESETS));
