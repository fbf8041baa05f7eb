/** Every example runs in a real browser, from the development server, as `npm start` serves it, or in Node; each shows its feature. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdaptiveMusicPlugin } from '../../plugin/index.ts';
import type { SoundtrackPlayer } from '../../plugin/player.ts';
import { CANVAS_ONLY } from '../../scripts/chromium.ts';
import { examplePages } from '../../scripts/example-pages.ts';
import { launchChromium, NAMES_IN_PAGES } from '../helper/chromium.ts';
import { hum } from '../helper/page-voice.ts';

const NAMES = readdirSync('examples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['sounds', 'templates'].includes(entry.name))
  .map(({ name }) => name);

declare global {
  interface Window {
    /** What the listener of {@link open} has heard. */
    heard: string[];
  }
}

let server: ViteDevServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  server = await createServer({
    configFile: resolve('vite.config.ts'),
    plugins: [examplePages()],
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
    optimizeDeps: { entries: [resolve('examples/*/main.ts'), resolve('plugin/**/*.ts')] },
  });
  await server.listen();
  browser = await launchChromium([...CANVAS_ONLY]);
  context = await browser.newContext({ viewport: { width: 640, height: 480 } });
  await context.addInitScript(NAMES_IN_PAGES);
  page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
});
beforeEach(() => {
  complaints = [];
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const address = (path: string) => new URL(path, server.resolvedUrls!.local[0]).href;

/** Opens an example, clicks into its game and waits until a bar of a mood is heard. */
async function open(name: string, mood: string): Promise<void> {
  await page.goto(address(`/examples/${name}/`));
  await page.waitForFunction(() => window.game?.isRunning && window.game.loop.frame > 1, undefined, {
    timeout: 60_000,
  });
  await page.evaluate(() => {
    const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    window.heard = [];
    soundtrack.on('stinger', (event) => window.heard.push(`stinger ${event.name}`));
    soundtrack.on('track', () => window.heard.push('track'));
    soundtrack.on('trackEnd', () => window.heard.push('trackEnd'));
    soundtrack.on('phrase', ({ source }) => window.heard.push(`phrase by ${source}`));
  });
  await page.mouse.click(240, 200);
  await plays(mood);
}

const music = () => page.evaluate(() => (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot()!);

async function plays(mood: string): Promise<void> {
  const isHeard = (wanted: string) => {
    const now = (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot();
    return now?.state === 'playing' && now.mood === wanted && now.bar >= 0;
  };
  await page.waitForFunction(isHeard, mood, { timeout: 40_000 });
}

const hears = (what: string) =>
  page.waitForFunction((wanted) => window.heard.includes(wanted), what, { timeout: 40_000 });

/** Names of the themes, and of what else phrases that were played or planned began with. */
const openings = () =>
  page.evaluate(() =>
    (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin)
      .record()!
      .entries.flatMap((entry) => (entry.kind === 'phrase' ? [entry.opening] : [])),
  );

test('the folder has seventeen examples, each listed on the page and in the README', () => {
  expect(NAMES).toHaveLength(17);
  const list = readFileSync('examples/index.html', 'utf8');
  const readme = readFileSync('examples/README.md', 'utf8');
  for (const name of NAMES) {
    expect(readme).toContain(`(${name}/main.ts)`);
    expect(list).toContain(name === 'node' ? 'examples/node/main.ts' : `href="./${name}/"`);
    expect(existsSync(`examples/${name}/index.html`)).toBe(name !== 'node');
  }
});

describe('the development server', () => {
  test('lists the examples, and the demo game links to the list', async () => {
    await page.goto(address('/'));
    await page.click('a[href="/examples/"]');
    await page.waitForURL(address('/examples/'));
    expect(await page.locator('li a').count()).toBe(16);
    await page.click('a:has-text("Stinger")');
    await page.waitForURL(address('/examples/stinger/'));
  });
});

test('the development server has the studio, and the demo game links to it', async () => {
  await page.goto(address('/'));
  await page.click('a[href="/studio/"]');
  await page.waitForURL(address('/studio/'));
  await page.waitForSelector('h1:has-text("Music for your scene")', { timeout: 40_000 });
});

describe('the example', () => {
  afterEach(() => expect(complaints).toEqual([]));

  test('moods-by-scene changes the music with the scene, and back with a stinger', async () => {
    await open('moods-by-scene', 'forest');
    await page.keyboard.press('Space');
    await plays('battle');
    await page.keyboard.press('Space');
    await plays('forest');
    await hears('stinger victory');
  });

  test('signal raises intensity and tempo with danger, and darkens with lost health', async () => {
    await open('signal', 'forest');
    const before = (await music()).controls;
    await page.keyboard.down('D');
    await page.waitForFunction(
      (tempo) => (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot()!.controls.tempo > tempo + 6,
      before.tempo,
      { timeout: 40_000 },
    );
    expect((await music()).controls.intensity).toBeGreaterThan(before.intensity + 0.2);
    await page.keyboard.up('D');
    for (let i = 0; i < 4; i++) await page.keyboard.press('H', { delay: 30 });
    await page.waitForFunction(
      (limit) => (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot()!.controls.brightness < limit,
      before.brightness - 0.15,
      { timeout: 40_000 },
    );
  });

  test('look has fire raise the arousal that night has lowered', async () => {
    await open('look', 'exploration');
    const arousal = () =>
      page.evaluate(
        () => (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).inspect()!.feel.arousal ?? null,
      );
    const settles = async (key: string, word: string) => {
      await page.keyboard.press(key, { delay: 30 });
      await page.waitForTimeout(6500);
      expect(await arousal(), word).not.toBeNull();
      return (await arousal())!;
    };
    const night = await settles('2', 'night');
    expect(await settles('3', 'fire')).toBeGreaterThan(night + 0.1);
  });

  test('ambience plays the sounds of each place, and rain with the weather', async () => {
    await open('ambience', 'coast');
    const sounds = (count: number) =>
      page.waitForFunction(
        (wanted) =>
          (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).inspect()!.sound!.placeSounds === wanted,
        count,
        { timeout: 40_000 },
      );
    const named = async () => (await music()).bars.flatMap(({ ambience }) => Object.keys(ambience?.levels ?? {}));
    await sounds(2);
    await page.keyboard.press('R', { delay: 30 });
    await sounds(3);
    expect(await named()).toContain('rain');
    await page.keyboard.press('Space', { delay: 30 });
    await plays('inn');
    await page.waitForTimeout(3000);
    expect(await named()).toEqual(expect.arrayContaining(['murmur', 'cups', 'fire']));
    expect((await named()).slice(-3)).not.toContain('rain');
  });

  test('zone plays the cave inside the cave, and danger near the dragon', async () => {
    await open('zone', 'exploration');
    const walk = async (key: string, done: (hero: { x: number; y: number }) => boolean) => {
      const hero = () =>
        page.evaluate(() => {
          const circles = window.game.scene.getScene('World')!.children.list.filter(({ type }) => type === 'Arc');
          const { x, y } = circles[1] as unknown as { x: number; y: number };
          return { x, y };
        });
      await page.keyboard.down(key);
      while (!done(await hero())) await page.waitForTimeout(30);
      await page.keyboard.up(key);
    };
    await walk('ArrowRight', ({ x }) => x > 340);
    await walk('ArrowUp', ({ y }) => y < 110);
    await plays('cave');
    await walk('ArrowDown', ({ y }) => y > 180);
    await plays('exploration');
    await page.waitForFunction(
      () => Number((window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot()!.signals.danger) > 0.3,
      undefined,
      { timeout: 40_000 },
    );
  });

  test('stinger plays one of its own and one of the package', async () => {
    await open('stinger', 'village');
    await page.keyboard.press('C');
    await hears('stinger coin');
    await page.keyboard.press('F');
    await hears('stinger discovery');
  });

  test('theme starts the music of the boss with the theme', async () => {
    await open('theme', 'village');
    await page.keyboard.press('B');
    await plays('boss');
    expect(await openings()).toContain('hero');
  });

  test('hum takes a hummed melody as a theme, which opens the next phrase', async () => {
    await open('hum', 'village');
    await page.evaluate(hum, [60, 64, 67, 65, 62]);
    await page.keyboard.press('T');
    await expect.poll(openings, { timeout: 60_000 }).toContain('hummed');
  });

  test('track plays the recording, and composed music again', async () => {
    await open('track', 'cave');
    await page.keyboard.press('B');
    await hears('track');
    await page.keyboard.press('V');
    await hears('trackEnd');
    await plays('cave');
  });

  test('score plays the MIDI file, and goes on with it after a brawl', async () => {
    await open('score', 'tavern');
    await hears('phrase by score');
    await page.keyboard.press('B');
    await plays('battle');
    await page.keyboard.press('P');
    await plays('tavern');
  });

  test('save brings the music back after a reload', async () => {
    await open('save', 'village');
    await page.keyboard.press('S');
    const tune = await page.evaluate(() => localStorage.getItem('example-saved-music')!);
    await open('save', 'village');
    await page.keyboard.press('N');
    await plays('mystery');
    await page.keyboard.press('L');
    await plays('village');
    const again = await page.evaluate(
      () => (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).save()!.seed,
    );
    expect(again).toBe((JSON.parse(tune) as { seed: string }).seed);
  });

  test('replay plays the session again from its log', async () => {
    await open('replay', 'forest');
    await page.keyboard.press('C');
    await plays('cave');
    await page.keyboard.press('R');
    await plays('forest');
    await plays('cave');
  });

  test('own-palette plays the melody on the recording, without a substitute', async () => {
    await open('own-palette', 'inn');
    const palettes = await page.evaluate(() =>
      (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).inspect()!.bars.map(({ timed }) => timed.palette),
    );
    expect(palettes).toContain('tavern');
    await page.keyboard.press('V');
    await plays('village');
  });

  test('strict-csp lets the network write from a worker file', async () => {
    await open('strict-csp', 'desert');
    await hears('phrase by lstm');
  });

  test('overlay opens with its key', async () => {
    await open('overlay', 'forest');
    await page.keyboard.press('o');
    await page.waitForSelector('text=/BPM/', { timeout: 40_000 });
  });

  test('player plays without Phaser, changes its mood and follows the beat', async () => {
    await page.goto(address('/examples/player/'));
    const state = () =>
      page.evaluate(() => (window as unknown as { soundtrack: SoundtrackPlayer }).soundtrack.snapshot()!);
    await page.click('text=Village');
    await page.waitForFunction(
      () => (window as unknown as { soundtrack: SoundtrackPlayer }).soundtrack.beat?.mood === 'village',
      undefined,
      { timeout: 40_000 },
    );
    await page.keyboard.press('Space');
    await page.waitForSelector('text=/ms (early|late)/');
    await page.click('text=Battle');
    await page.waitForSelector('text=Playing: battle', { timeout: 40_000 });
    expect(await state()).toMatchObject({ state: 'playing', mood: 'battle' });
    expect(await page.evaluate(() => 'Phaser' in window || document.querySelector('canvas') !== null)).toBe(false);
  });

  test('node writes a MIDI file, a WAV file and JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'node-example-'));
    try {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'examples/node/main.ts', folder],
        { encoding: 'utf8' },
      );
      expect(status, stderr).toBe(0);
      expect(stdout).toMatch(/^melody: \d+ notes$/m);
      const read = (name: string) => readFileSync(join(folder, name));
      expect(read('journey.mid').subarray(0, 4).toString()).toBe('MThd');
      expect(read('journey.wav').subarray(0, 4).toString()).toBe('RIFF');
      expect((JSON.parse(read('journey.json').toString()) as { bars: unknown[] }).bars).toHaveLength(8);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
