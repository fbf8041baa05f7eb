/** Takes the pictures of the docs in a real Chromium: every scene of the demo game and every tab of the overlay. */

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { CliError, readNumber, runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.ts';
import { cameraFor } from './screenshots/camera.ts';
import { takeDemo } from './screenshots/demo.ts';
import { FILM, takeFilm } from './screenshots/film.ts';
import { takeOverlay } from './screenshots/overlay.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Subject {
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture per pixel of the page. */
  readonly scale: number;
  take(page: Page, folder: string, only: string | undefined): Promise<void>;
}

/** The subjects, as pages of the running demo. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  demo: {
    width: 960,
    height: 540,
    scale: 1,
    take: (page, folder, only) => takeDemo(page, cameraFor(page, folder, true), only),
  },
  overlay: {
    width: 1280,
    height: 720,
    scale: 2,
    take: (page, folder) => takeOverlay(page, cameraFor(page, folder, false)),
  },
  film: {
    width: FILM.width,
    height: FILM.height,
    scale: 1,
    take: (page, folder) => takeFilm(page, join(folder, 'demo.gif')),
  },
};
const NAMES = Object.keys(SUBJECTS);

await runCli({
  name: 'screenshots',
  summary: 'takes pictures of the demo game and of the overlay',
  usage: `npx tsx scripts/screenshots.ts [${NAMES.join(' | ')}] [-- options]`,
  positionals: 'subjects',
  options: {
    out: { type: 'string', value: 'FOLDER', help: 'where to put them', default: here('../.runs/pictures') },
    width: { type: 'string', value: 'N', help: "width of the page (default: the subject's own)" },
    height: { type: 'string', value: 'N', help: "height of the page (default: the subject's own)" },
    only: { type: 'string', value: 'NAME', help: 'one picture of the demo only, e.g. demo-village' },
  },
  notes: ['Without a subject, demo and overlay are taken. Those of the docs: --out docs/pictures'],
  async run({ out, width, height, only }, positionals) {
    const subjects = positionals.length > 0 ? positionals : ['demo', 'overlay'];
    for (const name of subjects)
      if (!Object.hasOwn(SUBJECTS, name))
        throw new CliError('unknown subject', name, `name one of ${NAMES.join(', ')}`);
    const size = (name: string, value: string | undefined, own: number) =>
      value === undefined ? own : readNumber(name, value, 200, 4000, true);
    const folder = resolve(out);
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
      for (const name of subjects) {
        const subject = SUBJECTS[name]!;
        const viewport = { width: size('width', width, subject.width), height: size('height', height, subject.height) };
        const page = await browser.newPage({ viewport, deviceScaleFactor: subject.scale });
        await page.goto(server.resolvedUrls!.local[0]!, { timeout: 180_000 });
        await subject.take(page, folder, only);
        await page.close();
      }
    } finally {
      await browser.close();
      await server.close();
    }
  },
});
