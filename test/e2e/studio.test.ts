/** A newcomer's minute in the built studio: a scene is described, heard, made into a piece, and its files are downloaded. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unzipSync } from 'fflate';
import { parseMidi } from 'midi-file';
import type { Browser, BrowserContext, Download, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../helper/chromium.ts';
import { type ServedDemo, serveStudio } from '../helper/served-demo.ts';
import { decibels, tapOutput } from './output-tap.ts';

const PATIENCE = { timeout: 120_000 };

let studio: ServedDemo;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];
const requested: string[] = [];

beforeAll(async () => {
  studio = await serveStudio();
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => void requested.push(request.url()));
  page.on('dialog', (dialog) => void dialog.accept());
  await tapOutput(page);
  await page.goto(studio.url);
});
afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

const bytesOf = async (download: Download) => new Uint8Array(readFileSync(await download.path()));

/** Clicks a button that downloads a file. */
async function downloaded(name: string): Promise<{ file: Uint8Array; name: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download', PATIENCE),
    page.click(`.take:first-child button:has-text("${name}")`),
  ]);
  return { file: await bytesOf(download), name: download.suggestedFilename() };
}

/** The channels of a 16-bit stereo WAV file. */
function channelsOf(file: Uint8Array): { rate: number; left: Float32Array; right: Float32Array } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const text = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  expect([text(0), text(8), view.getUint16(22, true), view.getUint16(34, true)]).toEqual(['RIFF', 'WAVE', 2, 16]);
  const length = (file.length - 44) / 4;
  const channel = (side: number) =>
    Float32Array.from({ length }, (_, i) => view.getInt16(44 + 4 * i + 2 * side, true) / 32767);
  return { rate: view.getUint32(24, true), left: channel(0), right: channel(1) };
}

const levelOf = (samples: Float32Array) =>
  decibels(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));

/** Faults of the page that a person with a keyboard or a screen reader would stumble over. */
async function faults(): Promise<string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  });
}

const finished = () =>
  page.waitForFunction(() => document.querySelector('#piece .task')?.hasAttribute('hidden'), null, PATIENCE);

