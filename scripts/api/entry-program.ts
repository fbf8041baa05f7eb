/** The package's entries as the compiler sees them. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { ENTRIES } from '../../vite.config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A name that an entry exports, and where it is declared. */
export interface ExportedDeclaration {
  readonly name: string;
  readonly declaration: ts.Declaration;
}

/**
 * All entries, compiled with the settings of the project. Each caller gets a program of its own: in a shared one, the order
 * of a printed union would depend on what was printed before.
 */
export function entryProgram(): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(Object.values(ENTRIES), options);
}

/** The exports of an entry that are declared in `plugin/`, in the order of the entry. */
export function exportedDeclarations(entry: string, program: ts.Program): readonly ExportedDeclaration[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(ENTRIES[entry]!)!);
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const declaration = declarationOf(symbol, checker);
    return declaration === null ? [] : [{ name: symbol.name, declaration }];
  });
}

/** The declaration in `plugin/` that a symbol or its alias stands for; null for those of packages and of the language. */
export function declarationOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Declaration | null {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return meant.declarations?.find((node) => node.getSourceFile().fileName.includes('/plugin/')) ?? null;
}
