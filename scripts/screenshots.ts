/** Takes pictures of the demo game and the overlay in a real Chromium, so that what is shown in the docs is what there is. */

import { mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { CliError, readNumber, runCli } from '../models/cli/cli.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';
import { ensurePalettes } from './ensure-palettes.ts';
import { takeOverlay } from './screenshots/overlay.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What can be taken: each is given the page of a running demo, and a camera. */
const SUBJECTS: Readonly<Record<string, (page: Page, take: Camera) => Promise<void>>> = { overlay: takeOverlay };

/** Takes a picture under a name: of an element, or of the page. */
export type Camera = (name: string, selector?: string) => Promise<void>;

await runCli({
  name: 'screenshots',
  summary: `takes pictures of ${Object.keys(SUBJECTS).join(', ')} into docs/pictures`,
  usage: `npx tsx scripts/screenshots.ts [${Object.keys(SUBJECTS).join(' | ')}] [-- options]`,
  positionals: 'subjects',
  options: {
    out: { type: 'string', value: 'FOLDER', help: 'where to put them', default: here('../docs/pictures') },
    width: { type: 'string', value: 'N', help: 'width of the page', default: '1280' },
    height: { type: 'string', value: 'N', help: 'height of the page', default: '720' },
    scale: { type: 'string', value: 'N', help: 'pixels of the picture to one of the page', default: '2' },
  },
  async run({ out, width, height, scale }, positionals) {
    const subjects = positionals.length > 0 ? positionals : Object.keys(SUBJECTS);
    for (const name of subjects) {
      if (!Object.hasOwn(SUBJECTS, name))
        throw new CliError('unknown subject', name, `name one of ${Object.keys(SUBJECTS).join(', ')}`);
    }
    const folder = resolve(out);
    const viewport = {
      width: readNumber('width', width, 200, 4000, true),
      height: readNumber('height', height, 200, 4000, true),
    };
    const deviceScaleFactor = readNumber('scale', scale, 1, 4);
    const executablePath = findChromium();
    if (executablePath === null) throw new CliError('no browser', 'Chromium', 'install one and set CHROMIUM_PATH');
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
      for (const name of subjects) {
        const page = await browser.newPage({ viewport, deviceScaleFactor });
        await page.goto(server.resolvedUrls!.local[0]!);
        await SUBJECTS[name]!(page, async (picture, selector) => {
          const [file, path] = [join(folder, `${picture}.tmp.png`), join(folder, `${picture}.png`)];
          await (selector === undefined
            ? page.screenshot({ path: file })
            : page.locator(selector).screenshot({ path: file }));
          renameSync(file, path);
          console.log(path);
        });
        await page.close();
      }
    } finally {
      await browser.close();
      await server.close();
    }
  },
});
