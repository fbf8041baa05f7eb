/** Reads every way a TypeScript file can reach another: imports, re-exports, type imports, dynamic imports, URLs and globs. */

import ts from 'typescript';

/** The specifier of a reach that is not written as a constant, and so cannot be checked. */
export const COMPUTED = '(computed)';

/** One reach of a file: what it names, and whether that loads with the file or only when asked for. */
export interface Reach {
  readonly specifier: string;
  /** False for types and for `import()`, which do not load with the file. */
  readonly atLoad: boolean;
}

/** The text of a string, or of a constant of the same file that is one; `./folder/*` for a name that only begins constant. */
function text(node: ts.Node | undefined): string {
  if (node === undefined) return COMPUTED;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const folder = /^\.{1,2}\/.*\//.exec(node.head.text)?.[0];
    return folder === undefined ? COMPUTED : `${folder}*`;
  }
  if (!ts.isIdentifier(node)) return COMPUTED;
  for (const statement of node.getSourceFile().statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
    const found = statement.declarationList.declarations.find(({ name }) => name.getText() === node.text);
    if (found?.initializer !== undefined && ts.isStringLiteralLike(found.initializer)) return found.initializer.text;
  }
  return COMPUTED;
}

function isImportMeta(node: ts.Node | undefined, member: string): boolean {
  return (
    node !== undefined &&
    ts.isPropertyAccessExpression(node) &&
    ts.isMetaProperty(node.expression) &&
    node.name.text === member
  );
}

function reachesOf(node: ts.Node): readonly Reach[] {
  if (ts.isImportDeclaration(node))
    return [{ specifier: text(node.moduleSpecifier), atLoad: node.importClause?.isTypeOnly !== true }];
  if (ts.isExportDeclaration(node))
    return node.moduleSpecifier === undefined
      ? []
      : [{ specifier: text(node.moduleSpecifier), atLoad: !node.isTypeOnly }];
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return [{ specifier: text(node.moduleReference.expression), atLoad: !node.isTypeOnly }];
  if (ts.isImportTypeNode(node))
    return [{ specifier: ts.isLiteralTypeNode(node.argument) ? text(node.argument.literal) : COMPUTED, atLoad: false }];
  if (ts.isCallExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword)
      return [{ specifier: text(node.arguments[0]), atLoad: false }];
    if (ts.isIdentifier(node.expression) && node.expression.text === 'require')
      return [{ specifier: text(node.arguments[0]), atLoad: true }];
    if (isImportMeta(node.expression, 'glob')) return [{ specifier: 'import.meta.glob', atLoad: true }];
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL')
    return isImportMeta(node.arguments?.[1], 'url') ? [{ specifier: text(node.arguments?.[0]), atLoad: false }] : [];
  return [];
}

/** Everything a file reaches, in the order it is written. */
export function reachesOfSource(source: string): readonly Reach[] {
  const found: Reach[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...reachesOf(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('any.ts', source, ts.ScriptTarget.ES2022, true));
  return found;
}
