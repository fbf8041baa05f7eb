/** A page of its own with the built demo, whose music has begun: goes to places, and collects what is heard there. */

import type { Browser, Page } from 'playwright';
import type { AdaptiveMusicPlugin } from '../../plugin/index.ts';
import { decibels, type MusicEvent, type Stretch, tapOutput } from './output-tap.ts';
import { Player } from './player.ts';

/** How long a place is listened to, in seconds of sound. */
const LISTEN = 2.6;
/** Long enough for a machine that is busy with other things: what is waited for comes at once on a free one. */
const PATIENCE = { timeout: 120_000 } as const;

/** State of the game that a place begins with, where it differs from a new game's. */
export interface PlaceStart {
  /** Where the hero stands; default: at the entrance. */
  readonly at?: { readonly x: number; readonly y: number };
  /** 0..1; default: 1. */
  readonly health?: number;
  /** What has been found. */
  readonly found?: readonly string[];
  /** Passed to the scene. */
  readonly data?: object;
}

/** One visit to the demo. */
export class Visit {
  /** Warnings and errors on the console, errors thrown, and requests that leave the game's folder. */
  readonly complaints: string[] = [];
  readonly player: Player;

  private constructor(readonly page: Page) {
    this.player = new Player(page);
  }

  /** Opens the demo and clicks, which begins the music of the title. The page has no network but the game's own folder. */
  static async begin(browser: Browser, url: string): Promise<Visit> {
    const visit = new Visit(await browser.newPage({ viewport: { width: 1024, height: 640 } }));
    const { page, complaints } = visit;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => void complaints.push(`thrown: ${error.message}`));
    await page.route(
      (address) => !['data:', 'blob:'].includes(address.protocol) && !address.href.startsWith(url),
      async (route) => {
        complaints.push(`asked for ${route.request().url()}`);
        await route.abort();
      },
    );
    await tapOutput(page);
    await page.goto(url, PATIENCE);
    await visit.player.arrive(['Title'], PATIENCE.timeout);
    await page.evaluate(() => {
      const names = ['start', 'mood', 'phrase', 'bar', 'stinger', 'degraded', 'error'] as const;
      const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
      for (const name of names)
        soundtrack.on(name, (event) => void window.tap.events.push({ name, event: { ...event } }));
    });
    await page.mouse.click(512, 300);
    await visit.until(() => window.tap.events.some(({ name }) => name === 'bar'));
    return visit;
  }

  /** Puts the hero into a place, as if they had walked there. */
  async goTo(place: string, { at, health = 1, found = [], data = {} }: PlaceStart = {}): Promise<void> {
    await this.page.evaluate(
      ([scene, spot, state, plan]) => {
        const game = window.game.registry.get('game-state') as {
          health: number;
          readonly found: Set<string>;
          keep(place: string, spot: object): void;
        };
        game.health = state.health;
        for (const each of state.found) game.found.add(each);
        if (spot !== null) game.keep(scene, spot);
        for (const each of window.game.scene.getScenes(true))
          if (!['NowPlayingBar', 'TouchControls'].includes(each.scene.key)) window.game.scene.stop(each.scene.key);
        window.game.scene.start(scene, plan);
      },
      [place, at ?? null, { health, found }, data] as const,
    );
    await this.player.arrive([place], PATIENCE.timeout);
  }

  /**
   * Waits until a mood has played its first bar; returns what was heard from its beginning on, and how loud it became
   * by the end of that bar, in dBFS.
   */
  async hear(mood: string): Promise<{ readonly stretches: readonly Stretch[]; readonly firstBar: number }> {
    const begins = await this.page.waitForFunction(
      (name) => {
        const changes = window.tap.events.filter((each) => each.name === 'start' || each.name === 'mood');
        const event = changes.at(-1)?.event;
        const bars = window.tap.events.filter((each) => each.name === 'bar' && each.event.mood === name);
        const from = event?.time as number;
        const lines = bars.map((each) => each.event.time as number).filter((time) => time >= from - 0.01);
        return (event?.to ?? event?.mood) === name && lines.length >= 2 ? { from, second: lines[1]! } : null;
      },
      mood,
      PATIENCE,
    );
    const { from, second } = (await begins.jsonValue())!;
    // By the clock of the sound: a busy machine makes less of it in a second.
    const heard = (times: { from: number; second: number; listen: number }) =>
      (window.tap.stretches.at(-1)?.time ?? 0) > Math.max(times.second + 0.8, times.from + times.listen);
    await this.page.waitForFunction(heard, { from, second, listen: LISTEN }, PATIENCE);
    const all = await this.stretches();
    const stretches = all.filter(({ time, seconds }) => time - seconds >= from - 0.4);
    const first = stretches.filter(({ time }) => time <= second + 0.8).map(({ rms }) => rms);
    return { stretches, firstBar: decibels(Math.max(...first)) };
  }

  /** Waits for a stinger. */
  async stinger(name: string): Promise<void> {
    const heard = (wanted: string) =>
      window.tap.events.some((each) => each.name === 'stinger' && each.event.name === wanted);
    await this.page.waitForFunction(heard, name, PATIENCE);
  }

  /** Waits until something is so in the page. */
  async until(condition: () => boolean): Promise<void> {
    await this.page.waitForFunction(condition, undefined, PATIENCE);
  }

  /** Presses a key for long enough that a slow frame sees it. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key, { delay: 120 });
  }

  /** Events of one name so far. */
  async events(name: string): Promise<readonly MusicEvent['event'][]> {
    const events = await this.page.evaluate(() => window.tap.events);
    return events.filter((each) => each.name === name).map(({ event }) => event);
  }

  /** All that was heard so far. */
  async stretches(): Promise<readonly Stretch[]> {
    return this.page.evaluate(() => window.tap.stretches);
  }

  /** Moods of the phrases that began with a theme. */
  async moodsWithTheme(theme: string): Promise<readonly string[]> {
    return this.page.evaluate((wanted) => {
      const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
      const entries = soundtrack.record()?.entries ?? [];
      return entries.flatMap((entry) => (entry.kind === 'phrase' && entry.opening === wanted ? [entry.mood] : []));
    }, theme);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** Seconds, loudness in dBFS and highest peak of what was heard. */
export function levelsOf(stretches: readonly Stretch[]): { seconds: number; loudness: number; peak: number } {
  const seconds = stretches.reduce((sum, stretch) => sum + stretch.seconds, 0);
  const power = stretches.reduce((sum, { rms, seconds: length }) => sum + rms ** 2 * length, 0) / seconds;
  return { seconds, loudness: decibels(Math.sqrt(power)), peak: Math.max(...stretches.map(({ peak }) => peak)) };
}
