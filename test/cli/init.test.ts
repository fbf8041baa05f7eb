/** `npx phaser-adaptive-music init`: what it adds to game configs as people write them. */

import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { agreed } from '../../scripts/cli/init/consent.ts';
import { soundtrackSource, withPlugin } from '../../scripts/cli/init/edit.ts';
import { firstMoods } from '../../scripts/cli/init/first-moods.ts';
import { type GameConfig, gameConfigs, sceneKeys } from '../../scripts/cli/init/game-config.ts';
import { withOneFile } from '../../scripts/cli/init/rollup-config.ts';

const configIn = (text: string, path = 'src/main.ts'): GameConfig => {
  const found = gameConfigs({ path, text });
  expect(found).toHaveLength(1);
  return found[0]!;
};
const edited = (text: string, path?: string) => withPlugin(configIn(text, path), './soundtrack');

describe('a game config', () => {
  test('gets the plugin, in the manner of its file', () => {
    expect(
      edited(`import { Game as MainGame } from './scenes/Game';
import { AUTO, Game, Types } from 'phaser';

const config: Types.Core.GameConfig = {
    type: AUTO,
    width: 1024,
    scene: [
        MainGame
    ]
};
export default (parent: string) => new Game({ ...config, parent });
`),
    ).toBe(`import { Game as MainGame } from './scenes/Game';
import { AUTO, Game, Types } from 'phaser';
import { musicPlugin } from 'phaser-adaptive-music';
import { soundtrack } from './soundtrack';

const config: Types.Core.GameConfig = {
    type: AUTO,
    width: 1024,
    scene: [
        MainGame
    ],
    plugins: { global: [musicPlugin(soundtrack)] }
};
export default (parent: string) => new Game({ ...config, parent });
`);
  });

  test('keeps double quotes, missing semicolons and Windows line ends', () => {
    const text = 'import Phaser from "phaser"\r\n\r\nnew Phaser.Game({\r\n\twidth: 1,\r\n\tscene: A,\r\n})\r\n';
    expect(edited(text, 'main.js')).toBe(
      'import Phaser from "phaser"\r\nimport { musicPlugin } from "phaser-adaptive-music"\r\nimport { soundtrack } from "./soundtrack"\r\n\r\nnew Phaser.Game({\r\n\twidth: 1,\r\n\tscene: A,\r\n\tplugins: { global: [musicPlugin(soundtrack)] },\r\n})\r\n',
    );
  });

  test.each([
    ['plugins: {}', 'plugins: { global: [musicPlugin(soundtrack)] }'],
    ['plugins: { scene: [x] }', 'plugins: { scene: [x], global: [musicPlugin(soundtrack)] }'],
    ['plugins: { global: [] }', 'plugins: { global: [musicPlugin(soundtrack)] }'],
    ['plugins: { global: [a, b] }', 'plugins: { global: [a, b, musicPlugin(soundtrack)] }'],
    ['plugins: { global: [a,] }', 'plugins: { global: [a, musicPlugin(soundtrack)] }'],
  ])('with %s keeps the other plugins', (before, after) => {
    expect(edited(`import 'phaser';\nnew Game({ scene: A, width: 1, ${before} });`)).toContain(after);
  });

  test('without imports gets them at its start', () => {
    expect(edited('// A game\nnew Phaser.Game({ scene: A, width: 1 });')).toBe(
      "// A game\nimport { musicPlugin } from 'phaser-adaptive-music';\nimport { soundtrack } from './soundtrack';\n\nnew Phaser.Game({ scene: A, width: 1, plugins: { global: [musicPlugin(soundtrack)] } });",
    );
  });

  test('with plugins that are computed is refused', () => {
    expect(() => edited('new Game({ scene: A, width: 1, plugins: all() });')).toThrow('by hand');
    expect(() => edited('new Game({ scene: A, width: 1, plugins: { global: all() } });')).toThrow('by hand');
  });

  test('with no more than its scenes is found where a game is started', () => {
    expect(edited('new Phaser.Game({ scene: [A] });')).toContain(
      'new Phaser.Game({ scene: [A], plugins: { global: [musicPlugin(soundtrack)] } })',
    );
    expect(gameConfigs({ path: 'a.ts', text: 'new Match({ scene: "Menu" })' })).toEqual([]);
  });

  test('that takes properties of another object is refused, unless it has plugins of its own', () => {
    expect(() => edited('new Game({ ...base, scene: A, width: 1 });')).toThrow('by hand');
    expect(() => edited('new Game({ scene: A, width: 1, ...base });')).toThrow('by hand');
    expect(edited('new Game({ ...base, scene: A, width: 1, plugins: { global: [a] } });')).toContain(
      'plugins: { global: [a, musicPlugin(soundtrack)] }',
    );
  });

  test('is not taken for an object with a scene that is something else', () => {
    expect(gameConfigs({ path: 'a.ts', text: 'start({ scene: "Menu", data: 1 })' })).toEqual([]);
    expect(gameConfigs({ path: 'a.ts', text: 'this is not { scene: a script' })).toEqual([]);
  });
});

