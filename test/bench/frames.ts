/**
 * What the music costs the game's frames: the demo's wood in a real Chromium, stretches with the music on and off in
 * turns, so that a slower minute of the machine slows both alike. One stretch more is profiled: the time that plugin and
 * Tone take of the main thread is summed over windows as long as a frame at 60 Hz, whatever the frames themselves do.
 */

import type { CDPSession, Page } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { Player } from '../e2e/player.ts';
import { launchChromium, NAMES_IN_PAGES } from '../helper/chromium.ts';
import { serveDemo } from '../helper/served-demo.ts';
import type { Report, Topic } from './topic.ts';

/** Seconds of a stretch. */
const STRETCH = 20;
const PAIRS_A_ROUND = 4;
/** A frame at 60 Hz, in microseconds. */
const FRAME_US = 1e6 / 60;
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

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Milliseconds that code called by the plugin or by Tone took of each window as long as a frame. */
async function ownTime(page: Page, session: CDPSession): Promise<number[]> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await page.waitForTimeout(STRETCH * 1000);
  const { profile } = (await session.send('Profiler.stop')) as unknown as { profile: Profile };
  const own = new Set<number>();
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const mark = (id: number, within: boolean) => {
    const node = byId.get(id)!;
    const inside = within || partOf(node.callFrame.url) === 'music';
    if (inside) own.add(id);
    for (const child of node.children ?? []) mark(child, inside);
  };
  mark(profile.nodes[0]!.id, false);
  const windows: number[] = [];
  let time = 0;
  profile.samples?.forEach((id, i) => {
    time += profile.timeDeltas![i]!;
    const window = Math.max(0, Math.floor(time / FRAME_US));
    while (windows.length <= window) windows.push(0);
    // A sample stands for the time until the next one.
    if (own.has(id)) windows[window]! += (profile.timeDeltas![i + 1] ?? 0) / 1000;
  });
  return windows;
}

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
const round = (value: number) => Math.round(value * 100) / 100;
const spread = (frames: readonly number[]) => ({
  p50: round(at(frames, 0.5)),
  p95: round(at(frames, 0.95)),
  p99: round(at(frames, 0.99)),
});

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
      const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
      await page.addInitScript(NAMES_IN_PAGES);
      await page.goto(demo.url);
      await new Player(page).arrive(['Title'], 60_000);
      await page.mouse.click(320, 180);
      await page.keyboard.press('Enter');
      await new Player(page).arrive(['Forest'], 60_000);
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
      await setMusic(page, true);
      const own = await ownTime(page, await page.context().newCDPSession(page));
      progress.finish();
      return report(off, on, own);
    } finally {
      await browser.close();
      await demo.close();
    }
  },
};

function report(off: readonly Stretch[], on: readonly Stretch[], own: readonly number[]): Report {
  const medianOf = (stretch: Stretch) => at(stretch.frames, 0.5);
  // Each stretch with music lies between two without.
  const differences = on.map((stretch, i) => medianOf(stretch) - (medianOf(off[i]!) + medianOf(off[i + 1]!)) / 2);
  const ofOff = off.slice(1).map((stretch, i) => Math.abs(medianOf(stretch) - medianOf(off[i]!)));
  const difference = round(at(differences, 0.5));
  const offSpread = round(at(ofOff, 0.9));
  const sum = (stretches: readonly Stretch[], part: string) =>
    Math.round(stretches.reduce((total, { longMs }) => total + (longMs[part] ?? 0), 0) / stretches.length);
  const longFrameMs = (stretches: readonly Stretch[]) =>
    Object.fromEntries(['music', 'game', 'phaser', 'browser'].map((part) => [part, sum(stretches, part)]));
  const figures = {
    frameMs: { off: spread(off.flatMap(({ frames: all }) => all)), on: spread(on.flatMap(({ frames: all }) => all)) },
    pairs: on.length,
    medianDifferenceMs: difference,
    offOffSpreadMs: offSpread,
    ownMsPerFrame: { p50: round(at(own, 0.5)), p95: round(at(own, 0.95)), p99: round(at(own, 0.99)) },
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
    `${name.padEnd(34)} p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
  const lines = [
    line('frames without music', figures.frameMs.off),
    line('frames with music', figures.frameMs.on),
    line("music's own main-thread time a frame", figures.ownMsPerFrame),
    `median difference ${difference} ms over ${on.length} pairs; between stretches without music ${offSpread} ms (nine in ten)`,
    `long frames, ms of script in ${STRETCH} s: off ${JSON.stringify(figures.longFrameMsPerStretch.off)}, on ${JSON.stringify(figures.longFrameMsPerStretch.on)}`,
  ];
  return { figures, lines, missed };
}
