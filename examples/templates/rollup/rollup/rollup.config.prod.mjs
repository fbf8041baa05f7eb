import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import copy from 'rollup-plugin-copy';

export default {
  input: 'src/main.js',
  output: {
    file: './dist/bundle.js',
    name: 'MyGame',
    format: 'iife',
    inlineDynamicImports: true,
  },
  plugins: [
    nodeResolve({ browser: true }),
    commonjs({ include: ['node_modules/eventemitter3/**', 'node_modules/phaser/**'] }),
    terser({ format: { comments: false } }),
    copy({ targets: [{ src: 'index.html', dest: 'dist' }] }),
  ],
};
