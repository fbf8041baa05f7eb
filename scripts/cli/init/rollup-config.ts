/**
 * Rollup configs that write one classic script. Rollup refuses lazy imports in one, which load the weights and samples,
 * unless the config says that they belong into it.
 */

import type { ObjectExpression } from '@babel/types';
import MagicString from 'magic-string';
import type { ProjectFile } from '../project-files.ts';
import { addProperty } from './edit.ts';
import { propertyValue, treeOf, visit } from './script-tree.ts';

/** The property that a config needs. */
export const ONE_FILE = 'inlineDynamicImports: true';

const CONFIG = /(?:^|\/)rollup\.config(?:\.[\w-]+)*\.[cm]?[jt]s$/;

/** The outputs in a script that would have to refuse lazy imports; none if the script is no config of Rollup. */
function strictOutputs(file: ProjectFile): readonly ObjectExpression[] {
  const tree = CONFIG.test(file.path) ? treeOf(file) : null;
  const found: ObjectExpression[] = [];
  if (tree)
    visit(tree.program, (node) => {
      if (node.type !== 'ObjectExpression') return;
      const format = propertyValue(node, 'format');
      const isClassic = format?.type === 'StringLiteral' && /^(?:iife|umd)$/.test(format.value);
      if (isClassic && propertyValue(node, 'inlineDynamicImports') === null) found.push(node);
    });
  return found;
}

/** Whether a script is a config of Rollup that writes one file and does not say so. */
export const refusesLazyImports = (file: ProjectFile): boolean => strictOutputs(file).length > 0;

/** The text of a script, in which every output of Rollup that is one file says so. */
export function withOneFile(file: ProjectFile): string {
  const code = new MagicString(file.text);
  for (const output of strictOutputs(file)) addProperty(code, file, output, ONE_FILE);
  return code.toString();
}