describe('the studio', () => {
  test('is empty, says so, and has no serious fault that axe-core finds', async () => {
    await page.waitForSelector('h1');
    expect(await page.isDisabled('text=Make the piece')).toBe(true);
    expect(await page.isVisible('text=Describe a scene or pick a mood first')).toBe(true);
    expect(await page.isVisible('text=Pieces that you make')).toBe(true);
    expect(await faults()).toEqual([]);
  });

  test('plays what is described after one click, and shows its notes and its settings', async () => {
    await page.fill('#scene-text', 'a warm tavern at night');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.tap.stretches.some(({ rms }) => rms > 0.01), null, PATIENCE);
    await page.waitForSelector('.word:has-text("tavern")', PATIENCE);
    expect(await page.textContent('.words')).toMatch(/with the sounds of people talking, cups, .* and /);
    await page.waitForSelector('#notes canvas.roll', PATIENCE);
    await page.waitForSelector('#settings [data-control="tempo"]', PATIENCE);
    await page.waitForFunction(
      () => /beats a minute/.test(document.querySelector('.player .line')!.textContent!),
      null,
      PATIENCE,
    );
  });

  test('makes a two-minute piece, whose WAV sounds and whose MIDI file has its notes', async () => {
    await page.click('text=Make the piece');
    await page.waitForSelector('.take', PATIENCE);
    await finished();
    const wav = await downloaded('WAV');
    expect(wav.name).toBe('a-warm-tavern-at-night.wav');
    const { left, right, rate } = channelsOf(wav.file);
    expect(left.length / rate).toBeGreaterThan(100);
    expect(left.length / rate).toBeLessThan(150);
    // Every ten seconds of the piece are heard.
    for (let from = 0; from + 10 * rate < left.length; from += 10 * rate)
      expect(levelOf(left.subarray(from, from + 10 * rate))).toBeGreaterThan(-40);
    expect(levelOf(right)).toBeGreaterThan(-30);
    const midi = await downloaded('MIDI');
    const { tracks } = parseMidi(midi.file);
    const notes = tracks.map((events) => events.filter(({ type }) => type === 'noteOn').length);
    expect(notes.filter((count) => count > 8).length).toBeGreaterThan(2);
  });

  test('has no serious fault while music plays and everything is unfolded', async () => {
    await page.click('#game summary');
    await page.waitForSelector('#game pre', PATIENCE);
    expect(await faults()).toEqual([]);
  });

  test('plays a mood of the world when it is picked, and hands it to a game with what was tuned', async () => {
    await page.click('.chip.mood:has-text("tavern")');
    await page.waitForFunction(
      () => /mixolydian|ionian|dorian/.test(document.querySelector('.player .line')!.textContent!),
      null,
      PATIENCE,
    );
    expect(await page.getAttribute('.chip.mood:has-text("tavern")', 'aria-pressed')).toBe('true');
    const code = async () => {
      // Panels rest while they are out of view.
      await page.locator('#game pre').scrollIntoViewIfNeeded();
      return page.textContent('#game pre');
    };
    await expect.poll(code, PATIENCE).toContain("start: 'tavern'");
    const brightness = page.getByRole('textbox', { name: 'brightness', exact: true });
    await brightness.fill('0.2');
    await brightness.press('Enter');
    await expect.poll(code, PATIENCE).toContain("tavern: { like: 'tavern', controls: { brightness: 0.2 } }");
  });

  test('keeps the take in the browser', async () => {
    await page.reload();
    await page.waitForSelector('.take', PATIENCE);
    expect(await page.textContent('.take h3')).toBe('a warm tavern at night');
    expect(channelsOf((await downloaded('WAV')).file).left.length).toBeGreaterThan(0);
    await page.click('.take [aria-label^="Delete"]');
    await page.waitForSelector('.take', { state: 'detached' });
    await page.reload();
    await page.waitForSelector('text=Pieces that you make');
  });

  test('cancels a piece while it is composed, and while it is rendered', async () => {
    await page.click('.chip.mood:has-text("calm")');
    await page.getByLabel('30 s').check();
    for (const doing of ['Composing', 'Playing it into a file']) {
      await page.click('text=Make the piece');
      await page.waitForSelector(`#piece .task-line:has-text("${doing}")`, PATIENCE);
      await page.click('#piece .task-line button');
      await finished();
      expect(await page.isEnabled('text=Make the piece')).toBe(true);
    }
    expect(await page.locator('.take, .problem:visible').count()).toBe(0);
  });

  test('makes stems that are together the mix, and a phrase bank', async () => {
    await page.click('.player [aria-label="Pause"]');
    await page.click('text=Make the piece');
    await page.waitForSelector('.take', PATIENCE);
    await finished();
    const mix = channelsOf((await downloaded('WAV')).file);
    const archive = unzipSync((await downloaded('Stems')).file);
    const stems = Object.values(archive).map(channelsOf);
    expect(stems.length).toBeGreaterThan(2);
    const missing = mix.left.map((sample, i) => sample - stems.reduce((sum, stem) => sum + stem.left[i]!, 0));
    expect(levelOf(missing) - levelOf(mix.left)).toBeLessThan(-60);
    await page.click('#game summary');
    const [download] = await Promise.all([
      page.waitForEvent('download', PATIENCE),
      page.click('text=Download a phrase bank'),
    ]);
    const bank = JSON.parse(new TextDecoder().decode(await bytesOf(download))) as { kind: string; phrases: unknown[] };
    expect(bank.kind).toBe('phrase-bank');
    expect(bank.phrases.length).toBeGreaterThan(8);
  });

  test('asks nothing of any other server, and complains of nothing', () => {
    const { origin } = new URL(studio.url);
    expect(requested.length).toBeGreaterThan(5);
    expect(requested.filter((url) => !url.startsWith(studio.url) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(studio.url).not.toBe(`${origin}/`);
    expect(complaints).toEqual([]);
  });
});
