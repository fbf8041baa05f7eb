/** Takes pictures of every scene of the demo game in a real Chromium, and a short animation of walking in it. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { CliError, readNumber, runCli } from '../models/cli/cli.ts';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.ts';
import { ensurePalettes } from './ensure-palettes.ts';
import { putTraveller, stage, takeDemo, wakeDemo } from './screenshots/demo.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The animation is taken in the game's own pixels: a smaller file, and a page may enlarge it without blur. */
const FILM = {
  width: 400,
  height: 240,
  frames: 40,
  everyMs: 110,
  from: 240,
  way: 250,
  dusk: 0.64,
  hours: 0.2,
} as const;

/** The program that joins frames and makes pictures smaller; a machine without it can take pictures all the same. */
const canConvert = () => spawnSync('convert', ['-version']).status === 0;

function convert(args: readonly string[]): void {
  if (spawnSync('convert', args, { stdio: 'inherit' }).status === 0) return;
  throw new CliError('convert failed', args.at(-1)!, 'see above');
}

function assertConvert(): void {
  if (canConvert()) return;
  throw new CliError('no animation', 'ImageMagick’s convert is not installed', 'install it, or leave --animation out');
}

/** A walk through the village while evening falls and its lamps are lit. */
async function film(page: Page, path: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-film-'));
  try {
    await wakeDemo(page);
    await stage(page, { name: 'film', scene: 'Village', at: [FILM.from, 186], hour: FILM.dusk });
    await page.waitForTimeout(4200);
    await page.keyboard.down('ArrowRight');
    for (let frame = 0; frame < FILM.frames; frame++) {
      // Put to its place, so that a slow machine shows the same walk.
      const share = frame / (FILM.frames - 1);
      const [x, hour] = [FILM.from + share * FILM.way, FILM.dusk + share * FILM.hours];
      await page.evaluate(putTraveller, ['Village', x, 186, hour] as const);
      await page.waitForTimeout(FILM.everyMs);
      await page.screenshot({ path: join(folder, `${String(frame).padStart(3, '0')}.png`) });
    }
    await page.keyboard.up('ArrowRight');
    const joined = join(folder, 'film.gif');
    const look = ['+dither', '-colors', '80', '-layers', 'OptimizeTransparency', '-loop', '0'];
    convert(['-delay', '11', join(folder, '*.png'), ...look, joined]);
    copyFileSync(joined, `${path}.tmp`);
    renameSync(`${path}.tmp`, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runCli({
  name: 'screenshots-demo',
  summary: 'takes pictures of every scene of the demo game',
  usage: 'npx tsx scripts/screenshots-demo.ts [options]',
  options: {
    out: { type: 'string', value: 'FOLDER', help: 'where to put them', default: here('../docs/pictures') },
    width: { type: 'string', value: 'N', help: 'width of the page', default: '960' },
    height: { type: 'string', value: 'N', help: 'height of the page', default: '540' },
    animation: { type: 'boolean', help: 'make demo.gif and no pictures; needs ImageMagick’s convert' },
    only: { type: 'string', value: 'NAME', help: 'one picture only, e.g. demo-village' },
  },
  async run({ out, width, height, animation, only }) {
    const folder = resolve(out);
    const viewport = animation
      ? FILM
      : { width: readNumber('width', width, 200, 4000, true), height: readNumber('height', height, 200, 4000, true) };
    if (animation) assertConvert();
    const smaller = canConvert();
    const executablePath = ensureChromium();
    ensurePalettes();
    mkdirSync(folder, { recursive: true });
    const server = await createServer({
      configFile: here('../vite.config.ts'),
      logLevel: 'warn',
      server: { port: 0, host: '127.0.0.1' },
    });
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    try {
      await server.listen();
      const page = await browser.newPage({ viewport: { width: viewport.width, height: viewport.height } });
      await page.goto(server.resolvedUrls!.local[0]!, { timeout: 180_000 });
      if (animation) await film(page, join(folder, 'demo.gif'));
      else
        await takeDemo(
          page,
          async (name) => {
            const [whole, part] = [join(folder, `${name}.png`), join(folder, `${name}.tmp.png`)];
            await page.screenshot({ path: part });
            if (smaller) convert([part, '+dither', '-colors', '200', `PNG8:${part}`]);
            renameSync(part, whole);
            console.log(whole);
          },
          only,
        );
    } finally {
      await browser.close();
      await server.close();
    }
  },
});