test('a game config is found beside decorators', () => {
  const text = `import 'phaser';
@Component({ selector: 'game' })
export class Page { constructor(@Inject(A) a: A) { new Game({ scene: A, width: 1 }); } }
`;
  expect(edited(text)).toContain('new Game({ scene: A, width: 1, plugins: { global: [musicPlugin(soundtrack)] } })');
});

describe('a config of Rollup', () => {
  const built = (text: string, path = 'rollup/rollup.config.prod.mjs') => withOneFile({ path, text });

  test.each([
    [
      "export default { output: { file: 'a.js', format: 'iife' }, plugins: [terser({ format: { comments: false } })] };",
      "export default { output: { file: 'a.js', format: 'iife', inlineDynamicImports: true }, plugins: [terser({ format: { comments: false } })] };",
    ],
    [
      "export default [{\n  output: {\n    format: 'umd',\n  },\n}];\n",
      "export default [{\n  output: {\n    format: 'umd',\n    inlineDynamicImports: true,\n  },\n}];\n",
    ],
  ])('says that its one file holds lazy imports: %s', (before, after) => {
    expect(built(before)).toBe(after);
    expect(built(after)).toBe(after);
  });

  test.each([
    ["export default { output: { dir: 'dist', format: 'es' } };", undefined],
    ["export default { output: { format: 'iife', inlineDynamicImports: false } };", undefined],
    ["build({ format: 'iife' });", 'esbuild/build.js'],
    ['export default { output: {', undefined],
  ])('is left alone otherwise: %s', (text, path) => {
    expect(built(text, path)).toBe(text);
  });
});

test('scenes are found by their keys, in TypeScript and JavaScript', () => {
  const typed = `export class Menu extends Phaser.Scene { constructor(private x: number) { super('MainMenu'); } }
    class Game extends Scene { constructor() { super({ key: 'Game', active: false }); } }
    class Other extends Base { constructor() { super('no'); } }`;
  expect(sceneKeys({ path: 'a.ts', text: typed })).toEqual(['MainMenu', 'Game']);
  expect(sceneKeys({ path: 'a.js', text: "class A extends Scene { constructor() { super('A') } }" })).toEqual(['A']);
});

test('each scene that shows something gets a mood', () => {
  expect(firstMoods(['Boot', 'Preloader', 'MainMenu', 'Game', 'GameOver', 'BossFight'])).toEqual({
    MainMenu: 'calm',
    Game: 'exploration',
    GameOver: 'sorrow',
    BossFight: 'boss',
  });
});

test.each(['Winter', 'Window', 'Warehouse', 'Thousand'])('%s has no mood of a word inside another', (key) => {
  expect(firstMoods([key])).toEqual({ [key]: 'exploration' });
});

test.each([
  ['gameover', 'sorrow'],
  ['game over', 'sorrow'],
  ['GAME_OVER', 'sorrow'],
  ['you-win', 'victory'],
  ['Level2Caves', 'cave'],
  ['UIMenu', 'calm'],
])('%s is parted into words', (key, mood) => {
  expect(firstMoods([key])).toEqual({ [key]: mood });
});

test('the soundtrack is written in the manner of the game', () => {
  const config = configIn("import 'phaser';\nnew Game({ scene: A, width: 1 });");
  expect(
    soundtrackSource(config, "it's", { Game: 'forest', 'Level 1': 'cave' }),
  ).toBe(`import { defineSoundtrack } from 'phaser-adaptive-music';
import 'phaser-adaptive-music/scene'; // types this.soundtrack in every scene

export const soundtrack = defineSoundtrack({
  // Another seed gives other music.
  seed: 'it\\'s',
  // The mood of each scene.
  scenes: {
    Game: 'forest',
    'Level 1': 'cave',
  },
});
`);
});

describe('before it writes, a user on a terminal', () => {
  const answers = (text: string) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    input.end(text);
    return agreed(input, new PassThrough());
  };

  test.each([
    ['y\n', true],
    ['Yes\n', true],
    ['n\n', false],
    ['\n', false],
    ['', false],
  ])('is asked, and %j counts as %s', async (text, expected) => {
    expect(await answers(text)).toBe(expected);
  });

  test('is not asked where nobody can answer', async () => {
    await expect(agreed(new PassThrough(), new PassThrough())).rejects.toThrow(/nobody can be asked.*--yes/);
  });
});
