/**
 * Takes small pictures of every place of the demo game and measures them: `npx tsx scripts/place-pictures.ts`. Writes
 * `test/affect/places.tsv`; with `--again` from the pictures that were taken last, in `.runs`.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import { writeMeasuredPlaces } from '../test/affect/place-pictures.ts';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.ts';
import { type PlacePicture, takePlaces } from './screenshots/places.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const RAW = here('../.runs/place-pictures.json');

writeMeasuredPlaces(process.argv.includes('--again') ? JSON.parse(readFileSync(RAW, 'utf8')) : await takePictures());

async function takePictures(): Promise<readonly PlacePicture[]> {
  const executablePath = ensureChromium();
  ensurePalettes();
  const server = await createServer({
    configFile: here('../vite.config.ts'),
    logLevel: 'warn',
    // A file that is edited meanwhile must not reload the page.
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  const pictures: PlacePicture[] = [];
  try {
    await server.listen();
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]!, { timeout: 180_000 });
    await takePlaces(page, (picture) => {
      pictures.push(picture);
      console.log(pictures.length, picture.half, picture.place, picture.hour, picture.rain ? 'rain' : '');
    });
  } finally {
    await browser.close();
    await server.close();
  }
  mkdirSync(dirname(RAW), { recursive: true });
  writeFileSync(RAW, JSON.stringify(pictures));
  return pictures;
}
