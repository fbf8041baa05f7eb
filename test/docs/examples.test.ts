import { beforeAll, describe, expect, test } from 'vitest';
import { complaints, complaintsAll, docExamples, exportsOf, withImports } from './examples.ts';

const entries = new Map(
  ['index', 'render', 'headless', 'internal'].map((name) => [`./${name}.ts`, exportsOf(`plugin/${name}.ts`)] as const),
);
/** What the file that the example stands in exports comes first. */
const modulesFor = (place: string) => new Map([[`../${place}`, exportsOf(place)], ...entries]);

describe('the examples in doc comments', () => {
  const examples = docExamples(['plugin', 'models']);

  test('are there', () => {
    expect(examples.length).toBeGreaterThan(1);
  });

  let found: readonly (readonly string[])[];
  beforeAll(() => {
    found = complaintsAll(examples.map(({ place, code }) => withImports(code, modulesFor(place))));
  }, 60_000);

  test.each(examples.map(({ place }, index) => [place, index] as const))('compile: %s', (_place, index) => {
    expect(found[index]).toEqual([]);
  });
});

describe('the compiler of examples', () => {
  test('sees a wrong name, a wrong argument and a wrong import', () => {
    expect(complaints('nowhere();')).toEqual([expect.stringContaining("'nowhere'")]);
    expect(complaints(withImports('random(7);', entries))).toEqual([expect.stringContaining('not assignable')]);
    expect(complaints("import { nothing } from './headless.ts';")).toEqual([expect.stringContaining("'nothing'")]);
  });
});
