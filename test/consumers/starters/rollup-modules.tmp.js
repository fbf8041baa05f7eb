/** As phaserjs/template-rollup bundles, to one file; run in a consumer's folder. */

import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';

export default {
  input: 'main.js',
  output: {
    dir: 'out',
    name: 'MyGame',
    format: 'es',
    // The one line that a starter of one file has to add: weights and samples are imported lazily.
  },
  plugins: [
    replace({
      preventAssignment: true,
      'typeof CANVAS_RENDERER': JSON.stringify(true),
      'typeof WEBGL_RENDERER': JSON.stringify(true),
    }),
    resolve({ extensions: ['.ts', '.tsx', '.js'] }),
    commonjs({ include: ['node_modules/eventemitter3/**', 'node_modules/phaser/**'], ignoreGlobal: true }),
  ],
};
