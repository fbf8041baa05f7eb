import { describe, expect, test } from 'vitest';
import { complaints, docExamples, exportsOf, withImports } from './examples.ts';

const modules = new Map(
  ['./headless.ts', '../models/cli/cli.ts'].map((path) => [path, exportsOf(`plugin/${path}`)] as const),
);

describe('the examples in doc comments', () => {
  const examples = docExamples(['plugin', 'models']);

  test('are there', () => {
    expect(examples.length).toBeGreaterThan(1);
  });

  test.each(examples.map(({ place, code }) => [place, code] as const))('compile: %s', (_place, code) => {
    expect(complaints(withImports(code, modules))).toEqual([]);
  });
});

describe('the compiler of examples', () => {
  test('sees a wrong name, a wrong argument and a wrong import', () => {
    expect(complaints('nowhere();')).toEqual([expect.stringContaining("'nowhere'")]);
    expect(complaints(withImports('random(7);', modules))).toEqual([expect.stringContaining('not assignable')]);
    expect(complaints("import { nothing } from './headless.ts';")).toEqual([expect.stringContaining("'nothing'")]);
  });
});
