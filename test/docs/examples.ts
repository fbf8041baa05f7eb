/** Finds the examples in doc comments and in the README, and compiles them as a reader would type them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where an example is taken to stand. */
const exampleFile = (index: number) => join(process.cwd(), 'plugin', `example-under-test-${index}.ts`);
const settings = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
  ts.sys,
  process.cwd(),
).options;

/** Libraries and sources do not change between examples. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The project as it is, and files that stand in it for a moment. */
function hostWith(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(settings);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (path) => files.has(path) || exists(path);
  host.getSourceFile = (path, ...rest) => {
    const code = files.get(path);
    if (code !== undefined) return ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
    if (!parsed.has(path)) parsed.set(path, read(path, ...rest));
    return parsed.get(path);
  };
  return host;
}

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
  const program = ts.createProgram([path], settings, hostWith(new Map()));
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
  if (body !== code) lines.push("import './scene.ts';");
  if (body.includes('Phaser.')) lines.push("import * as Phaser from 'phaser';");
  return [...lines, body, 'export {};'].join('\n');
}

/** What the compiler says against pieces of code, each a file, with the project's own settings; nothing where one compiles. One look at the libraries serves all. */
export function complaintsAll(codes: readonly string[]): readonly (readonly string[])[] {
  const files = new Map(codes.map((code, index) => [exampleFile(index), code]));
  const unused = { noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files.keys()], { ...settings, ...unused }, hostWith(files));
  return [...files.keys()].map((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

/** What the compiler says against one piece of code. */
export function complaints(code: string): readonly string[] {
  return complaintsAll([code])[0]!;
}
