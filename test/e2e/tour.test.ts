/** A tour of the built demo in a real Chromium: every place is heard, every mood follows its scene, the network writes. */

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdaptiveMusicPlugin } from '../../plugin/index.ts';
import { launchChromium } from '../helper/chromium.ts';
import { type ServedDemo, serveDemo } from '../helper/served-demo.ts';
import { decibels, growEars, type Heard, type Told } from './ear.ts';
import { Player } from './player.ts';

/** Moods that the soundtrack gives the places of the tour. */
const MOODS = {
  Title: 'calm',
  Forest: 'forest',
  Battle: 'battle',
  Village: 'village',
  Cave: 'cave',
  Boss: 'boss',
  Ending: 'victory',
} as const;
type Place = keyof typeof MOODS;

/** How long each place is listened to, in milliseconds. */
const LISTEN = 4000;
const AUDIBLE_DB = -40;

let demo: ServedDemo;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
/** What was heard in each place while its own mood sounded. */
const heard = new Map<Place, readonly Heard[]>();
let told: readonly Told[] = [];
let all: readonly Heard[] = [];

async function listen(place: Place): Promise<void> {
  const sounds = (mood: string) => {
    const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    const now = soundtrack.snapshot();
    return now?.state === 'playing' && now.mood === mood && now.bar >= 0;
  };
  await page.waitForFunction(sounds, MOODS[place], { timeout: 30_000 });
  const from = await page.evaluate(() => window.ears.heard.length);
  await page.waitForTimeout(LISTEN);
  heard.set(place, await page.evaluate((start) => window.ears.heard.slice(start), from));
}

async function jump(from: Place, to: Place, data: object = {}): Promise<void> {
  await page.evaluate(
    ([here, there, plan]) => {
      window.game.scene.stop(here);
      window.game.scene.start(there, plan);
    },
    [from, to, data] as const,
  );
}

beforeAll(async () => {
  demo = await serveDemo();
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1024, height: 640 } });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => void complaints.push(`thrown: ${error.message}`));
  await growEars(page);
  await page.goto(demo.url);
  const player = new Player(page);
  await player.arrive(['Title'], 60_000);
  await page.evaluate(() => {
    const names = ['start', 'moodchange', 'phrase', 'bar', 'degraded', 'error'] as const;
    const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    for (const name of names) soundtrack.on(name, (event) => void window.ears.told.push({ name, event: { ...event } }));
  });
  await page.mouse.click(512, 300);
  await listen('Title');
  await page.keyboard.press('Enter');
  await player.arrive(['Forest'], 30_000);
  await listen('Forest');
  let at = await player.walk('Forest', { x: 900, y: 450 }, 60_000);
  await player.arrive(['Battle'], 20_000);
  await listen('Battle');
  for (let battles = 0; at !== 'Village' && battles < 4; battles++) {
    at = await player.fight(120_000);
    if (at === 'Forest') at = await player.walk('Forest', { x: 3190, y: 500 }, 90_000);
  }
  await player.arrive(['Village'], 30_000);
  await listen('Village');
  // What lies behind the guardian would take an hour to earn: these scenes are jumped to.
  await jump('Village', 'Cave');
  await listen('Cave');
  await jump('Cave', 'Boss', { foe: { id: 'guardian', kind: 'guardian', x: 0, y: 0, note: true }, place: 'Cave' });
  await listen('Boss');
  await jump('Boss', 'Ending');
  await listen('Ending');
  ({ told, heard: all } = await page.evaluate(() => ({ told: window.ears.told, heard: window.ears.heard })));
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

describe('a tour of the demo', () => {
  test('the context runs after a click', async () => {
    expect(await page.evaluate(() => window.ears.context?.state)).toBe('running');
  });

  test.each(Object.keys(MOODS) as Place[])('%s is heard, and below clipping', (place) => {
    const stretches = heard.get(place)!;
    const seconds = stretches.reduce((sum, stretch) => sum + stretch.seconds, 0);
    const power = stretches.reduce((sum, { rms, seconds: length }) => sum + rms ** 2 * length, 0) / seconds;
    expect(seconds).toBeGreaterThan(2);
    expect(decibels(Math.sqrt(power))).toBeGreaterThan(AUDIBLE_DB);
    expect(Math.max(...stretches.map(({ peak }) => peak))).toBeLessThan(1);
  });

  test('the mood changes with the scene, in order', () => {
    const moods = told.filter(({ name }) => name === 'moodchange').map(({ event }) => event.to);
    expect(moods.slice(0, 2)).toEqual(['forest', 'battle']);
    expect(moods.slice(-4)).toEqual(['village', 'cave', 'boss', 'victory']);
  });

  test('a new mood is audible within two of its bars', () => {
    const changes = told.filter(({ name }) => name === 'start' || name === 'moodchange');
    expect(changes.length).toBeGreaterThanOrEqual(4);
    for (const { event } of changes) {
      const time = event.time as number;
      const bars = told.filter(({ name, event: bar }) => name === 'bar' && (bar.time as number) >= time - 0.01);
      const after = (bars[2]?.event.time ?? bars[1]?.event.time) as number;
      const stretches = all.filter(
        (stretch) => stretch.time - stretch.seconds >= time - 0.4 && stretch.time <= after + 0.8,
      );
      expect(stretches.length, `stretches after ${time}`).toBeGreaterThan(0);
      expect(decibels(Math.max(...stretches.map(({ rms }) => rms)))).toBeGreaterThan(AUDIBLE_DB);
    }
  });

  test('at least 99 % of the phrases are the network’s', () => {
    const sources = told.filter(({ name }) => name === 'phrase').map(({ event }) => event.source);
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => source === 'lstm').length / sources.length).toBeGreaterThanOrEqual(0.99);
  });

  test('nothing is complained of on the console', () => {
    expect(complaints).toEqual([]);
  });
});
