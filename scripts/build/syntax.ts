/**
 * Lowers the published syntax to ES2018 without destructuring, plus `import()`. Bundlers do not lower code in node_modules, or
 * do it badly: webpack 4 cannot parse `?.`, and esbuild, set to Edge 16 as in Phaser's template, lowers all of ES2018 except
 * destructuring.
 */

import { transformAsync } from '@babel/core';
import type { Plugin } from 'vite';

/** The browser whose syntax is ES2018 and nothing later. */
const ES2018 = { chrome: '64' };

/** Lowers each complete chunk, bundled packages included. */
export const loweredSyntax: Plugin = {
  name: 'lowered-syntax',
  async renderChunk(code, { fileName }) {
    const result = await transformAsync(code, {
      filename: fileName,
      babelrc: false,
      configFile: false,
      compact: false,
      sourceType: 'module',
      // A WeakMap per private field would cost more time than the code that uses it.
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

/** Removes the checks of private fields: TypeScript has done them, and they cost size and time. */
function withoutBrandChecks(code: string): string {
  return code.replace(/\b_classPrivateFieldLooseBase\(([\w$.]+), _\w+\)/g, '$1');
}

/** Restores the comments that keep bundlers from following an import with a computed name, which the build drops. */
export const unfollowedImports: Plugin = {
  name: 'unfollowed-imports',
  renderChunk(code) {
    const marked = code.replace(
      /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)*(?=[A-Z_]+\s*\))/g,
      'import(/* @vite-ignore */ /* webpackIgnore: true */ ',
    );
    return marked === code ? null : { code: marked, map: null };
  },
};
