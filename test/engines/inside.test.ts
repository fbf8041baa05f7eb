/** Inside every engine, without a game: the goldens are what they are in Node, and every pack is decoded as in Chromium. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Golden } from '../goldens/golden-games.ts';
import { readGoldens } from '../goldens/goldens.ts';
import { type EngineBrowser, type EnginePage, until } from './engine.ts';
import { START } from './engines.ts';
import type { DecodedPack } from './pages/inside/main.ts';
import { type ServedPages, servePages } from './served-pages.ts';

const goldens = readGoldens();
const GAMES = Array.from({ length: 20 }, (_, i) => i);
const NETWORK_GAMES = [0, 8, 16];
const PIECES = [0, 4, 11];

/**
 * Every note that was heard is among the events, to the nanosecond. The golden `notes` have velocities to their last bit, in
 * which what engines make of Math.exp and Math.sin differs.
 */
const heardOf = ({ notes: _, ...heard }: Golden) => heard;

let pages: ServedPages;
let reference: DecodedPack[];
beforeAll(async () => {
  pages = await servePages('inside');
});
afterAll(() => pages?.close());

describe.each(Object.entries(START))('%s', (name, start) => {
  let browser: EngineBrowser;
  let page: EnginePage;
  beforeAll(async () => {
    if (start === null) return;
    browser = await start();
    page = await browser.open();
    await page.goto(pages.url('inside'));
    await until(page, () => window.inside !== undefined);
  });
  afterAll(() => browser?.close());

  test.skipIf(start === null)('plays known games note for note', async () => {
    const games = await page.evaluate((indices) => window.inside.games(indices), GAMES);
    expect(games.map(heardOf)).toEqual(GAMES.map((index) => heardOf(goldens.games[index]!)));
  });

  test.skipIf(start === null)('plays known games and pieces of the network note for note', async () => {
    const games = await page.evaluate((indices) => window.inside.networkGames(indices), NETWORK_GAMES);
    expect(games.map(heardOf)).toEqual(NETWORK_GAMES.map((index) => heardOf(goldens.networkGames[index]!)));
    const pieces = await page.evaluate((indices) => window.inside.networkPieces(indices), PIECES);
    const scripts = Object.keys(goldens.networkPieces).filter((_, i) => PIECES.includes(i));
    expect(pieces).toEqual(Object.fromEntries(scripts.map((script) => [script, goldens.networkPieces[script]])));
  });

  test.skipIf(start === null)('decodes every pack, in place and as loud as Chromium', async () => {
    const packs = await page.evaluate(() => window.inside.packs());
    if (name === 'Chromium') reference = packs;
    expect(packs.length).toBeGreaterThan(30);
    expect(packs.map((pack) => pack.name)).toEqual(reference.map((pack) => pack.name));
    for (const [i, { name: pack, delay, notes }] of packs.entries()) {
      // MP3 decoders delay by up to 50 ms: the click before the notes says by how much.
      expect(delay, pack).toBeGreaterThanOrEqual(-0.001);
      expect(delay, pack).toBeLessThan(0.06);
      const apart = notes.map((level, k) => Math.abs(level - reference[i]!.notes[k]!));
      expect(Math.max(...apart), pack).toBeLessThan(0.5);
    }
    expect(await page.evaluate(() => window.ear.complaints)).toEqual([]);
  });
});
