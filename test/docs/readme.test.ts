import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NUMERIC_CONTROLS } from '../../plugin/mood/controls.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { SoundtrackEvents } from '../../plugin/player/events.ts';
import { complaints, markdownBlocks } from './examples.ts';

const readme = readFileSync('README.md', 'utf8');
const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
const moods = readFileSync('docs/moods-and-controls.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** The npm scripts that a page names, with `install`, `start` and `test`. */
const commandsIn = (text: string) =>
  [...text.matchAll(/npm (?:run )?(?:--silent )?([a-z]+(?::[a-z]+)?)/g)].map((match) => match[1]!);

const EVENTS: Readonly<Record<keyof SoundtrackEvents, true>> = {
  ready: true,
  start: true,
  transition: true,
  mood: true,
  phrase: true,
  bar: true,
  beat: true,
  chord: true,
  note: true,
  stinger: true,
  track: true,
  trackEnd: true,
  degraded: true,
  recovered: true,
  error: true,
  pause: true,
  resume: true,
};

describe('the README', () => {
  test('shows code that compiles', () => {
    const [setup, ...calls] = markdownBlocks('README.md');
    const scene = (name: string) => `class ${name} extends Phaser.Scene { create() {\n${calls.join('\n')}\n} }`;
    const code = [...['Forest', 'Battle'].map(scene), setup].join('\n');
    expect(calls.length).toBeGreaterThan(0);
    expect(complaints(code)).toEqual([]);
  });

  test('begins with code of at most eight lines', () => {
    const lines = markdownBlocks('README.md')[0]!.trim().split('\n');
    expect(lines.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(8);
  });

  test('says how to start and test a fresh clone', () => {
    expect(readme).toContain('`npm install && npm start`');
    expect(readme).toContain('`npm install && npm test`');
    expect(readme).toContain('```sh\nnpm install\nnpm start\n```');
  });

  test('lists every event', () => {
    for (const event of Object.keys(EVENTS)) expect(readme).toContain(`\`${event}\``);
  });

  test('names commands that exist', () => {
    const known = [...Object.keys(scripts), 'install'];
    expect([...new Set(commandsIn(readme))].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1]!);
    expect(links.filter((link) => !link.startsWith('https://') && !existsSync(link))).toEqual([]);
  });
});

describe('CONTRIBUTING', () => {
  test('lists every command, and only commands that exist', () => {
    const named = commandsIn(contributing);
    const known = [...Object.keys(scripts), 'install'];
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
    for (const script of Object.keys(scripts)) expect(named).toContain(script);
  });
});

describe('the guide to moods', () => {
  test('lists every built-in mood with its values', () => {
    for (const { name, controls } of Object.values(PRESETS)) {
      const { meter, tempo, tonic, mode } = controls;
      expect(moods).toMatch(new RegExp(`^\\| \`${name}\` \\| ${meter} \\| ${tempo} BPM \\| ${tonic} ${mode} \\|`, 'm'));
    }
  });

  test('lists every control that a signal can change', () => {
    for (const control of NUMERIC_CONTROLS) expect(moods).toContain(`| \`${control}\` |`);
  });
});
