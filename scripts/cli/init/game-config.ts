/** Finds the game config in a script, and the keys of its scenes. */

import type { Node, ObjectExpression } from '@babel/types';
import type { ProjectFile } from '../project-files.ts';
import { keyOf, propertyValue, treeOf, visit } from './script-tree.ts';

/** A game config in a file. */
export interface GameConfig {
  readonly file: ProjectFile;
  readonly object: ObjectExpression;
  /** Character offset behind the last import, or of the first statement. */
  readonly importsEnd: number;
}

/** Properties that only a game config has together with `scene`. */
const CONFIG = new Set([
  'type',
  'width',
  'height',
  'parent',
  'physics',
  'scale',
  'backgroundColor',
  'pixelArt',
  'plugins',
]);

/** The game config that a node is, or that it starts a game with; else null. */
function configOf(node: Node): ObjectExpression | null {
  if (node.type === 'NewExpression') {
    const { callee, arguments: given } = node;
    const name = callee.type === 'MemberExpression' ? callee.property : callee;
    const isGame = name.type === 'Identifier' && name.name === 'Game';
    return isGame && given[0]?.type === 'ObjectExpression' && keysOf(given[0]).includes('scene') ? given[0] : null;
  }
  if (node.type !== 'ObjectExpression') return null;
  const keys = keysOf(node);
  return keys.includes('scene') && keys.some((key) => key !== null && CONFIG.has(key)) ? node : null;
}

const keysOf = ({ properties }: ObjectExpression) => properties.map(keyOf);

/** The game configs in a script. */
export function gameConfigs(file: ProjectFile): readonly GameConfig[] {
  if (!file.text.includes('scene')) return [];
  const tree = treeOf(file);
  if (!tree) return [];
  const { body } = tree.program;
  const imports = body.filter(({ type }) => type === 'ImportDeclaration');
  const importsEnd = imports.at(-1)?.end ?? body[0]?.start ?? 0;
  const found = new Set<ObjectExpression>();
  visit(tree.program, (node) => {
    const config = configOf(node);
    if (config !== null) found.add(config);
  });
  return [...found].map((object) => ({ file, object, importsEnd }));
}

/** The keys of the scenes that a script defines: `super('Key')` in a class, or `super({ key: 'Key' })`. */
export function sceneKeys(file: ProjectFile): readonly string[] {
  if (!file.text.includes('Scene')) return [];
  const tree = treeOf(file);
  if (!tree) return [];
  const keys: string[] = [];
  visit(tree.program, (node) => {
    if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return;
    if (!node.superClass || !/Scene$/.test(file.text.slice(node.superClass.start!, node.superClass.end!))) return;
    visit(node.body, (inner) => {
      if (inner.type !== 'CallExpression' || inner.callee.type !== 'Super') return;
      const [first] = inner.arguments;
      const key = first?.type === 'ObjectExpression' ? propertyValue(first, 'key') : first;
      if (key?.type === 'StringLiteral') keys.push(key.value);
    });
  });
  return keys;
}
