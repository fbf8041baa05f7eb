import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, makeConsumer } from './packed.ts';

const read = (name: string) => readFileSync(join('test/consumers/types', name), 'utf8');
const SETTINGS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  noEmit: true,
};
const RESOLUTIONS: Readonly<Record<string, ts.CompilerOptions>> = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  node10: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
  },
};

/** What the compiler says against one file of a consumer and against every declaration of the package that it reaches. */
function complaints(consumer: Consumer, file: string, text: string, resolution: string): readonly string[] {
  const options = { ...SETTINGS, ...RESOLUTIONS[resolution] };
  const path = join(consumer.folder, file);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getCurrentDirectory = () => consumer.folder;
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, settings, ...rest) =>
    name === path ? ts.createSourceFile(name, text, settings) : getSourceFile(name, settings, ...rest);
  const program = ts.createProgram([path], options, host);
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName === path || fileName.includes('phaser-adaptive-music'));
  return [
    ...program.getOptionsDiagnostics(),
    ...ours.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
  ].map(({ file: at, messageText }) => `${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

describe.each(['phaser', 'phaser3'] as const)('the types, with %s', (phaser) => {
  let consumer: Consumer;
  beforeAll(() => {
    consumer = makeConsumer({ 'package.json': '{ "private": true, "type": "module" }' }, phaser);
  });
  afterAll(() => consumer?.remove());

  describe.each(Object.keys(RESOLUTIONS))('as %s resolves them', (resolution) => {
    test('are there for every entry, with this.soundtrack and this.load.musicModel', () => {
      expect(complaints(consumer, 'game.ts', read('game.ts'), resolution)).toEqual([]);
    });

    test('are strict', () => {
      const wrong = read('game.ts').replace(".signal('danger', 0.7)", ".signall('danger', 0.7)");
      expect(complaints(consumer, 'wrong.ts', wrong, resolution).join('\n')).toMatch(/wrong\.ts.*signall/);
    });

    test("leave a game's own `soundtrack` alone where the game does not import phaser-adaptive-music/scene", () => {
      expect(complaints(consumer, 'own-field.ts', read('own-field.ts'), resolution)).toEqual([]);
    });
  });

  test('can be required under nodenext', () => {
    expect(complaints(consumer, 'required.cts', read('required.cts'), 'nodenext')).toEqual([]);
  });
});
