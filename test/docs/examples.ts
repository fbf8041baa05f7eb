/** Finds the examples in doc comments and in the README, and compiles them as a reader would type them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const EXAMPLES_FILE = join(process.cwd(), 'plugin', 'example-under-test.ts');
const settings = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
  ts.sys,
  process.cwd(),
).options;

/** Libraries and sources do not change between examples. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** One example and where it stands. */
export interface Example {
  readonly place: string;
  readonly code: string;
}

/** Every `@example` in the doc comments of the folders' files. */
export function docExamples(folders: readonly string[]): readonly Example[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  return files.flatMap((place) =>
    [
      ...readFileSync(place, 'utf8').matchAll(
        /\/\*\*(?:(?!\*\/)[\s\S])*?@example\s*\n((?:(?!\*\/|\n\s*\* @)[\s\S])*)/g,
      ),
    ].map((match) => ({ place, code: match[1]!.replace(/^\s*\* ?/gm, '').replace(/```\w*/g, '') })),
  );
}

/** The TypeScript blocks of a Markdown file, in order. */
export function markdownBlocks(path: string): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);
}

/** What a module exports, so that an example need not spell its imports out. */
export function exportsOf(path: string): readonly string[] {
  const program = ts.createProgram([path], settings);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(path)!);
  return module === undefined ? [] : checker.getExportsOfModule(module).map(({ name }) => name);
}

/** An example with an import, from the first of the modules that has it, of every name that it uses and does not declare; `this` is a scene. */
export function withImports(code: string, modules: ReadonlyMap<string, readonly string[]>): string {
  const words = new Set(code.match(/[A-Za-z_$][\w$]*/g));
  const taken = new Set(code.match(/(?<=(?:const|let|class|function|import \{) )[A-Za-z_$][\w$]*/g));
  const lines: string[] = [];
  for (const [specifier, names] of modules) {
    const used = names.filter((name) => words.has(name) && !taken.has(name));
    for (const name of used) taken.add(name);
    if (used.length > 0) lines.push(`import { ${used.join(', ')} } from '${specifier}';`);
  }
  const body = code.includes('this.') ? `class Example extends Phaser.Scene { async create() {\n${code}\n} }` : code;
  if (body !== code) lines.push("import './index.ts';");
  if (body.includes('Phaser.')) lines.push("import * as Phaser from 'phaser';");
  return [...lines, body, 'export {};'].join('\n');
}

/** What the compiler says against a piece of code with the project's own settings; nothing where it compiles. */
export function complaints(code: string): readonly string[] {
  const host = ts.createCompilerHost(settings);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (path) => path === EXAMPLES_FILE || exists(path);
  host.getSourceFile = (path, ...rest) => {
    if (path === EXAMPLES_FILE) return ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
    if (!parsed.has(path)) parsed.set(path, read(path, ...rest));
    return parsed.get(path);
  };
  const unused = { noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([EXAMPLES_FILE], { ...settings, ...unused }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(EXAMPLES_FILE))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
