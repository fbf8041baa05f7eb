/** Reads a script into its syntax tree, and objects in it. */

import { type ParserPlugin, parse } from '@babel/parser';
import type { Expression, Node, ObjectExpression, ObjectProperty } from '@babel/types';
import type { ProjectFile } from '../project-files.ts';

/** The syntax tree of a script, or null if it does not parse. */
export function treeOf(file: ProjectFile) {
  // Angular decorates parameters as well, which only the older proposal allows.
  const plugins: ParserPlugin[] = ['decorators-legacy'];
  if (/\.[cm]?tsx?$/.test(file.path)) plugins.push('typescript');
  if (/\.(?:jsx?|mjs|tsx)$/.test(file.path)) plugins.push('jsx');
  try {
    return parse(file.text, { sourceType: 'module', plugins, allowReturnOutsideFunction: true, errorRecovery: true });
  } catch {
    return null;
  }
}

/** Visits a node and all nodes within it. */
export function visit(node: Node, on: (node: Node) => void): void {
  on(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child === 'object' && typeof (child as Node).type === 'string') visit(child as Node, on);
  }
}

/** The name of a property, or null for a computed or spread one. */
export function keyOf(property: ObjectExpression['properties'][number]): string | null {
  if (property.type === 'SpreadElement' || property.computed) return null;
  if (property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'StringLiteral' ? property.key.value : null;
}

/** The value of a property of an object, or null. */
export function propertyValue(object: ObjectExpression, name: string): Expression | null {
  const property = object.properties.find(
    (each): each is ObjectProperty => keyOf(each) === name && each.type === 'ObjectProperty',
  );
  return property ? (property.value as Expression) : null;
}
