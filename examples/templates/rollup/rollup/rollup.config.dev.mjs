import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import copy from 'rollup-plugin-copy';
import serve from 'rollup-plugin-serve';

export default {
  input: 'src/main.js',
  output: {
    file: './dist/bundle.js',
    name: 'MyGame',
    format: 'iife',
    sourcemap: true,
    inlineDynamicImports: true,
  },
  plugins: [
    nodeResolve({ browser: true }),
    commonjs({ include: ['node_modules/eventemitter3/**', 'node_modules/phaser/**'] }),
    copy({ targets: [{ src: 'index.html', dest: 'dist' }] }),
    serve({ contentBase: 'dist', host: 'localhost', port: Number(process.env.PORT ?? 8080) }),
  ],
};
