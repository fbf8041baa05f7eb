/** Takes pictures of every scene of the demo game in a real Chromium, and a short animation of walking in it. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { CliError, readNumber, runCli } from '../models/cli/cli.ts';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.ts';
import { ensurePalettes } from './ensure-palettes.ts';
import { stage, takeDemo, wakeDemo } from './screenshots/demo.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The animation is taken in the game's own pixels: a smaller file, and a page may enlarge it without blur. */
const FILM = { width: 400, height: 240, frames: 44, everyMs: 110 } as const;

/** The program that joins frames; a machine without it can take pictures all the same. */
function assertConvert(): void {
  if (spawnSync('convert', ['-version']).status === 0) return;
  throw new CliError('no animation', 'ImageMagick’s convert is not installed', 'install it, or leave --animation out');
}

/** Walks the wood from dusk into the night, towards what hums there. */
async function film(page: Page, path: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-film-'));
  try {
    await wakeDemo(page);
    await stage(page, { name: 'film', scene: 'Forest', at: [640, 182], hour: 0.66 });
    await page.waitForTimeout(3600);
    await page.keyboard.down('ArrowRight');
    for (let frame = 0; frame < FILM.frames; frame++) {
      const due = page.waitForTimeout(FILM.everyMs);
      await page.screenshot({ path: join(folder, `${String(frame).padStart(3, '0')}.png`) });
      await due;
    }
    await page.keyboard.up('ArrowRight');
    const joined = join(folder, 'film.gif');
    const look = ['-colors', '96', '+dither', '-layers', 'OptimizeTransparency', '-loop', '0'];
    const { status } = spawnSync('convert', ['-delay', '12', join(folder, '*.png'), ...look, joined], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new CliError('no animation', 'convert failed', 'see above');
    renameSync(joined, path);
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
    width: { type: 'string', value: 'N', help: 'width of the page', default: '1280' },
    height: { type: 'string', value: 'N', help: 'height of the page', default: '720' },
    animation: { type: 'boolean', help: 'make demo.gif and no pictures; needs ImageMagick’s convert' },
  },
  async run({ out, width, height, animation }) {
    const folder = resolve(out);
    const viewport = animation
      ? FILM
      : { width: readNumber('width', width, 200, 4000, true), height: readNumber('height', height, 200, 4000, true) };
    if (animation) assertConvert();
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
        await takeDemo(page, async (name) => {
          const [whole, part] = [join(folder, `${name}.png`), join(folder, `${name}.tmp.png`)];
          await page.screenshot({ path: part });
          renameSync(part, whole);
          console.log(whole);
        });
    } finally {
      await browser.close();
      await server.close();
    }
  },
});
