/**
 * Writes `api/*.api.md`: for each entry of the package, its exports and every type that they reach, without comments. A
 * change of the public interface shows as a change of these files; a test holds them to the sources.
 */

import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { runCli } from '../models/cli/cli.ts';
import { writeFileAtomic } from '../models/cli/files.ts';
import { ENTRIES, publicName } from '../vite.config.ts';
import { declarationText } from './api/declaration-text.ts';
import { declarationOf, entryProgram, exportedDeclarations } from './api/entry-program.ts';

/** The folder of the reports. */
export const REPORTS = fileURLToPath(new URL('../api', import.meta.url));

/** The report of every entry, by file name. */
export function apiReports(): Readonly<Record<string, string>> {
  const entries = Object.keys(ENTRIES);
  const program = entryProgram();
  return Object.fromEntries(entries.map((entry) => [`${entry}.api.md`, report(entry, program)]));
}

function report(entry: string, program: ts.Program): string {
  const checker = program.getTypeChecker();
  const exported = exportedDeclarations(entry, program);
  const names = exported.map(({ name, declaration }) => {
    const own = ts.getNameOfDeclaration(declaration)?.getText();
    const text = codeOf(declaration, checker);
    return own === name ? text : `${text}\nexport { ${own} as ${name} };`;
  });
  const inside = reachedFrom(
    exported.map(({ declaration }) => declaration),
    checker,
  );
  return [
    `# ${publicName(entry)}`,
    '',
    `${exported.length} exports. Written by \`npm run api\`; do not edit.`,
    '',
    '```ts',
    names.sort().join('\n\n'),
    '```',
    '',
    '## Types that they reach, but that are not exported',
    '',
    '```ts',
    inside
      .map((declaration) => codeOf(declaration, checker))
      .sort()
      .join('\n\n'),
    '```',
    '',
  ].join('\n');
}

/** A declaration without comments. */
function codeOf(declaration: ts.Declaration, checker: ts.TypeChecker): string {
  const text = declarationText(declaration, checker)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** Declarations of `plugin/` that public parts of others refer to, directly or through others. */
function reachedFrom(from: readonly ts.Declaration[], checker: ts.TypeChecker): readonly ts.Declaration[] {
  const seen = new Set<ts.Declaration>(from);
  const found: ts.Declaration[] = [];
  const visit = (node: ts.Node): void => {
    if (isHidden(node)) return;
    const name = typeNameOf(node);
    const symbol = name && checker.getSymbolAtLocation(name);
    const declaration = symbol ? declarationOf(symbol, checker) : null;
    if (declaration !== null && !seen.has(declaration) && !ts.isTypeParameterDeclaration(declaration)) {
      seen.add(declaration);
      found.push(declaration);
      visit(declaration);
    }
    ts.forEachChild(node, visit);
  };
  for (const declaration of from) visit(declaration);
  return found;
}

/** Bodies and private members are no part of an interface. */
function isHidden(node: ts.Node): boolean {
  if (ts.isBlock(node)) return true;
  if (!ts.isClassElement(node)) return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isPrivate = node.name !== undefined && ts.isPrivateIdentifier(node.name);
  return isPrivate || (ts.getCombinedModifierFlags(node) & hidden) !== 0;
}

/** The name in a node that refers to a type, or to a value by `typeof`. */
function typeNameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  return ts.isTypeQueryNode(node) ? node.exprName : undefined;
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  await runCli({
    name: 'api',
    summary: "writes the reports of the package's public interface, api/*.api.md, from the sources",
    usage: 'npm run api',
    options: {},
    run() {
      const reports = apiReports();
      const stray = readdirSync(REPORTS).filter((name) => !Object.hasOwn(reports, name));
      for (const [name, text] of Object.entries(reports)) writeFileAtomic(join(REPORTS, name), text, true);
      console.log(`${Object.keys(reports).length} reports in ${REPORTS}`);
      if (stray.length > 0) console.error(`no entry has the reports ${stray.join(', ')}; delete them`);
    },
  });
}
