/**
 * The syntax that is published: ES2018 without destructuring, plus `import()`. Bundlers do not lower what comes out of
 * node_modules, or do it badly: webpack 4 cannot parse `?.`, and esbuild, told to write for Edge 16 as Phaser's template
 * tells it, lowers all of ES2018 but destructuring.
 */

import { transformAsync } from '@babel/core';
import type { Plugin } from 'vite';

/** Of all browsers, the one whose syntax is ES2018 and nothing later. */
const ES2018 = { chrome: '64' };

/** Lowers each chunk when it is whole, so that what was bundled is lowered with it. */
export const loweredSyntax: Plugin = {
  name: 'lowered-syntax',
  async renderChunk(code, { fileName }) {
    const result = await transformAsync(code, {
      filename: fileName,
      babelrc: false,
      configFile: false,
      compact: false,
      sourceType: 'module',
      // A WeakMap for every private field would cost the game's thread more than its work does.
      assumptions: { privateFieldsAsSymbols: true },
      presets: [
        [
          '@babel/preset-env',
          {
            targets: ES2018,
            modules: false,
            include: ['transform-destructuring', 'transform-parameters'],
          },
        ],
      ],
    });
    return { code: withoutBrandChecks(result!.code!), map: null };
  },
};

/** TypeScript has seen that no private field is asked of a stranger; asking again at every access would cost size and time. */
function withoutBrandChecks(code: string): string {
  return code.replace(/\b_classPrivateFieldLooseBase\(([\w$.]+), _\w+\)/g, '$1');
}

/** Comments that keep bundlers from following an import by a computed name. They are lost on the way and put back here. */
export const unfollowedImports: Plugin = {
  name: 'unfollowed-imports',
  renderChunk(code) {
    const marked = code.replace(/\bimport\((?=[A-Z_]+\))/g, 'import(/* @vite-ignore */ /* webpackIgnore: true */ ');
    return marked === code ? null : { code: marked, map: null };
  },
};
