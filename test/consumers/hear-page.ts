/** Hears a page as its visitor does: at the output, whatever the page is built with. */

import type { Browser } from 'playwright';
import { expect } from 'vitest';

const PATIENCE = { timeout: 90_000 } as const;

/** What the page is heard to do. */
interface PageHeard {
  /** Highest RMS at the output so far. */
  loudest: number;
  /** Phrases that the network has written. */
  written: number;
}
type Listening = { readonly pageHeard: PageHeard };

/** Runs in the page before its own scripts: taps what leads to the output, and counts the answers of the package's worker. */
function listenInPage(): void {
  const heard: PageHeard = { loudest: 0, written: 0 };
  Object.assign(window, { pageHeard: heard });
  const taps = new Map<BaseAudioContext, AnalyserNode>();
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    if (args[0] === this.context.destination && this.context instanceof AudioContext) {
      const tap = taps.get(this.context) ?? this.context.createAnalyser();
      taps.set(this.context, tap);
      connect.call(this, tap);
    }
    return connect.apply(this, args);
  } as AudioNode['connect'];
  setInterval(() => {
    for (const tap of taps.values()) {
      const samples = new Float32Array(tap.fftSize);
      tap.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      heard.loudest = Math.max(heard.loudest, Math.sqrt(power));
    }
  }, 20);
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name === 'phrase-worker')
        this.addEventListener('message', ({ data }) => {
          if (data?.value?.phrase) heard.written += 1;
        });
    }
  };
}

/**
 * Opens a page and clicks into its game: the network must write, and music be heard at the output, without an error, or a
 * warning of the package, on the console.
 * @returns the highest RMS at the output
 */
export async function hearPage(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('[phaser-adaptive-music]'))
      complaints.push(message.text());
  });
  try {
    await page.addInitScript(listenInPage);
    await page.goto(url, { ...PATIENCE, waitUntil: 'commit' });
    // The game has asked the network before the first click; a development server has loaded the page anew by then.
    await page.waitForFunction(() => (window as unknown as Listening).pageHeard.written > 0, null, PATIENCE);
    // A page that mounts its game twice has two canvases for a frame.
    await page.locator('canvas').last().click();
    // -40 dBFS.
    await page.waitForFunction(() => (window as unknown as Listening).pageHeard.loudest > 0.01, null, PATIENCE);
    expect(complaints).toEqual([]);
    return await page.evaluate(() => (window as unknown as Listening).pageHeard.loudest);
  } catch (error) {
    throw complaints.length > 0 ? new Error(complaints.join('\n'), { cause: error }) : error;
  } finally {
    await page.close();
  }
}
