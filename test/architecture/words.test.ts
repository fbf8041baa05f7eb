import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AMBIGUOUS_NAMES, complaintsOf, PRIVATE_PHRASES, PRIVATE_WORDS } from './words.ts';

test('files and code use the terms of the glossary', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.mjs', '*.js'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((path) => existsSync(path) && path !== 'test/architecture/words.ts');
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((path) => complaintsOf(path, readFileSync(path, 'utf8')))).toEqual([]);
});

test.each(Object.keys(PRIVATE_WORDS))('the private word %s is found in names of files and of declarations', (word) => {
  const big = word[0]!.toUpperCase() + word.slice(1);
  expect(complaintsOf(`plugin/${word}-list.ts`, '')).toHaveLength(1);
  for (const code of [
    `class My${big} {}`,
    `let the${big}s = 1;`,
    `class A { #${word} = 1; }`,
    `interface A { ${word}: 1 }`,
  ])
    expect(complaintsOf('plugin/a.ts', code), code).toHaveLength(1);
});

test.each(Object.keys(AMBIGUOUS_NAMES))('the ambiguous name %s is found, and not in longer names', (name) => {
  expect(complaintsOf('plugin/a.ts', `const ${name} = 1;`)).toHaveLength(1);
  expect(complaintsOf('plugin/a.ts', `const ${name}Other = 1;`)).toEqual([]);
});

test.each(Object.keys(PRIVATE_PHRASES))("the private phrase '%s' is found in comments and texts", (phrase) => {
  const broken = phrase.replace(' ', '\n * ');
  for (const code of [`// It is ${phrase}.`, `/**\n * It is ${broken}.\n */`, `test('${phrase}');`])
    expect(complaintsOf('plugin/a.ts', code), code).toHaveLength(1);
  expect(complaintsOf('plugin/a.ts', `// un${phrase}`)).toEqual([]);
});

test('imports, texts and uses are not declarations', () => {
  const code = `import { Crew, Cue } from 'ship'; // the crew\nconst text = 'crew'; text.crew; console.log(crew);`;
  expect(complaintsOf('plugin/a.ts', code)).toEqual([]);
});
