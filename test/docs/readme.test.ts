import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NUMERIC_CONTROLS } from '../../plugin/mood/controls.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { complaints, markdownBlocks } from './examples.ts';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe('the README', () => {
  test('tells every mood as it is', () => {
    for (const { name, controls } of Object.values(PRESETS)) {
      const { meter, tempo, tonic, mode } = controls;
      const row = new RegExp(`^\\| \`${name}\` \\| ${meter} \\| ${tempo}( BPM)? \\| ${tonic} ${mode} \\|`, 'm');
      expect(readme).toMatch(row);
    }
  });

  test('names every control that a signal can move', () => {
    for (const control of NUMERIC_CONTROLS) expect(readme).toContain(`\`${control}\``);
  });

  test('shows code that compiles', () => {
    const [setup, ...calls] = markdownBlocks('README.md');
    const scene = (name: string) => `class ${name} extends Phaser.Scene { create() {\n${calls.join('\n')}\n} }`;
    const code = [...['Forest', 'Cave', 'Battle'].map(scene), setup].join('\n');
    expect(complaints(code)).toEqual([]);
  });

  test('names commands that are there, and all of them', () => {
    const named = [...readme.matchAll(/npm (?:run )?(?:--silent )?([a-z]+)/g)].map((match) => match[1]!);
    const known = [...Object.keys(scripts), 'install', 'test', 'start'];
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
    for (const script of Object.keys(scripts)) expect(named).toContain(script);
  });

  test('points to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1]!);
    expect(links.filter((link) => !link.startsWith('https://') && !existsSync(link))).toEqual([]);
  });
});
