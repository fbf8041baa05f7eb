/**
 * What the music costs the game's frames: the demo's wood in a real Chromium, stretches with the music on and off in
 * turns, so that a slower minute of the machine slows both alike. At last there are marks around the music for a minute:
 * the time that it takes of the main thread is summed frame by frame, of a picture so small that frames come at their
 * full rate also where the processor draws them.
 */

import type { Page } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { launchChromium } from '../helper/chromium.ts';
import { serveDemo } from '../helper/served-demo.ts';
import { intoTheWood } from './forest.ts';
import { median, percentile, rounded, spread } from './statistics.ts';
import { IDLE_MS, type OwnTime, timedOwn } from './timed-own.ts';
import type { Report, Topic } from './topic.ts';

/** Seconds in which marks stand around the music. */
const TIMED = 60;
const SMALL = { width: 320, height: 180 };
/** Seconds of a stretch. */
const STRETCH = 20;
const PAIRS_A_ROUND = 4;
/** Milliseconds of the main thread that a frame may give to the music, at the 99th percentile. */
const MOST_OWN_MS = 1;

/** Frame times of a stretch, in ms, and what its long frames were spent on, by script. */
interface Stretch {
  readonly frames: readonly number[];
  readonly longFrames: number;
  readonly longMs: Readonly<Record<string, number>>;
}

/** The parts of the bundle by whose they are. */
const PARTS = {
  output: {
    codeSplitting: {
      groups: [
        { name: 'phaser', test: /node_modules\/phaser/ },
        {
          name: 'music',
          test: /\/plugin\/|node_modules\/(tone|standardized-audio-context|comlink|pure-rand|tonal|@tonaljs)\//,
        },
      ],
    },
  },
};

const partOf = (url: string) =>
  /assets\/(music|phaser)-/.exec(url)?.[1] ?? (url.includes('assets/') ? 'game' : 'browser');

async function watch(page: Page, seconds: number): Promise<Stretch> {
  const { frames, long } = await page.evaluate(
    (ms) =>
      new Promise<{ frames: number[]; long: { url: string; ms: number }[][] }>((done) => {
        const frames: number[] = [];
        const long: { url: string; ms: number }[][] = [];
        interface LongFrame extends PerformanceEntry {
          readonly scripts: readonly { readonly sourceURL: string; readonly duration: number }[];
        }
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as LongFrame[])
            long.push(entry.scripts.map(({ sourceURL, duration }) => ({ url: sourceURL, ms: duration })));
        });
        observer.observe({ type: 'long-animation-frame' });
        const begun = performance.now();
        let last = begun;
        const frame = (now: number) => {
          frames.push(now - last);
          last = now;
          if (now - begun < ms) requestAnimationFrame(frame);
          else {
            observer.disconnect();
            done({ frames: frames.slice(1), long });
          }
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  const longMs: Record<string, number> = {};
  for (const { url, ms } of long.flat()) longMs[partOf(url)] = (longMs[partOf(url)] ?? 0) + ms;
  return { frames, longFrames: long.length, longMs };
}

async function setMusic(page: Page, on: boolean): Promise<void> {
  await page.evaluate((play) => {
    const { plugins } = window.game;
    if (play) plugins.start('soundtrack');
    else plugins.stop('soundtrack');
  }, on);
  // What starts or ends has had its turn before anything is measured.
  await page.waitForTimeout(3000);
}

/** A round is four pairs of stretches; ten pairs and more take about eight minutes. */
export const frames: Topic = {
  summary: "the demo's frame times with the music on and off, and the music's own share of the main thread",
  long: true,
  async measure({ rounds }) {
    const demo = await serveDemo(PARTS);
    const browser = await launchChromium();
    try {
      const page = await intoTheWood(browser, demo.url, { width: 640, height: 360 });
      const off: Stretch[] = [];
      const on: Stretch[] = [];
      const pairs = rounds * PAIRS_A_ROUND;
      const progress = progressLine('frames', 2 * pairs + 2);
      for (let i = 0; i < 2 * pairs + 1; i++) {
        const playing = i % 2 === 1;
        await setMusic(page, playing);
        (playing ? on : off).push(await watch(page, STRETCH));
        progress.update(i + 1);
      }
      await page.setViewportSize(SMALL);
      const own = await timedOwn(page, TIMED);
      progress.finish();
      return report(off, on, own);
    } finally {
      await browser.close();
      await demo.close();
    }
  },
};

function report(off: readonly Stretch[], on: readonly Stretch[], { music, idle }: OwnTime): Report {
  const medianOf = (stretch: Stretch) => median(stretch.frames);
  // Each stretch with music lies between two without.
  const differences = on.map((stretch, i) => medianOf(stretch) - (medianOf(off[i]!) + medianOf(off[i + 1]!)) / 2);
  const ofOff = off.slice(1).map((stretch, i) => Math.abs(medianOf(stretch) - medianOf(off[i]!)));
  const difference = rounded(median(differences));
  const offSpread = rounded(percentile(ofOff, 0.9));
  const sum = (stretches: readonly Stretch[], part: string) =>
    Math.round(stretches.reduce((total, { longMs }) => total + (longMs[part] ?? 0), 0) / stretches.length);
  const longFrameMs = (stretches: readonly Stretch[]) =>
    Object.fromEntries(['music', 'game', 'phaser', 'browser'].map((part) => [part, sum(stretches, part)]));
  const figures = {
    frameMs: { off: spread(off.flatMap(({ frames: all }) => all)), on: spread(on.flatMap(({ frames: all }) => all)) },
    pairs: on.length,
    medianDifferenceMs: difference,
    offOffSpreadMs: offSpread,
    ownMsPerFrame: spread(music),
    idleWallMsPerFrame: spread(idle),
    longFrameMsPerStretch: { off: longFrameMs(off), on: longFrameMs(on) },
  };
  const missed = [
    ...(Math.abs(difference) > offSpread
      ? [`music moves the median frame by ${difference} ms; without music it moves by ${offSpread} ms of itself`]
      : []),
    ...(figures.ownMsPerFrame.p99 > MOST_OWN_MS
      ? [`the music takes ${figures.ownMsPerFrame.p99} ms of a frame at p99; ${MOST_OWN_MS} at most`]
      : []),
  ];
  const line = (name: string, { p50, p95, p99 }: { p50: number; p95: number; p99: number }) =>
    `${name.padEnd(48)} p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
  const lines = [
    line('frames without music', figures.frameMs.off),
    line('frames with music', figures.frameMs.on),
    line("music's own main-thread time a frame", figures.ownMsPerFrame),
    line(`a loop of ${IDLE_MS} ms that does nothing, on the wall`, figures.idleWallMsPerFrame),
    `median difference ${difference} ms over ${on.length} pairs; between stretches without music ${offSpread} ms (nine in ten)`,
    `long frames, ms of script in ${STRETCH} s: off ${JSON.stringify(figures.longFrameMsPerStretch.off)}, on ${JSON.stringify(figures.longFrameMsPerStretch.on)}`,
  ];
  return { figures, lines, missed };
}
