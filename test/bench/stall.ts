/** A page that stands still, and a slow machine: whether the music is late, has gaps, or loses its beat. Measured at the game's own output in a real Chromium. */

import type { Browser, Page } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { SLICES } from '../../plugin/music/background-tasks.ts';
import { launchChromium } from '../helper/chromium.ts';
import { begin, longestGap, type ServedTestPage, serveTestPage } from '../helper/served-test-page.ts';
import { percentile, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';
import { type TraceEvent, traced } from './trace.ts';

declare global {
  interface Window {
    onsets: number[];
    /** Lengths of turns that only wait, in ms. */
    turns: number[];
  }
}

/** Longest silence that 1.5 s of a blocked page may leave. */
const MOST_GAP_MS = 100;
/** How far a beat may lie off its grid after that. */
const MOST_OFF_MS = 5;
/** Longest stretch in which the score has a note begin and a slowed page is silent. */
const MOST_UNHEARD_MS = 100;
/** Longest that the n-gram model may hold up the page's thread, where there is no worker, by the thread's own clock. */
const MOST_SLICE_MS = 4;
const REROLLS = 45;
const SLOWED_SECONDS = 60;

interface Health {
  readonly lateNotes: number;
  readonly now: number;
}

const health = (page: Page): Promise<Health> =>
  page.evaluate(() => ({
    lateNotes: window.stage.soundtrack.inspect()!.health.lateNotes,
    now: window.stage.now(),
  }));

/** Blocks the page and looks at the seconds around it. */
async function blocked(page: Page, ms: number) {
  const before = await health(page);
  await page.evaluate((length) => window.stage.block(length), ms);
  await page.waitForTimeout(4000);
  const after = await health(page);
  const { peaks, beats } = await page.evaluate((from) => {
    const { inspect } = window.stage.soundtrack;
    const bars = inspect.call(window.stage.soundtrack)!.bars.map(({ timed }) => [timed.time, timed.duration] as const);
    return { peaks: window.stage.peaks.filter(([time]) => time >= from - 1), beats: bars };
  }, before.now);
  const bars = [...beats].sort(([a], [b]) => a - b);
  const off = bars.slice(1).map(([time], i) => Math.abs(time - (bars[i]![0] + bars[i]![1])) * 1000);
  return {
    lateNotes: after.lateNotes - before.lateNotes,
    gapMs: rounded(longestGap(peaks, before.now, before.now + ms / 1000 + 2) * 1000, 0),
    offGridMs: rounded(Math.max(0, ...off)),
  };
}

/** Keeps when notes of the score begin to sound, on the audio clock. */
async function keepNotes(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.onsets = [];
    window.stage.soundtrack.on('note', ({ time, velocity }) => {
      if (velocity > 0.3) window.onsets.push(time);
    });
  });
}

/** Longest time from the start of a note to the first sound at the output, in ms; 0 if there are no notes. */
function unheard(onsets: readonly number[], peaks: readonly (readonly [number, number])[]): number {
  const last = peaks.at(-1)?.[0] ?? 0;
  let longest = 0;
  for (const onset of onsets) {
    if (onset > last - 1) continue;
    const heard = peaks.find(([time, peak]) => time >= onset && peak > 0.002)?.[0] ?? last;
    longest = Math.max(longest, heard - onset);
  }
  return rounded(longest * 1000, 0);
}

