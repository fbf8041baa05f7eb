/** As phaserjs/template-rollup bundles; run in a consumer's folder. */

import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';

/** Weights and samples are imported lazily: a starter of one file has to say that it wants them in it. */
const oneFile = { file: 'out/main.js', name: 'MyGame', format: 'iife', inlineDynamicImports: true };
const modules = { dir: 'out', format: 'es' };

export default {
  input: 'main.js',
  output: process.env.ROLLUP_MODULES === '1' ? modules : oneFile,
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