async function slowed(page: Page, rate: number) {
  const session = await page.context().newCDPSession(page);
  const before = await health(page);
  await keepNotes(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  await page.waitForTimeout(SLOWED_SECONDS * 1000);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const after = await health(page);
  const { peaks, onsets } = await page.evaluate(
    (from) => ({ peaks: window.stage.peaks.filter(([time]) => time >= from), onsets: window.onsets }),
    before.now,
  );
  return {
    lateNotes: after.lateNotes - before.lateNotes,
    notes: onsets.length,
    unheardMs: unheard(onsets, peaks),
    silenceMs: rounded(longestGap(peaks, before.now, peaks.at(-1)![0]) * 1000, 0),
  };
}

/** Runs in the page: holds it for half a millisecond, again and again, and keeps how long each turn took. It makes no garbage: what takes longer is the machine's doing. */
function turnIdly(): void {
  window.turns = [];
  const turn = () => {
    const begun = performance.now();
    let spent = 0;
    while (spent < 0.5) spent = performance.now() - begun;
    window.turns.push(spent);
    setTimeout(turn, 4);
  };
  turn();
}

/** The timers that were set to the pause before a slice, with the microtasks that follow them. */
function sliceTimers(events: readonly TraceEvent[]): TraceEvent[] {
  const ids = new Set<number | undefined>();
  return events.filter(({ name, args }) => {
    const id = args?.data?.timerId;
    if (name === 'TimerInstall' && args?.data?.timeout === SLICES.fallback.pause) ids.add(id);
    return name === 'TimerFire' && ids.delete(id);
  });
}

/**
 * Where there is no worker, the n-gram model writes on the page's thread, in slices. Looked at when the game has started:
 * before that the browser compiles and decodes.
 */
async function workerless(stage: ServedTestPage, browser: Browser) {
  const page = await stage.open(browser, {
    soundtrack: { seed: 'slices', start: 'battle' },
    before: () => void Reflect.deleteProperty(window, 'Worker'),
  });
  await begin(page);
  await page.waitForTimeout(8000);
  // A phrase anew drops the next one in hand, and the one after it: some hundred slices.
  const events = await traced(page, 'devtools.timeline', /^Timer(Install|Fire)$/, async () => {
    for (let i = 0; i < REROLLS; i++) {
      await page.evaluate(() => void window.stage.soundtrack.reroll());
      await page.waitForTimeout(600);
    }
  });
  // The same stretch of time again, with turns that do nothing, while the music goes on.
  await page.evaluate(turnIdly);
  await page.waitForTimeout(REROLLS * 600);
  const turns = await page.evaluate(() => window.turns);
  await page.context().close();
  const reported = (all: readonly number[]) => {
    const ms = (share: number) => rounded(percentile(all, share));
    return { count: all.length, p50Ms: ms(0.5), p99Ms: ms(0.99), p999Ms: ms(0.999), longestMs: ms(1) };
  };
  const timers = sliceTimers(events);
  const length = (of: 'dur' | 'tdur') => reported(timers.map((timer) => (timer[of] ?? 0) / 1000));
  return { slices: length('tdur'), onTheWall: length('dur'), idleOnTheWall: reported(turns) };
}

export const stall: Topic = {
  summary: 'whether a blocked page or a slow machine is heard: late notes, gaps, the beat',
  long: true,
  async measure({ rounds }) {
    const stage = await serveTestPage();
    const browser = await launchChromium();
    const progress = progressLine('stall', rounds * 2 + 1);
    const short: Awaited<ReturnType<typeof blocked>>[] = [];
    const long: typeof short = [];
    try {
      const page = await stage.open(browser, { soundtrack: { seed: 'stall', start: 'battle' } });
      await begin(page);
      await page.waitForTimeout(8000);
      const resting = await page.evaluate(() => window.stage.peaks.slice(-800));
      const restMs = rounded(longestGap(resting, resting[0]![0], resting.at(-1)![0]) * 1000, 0);
      for (let round = 0; round < rounds; round++) {
        short.push(await blocked(page, 350));
        progress.update(round * 2 + 1);
        long.push(await blocked(page, 1500));
        progress.update(round * 2 + 2);
      }
      const slow = await slowed(page, 6);
      await page.context().close();
      const withoutWorker = await workerless(stage, browser);
      const { slices, onTheWall, idleOnTheWall } = withoutWorker;
      progress.finish();
      const worst = (key: 'lateNotes' | 'gapMs' | 'offGridMs', of: typeof short) =>
        Math.max(...of.map((one) => one[key]));
      const lateShort = worst('lateNotes', short);
      const gapLong = worst('gapMs', long);
      const off = worst('offGridMs', long);
      const missed = [
        ...(lateShort > 0 ? [`350 ms of blocked page make ${lateShort} late notes; none allowed`] : []),
        ...(gapLong > MOST_GAP_MS + restMs
          ? [`1.5 s of blocked page leave a gap of ${gapLong} ms; ${MOST_GAP_MS} at most beside rests of ${restMs}`]
          : []),
        ...(off > MOST_OFF_MS ? [`after 1.5 s the beat is ${off} ms off its grid; ${MOST_OFF_MS} at most`] : []),
        ...(slow.unheardMs > MOST_UNHEARD_MS
          ? [`slowed six times a note is waited for ${slow.unheardMs} ms; ${MOST_UNHEARD_MS} at most`]
          : []),
        ...(slices.p999Ms > MOST_SLICE_MS
          ? [
              `without a worker the page is held up for ${slices.p999Ms} ms in one slice of a thousand; ${MOST_SLICE_MS} at most`,
            ]
          : []),
      ];
      return {
        figures: { restMs, blocked350: short, blocked1500: long, slowed6: slow, withoutWorker },
        lines: [
          `350 ms blocked: ${lateShort} late notes; 1.5 s: gap ${gapLong} ms (rests of its own ${restMs}), beat ${off} ms off`,
          `page slowed six times for ${SLOWED_SECONDS} s (the worker and the audio thread are not): of ${slow.notes} notes none is waited for longer than ${slow.unheardMs} ms, ${slow.lateNotes} handed over late`,
          `without a worker, by the thread's clock: ${slices.count} slices, p50 ${slices.p50Ms} ms, p99 ${slices.p99Ms}, one in a thousand over ${slices.p999Ms}, at most ${slices.longestMs}`,
          `the same on the wall, beside turns that only count: p99 ${onTheWall.p99Ms} and ${idleOnTheWall.p99Ms} ms, one in a thousand over ${onTheWall.p999Ms} and ${idleOnTheWall.p999Ms}, at most ${onTheWall.longestMs} and ${idleOnTheWall.longestMs}`,
        ],
        missed,
      };
    } finally {
      await browser.close();
      await stage.close();
    }
  },
};
