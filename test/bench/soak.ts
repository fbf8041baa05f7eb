/**
 * Long play at random signals and moods. First an hour in Node, many times faster than real time, where every note is
 * seen; then real minutes in Chromium, where what the page holds is counted. `--rounds` is the number of those minutes,
 * five at least.
 */

import type { CDPSession } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { createNgramModel, random } from '../../plugin/headless.ts';
import { brokenRules } from '../helper/chaos.ts';
import { launchChromium } from '../helper/chromium.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { serveStage } from '../helper/served-stage.ts';
import { rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const HOUR = 3600;
const LEAST_MINUTES = 5;
const MOODS = ['forest', 'battle', 'village', 'cave', 'boss', 'calm'] as const;
/** Games that are made and ended, one after the other. */
const LIVES = 20;
/** Growth of the page's heap after the first two minutes that is allowed. */
const MOST_GROWTH_MB = 2;

async function hour(told: (share: number) => void) {
  const fallback = createNgramModel();
  const chance = random('soak');
  const show = rehearse({ soundtrack: { seed: 'soak', start: 'forest' }, source: { composer: fallback, fallback } });
  show.conductor.start();
  let empty = 0;
  for (let time = 0; time < HOUR; ) {
    time += 2 + chance.next() * 28;
    await show.playTo(time, 0.1);
    show.conductor.signal('danger', chance.next());
    if (chance.next() < 0.4) show.conductor.mood(MOODS[chance.int(MOODS.length)]!);
    const { inHand, mood, bars } = show.conductor.snapshot();
    if (!inHand.includes(mood) && bars.length === 0) empty++;
    told(time / HOUR);
  }
  const notes = show.bars().flatMap((bar) => bar.parts.flatMap((part) => part.notes));
  const longest = notes.reduce((most, { duration }) => Math.max(most, duration), 0);
  return {
    bars: show.bars().length,
    notes: notes.length,
    longestNoteSeconds: Math.round(longest * 100) / 100,
    emptyQueues: empty,
    broken: brokenRules(show.calls(), show.now()),
    warnings: show.warnings.length,
  };
}

/** Audio nodes made and gone, as the browser tells. */
async function countNodes(session: CDPSession): Promise<() => number> {
  let live = 0;
  session.on('WebAudio.audioNodeCreated', () => void live++);
  session.on('WebAudio.audioNodeWillBeDestroyed', () => void live--);
  await session.send('WebAudio.enable');
  return () => live;
}

async function minutes(count: number, told: (done: number) => void) {
  const stage = await serveStage();
  const browser = await launchChromium();
  try {
    const page = await stage.open(browser, { soundtrack: { seed: 'soak', start: 'forest' } });
    const session = await page.context().newCDPSession(page);
    const live = await countNodes(session);
    await session.send('Performance.enable');
    await page.mouse.click(80, 60);
    await page.waitForFunction(() => window.stage.told.some(({ name }) => name === 'phrase'));
    const chance = random('soak/page');
    const readings: Record<string, number>[] = [];
    for (let minute = 1; minute <= count; minute++) {
      for (let i = 0; i < 6; i++) {
        const mood = MOODS[chance.int(MOODS.length)]!;
        await page.evaluate(({ to, danger }) => void window.stage.soundtrack.mood(to).signal('danger', danger), {
          to: mood,
          danger: chance.next(),
        });
        await page.waitForTimeout(10_000);
      }
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(300);
      const { metrics } = await session.send('Performance.getMetrics');
      const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
      const { voices, lateNotes, queue, errors } = await page.evaluate(() => {
        const seen = window.stage.soundtrack.inspect()!;
        return {
          voices: seen.sound!.voices,
          lateNotes: seen.health.lateNotes,
          queue: seen.queue.filter(({ state }) => state === 'none').length,
          errors: window.stage.told.filter(({ name }) => name === 'error' || name === 'degraded').length,
        };
      });
      readings.push({
        minute,
        nodes: live(),
        heapMB: Math.round(metric('JSHeapUsedSize') / 1e4) / 100,
        listeners: metric('JSEventListeners'),
        voices,
        lateNotes,
        emptyQueues: queue,
        trouble: errors,
      });
      told(minute);
    }
    return readings;
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** Ends the game and begins another, again and again; counts what there is while each plays. */
async function lives(count: number) {
  const stage = await serveStage();
  const browser = await launchChromium();
  try {
    const page = await stage.open(browser, { soundtrack: { seed: 'lives', start: 'battle' } });
    const session = await page.context().newCDPSession(page);
    const live = await countNodes(session);
    await session.send('Performance.enable');
    const readings: { nodes: number; listeners: number; workers: number; heapMB: number }[] = [];
    for (let life = 1; life <= count; life++) {
      await page.waitForFunction(() => window.stage !== undefined);
      // The page may sound since its first click, but every context is a new one.
      await page.mouse.click(80, 60);
      await page.waitForFunction(() => window.stage.told.some(({ name }) => name === 'phrase'));
      await page.waitForTimeout(1000);
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(200);
      const { metrics } = await session.send('Performance.getMetrics');
      const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
      readings.push({
        nodes: live(),
        listeners: metric('JSEventListeners'),
        workers: page.workers().length,
        heapMB: rounded(metric('JSHeapUsedSize') / 1e6),
      });
      if (life < count) await page.evaluate(() => window.stage.renew());
    }
    return readings;
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** By how much a count grows in each reading, by least squares, and the error of that. */
function trend(values: readonly number[]): { readonly slope: number; readonly error: number } {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  const slope = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / spread;
  const left = values.reduce((sum, value, i) => sum + (value - mean - slope * (i - middle)) ** 2, 0);
  return { slope: rounded(slope, 3), error: rounded(Math.sqrt(left / Math.max(1, n - 2) / spread), 3) };
}

export const soak: Topic = {
  summary: 'an hour of random play offline, and minutes in Chromium: nodes, listeners and heap do not grow',
  long: true,
  async measure({ rounds }) {
    const length = Math.max(LEAST_MINUTES, rounds);
    const progress = progressLine('soak', 100);
    const offline = await hour((share) => progress.update(Math.round(share * 50)));
    const page = await minutes(length, (done) => progress.update(50 + Math.round((40 * done) / length)));
    const games = await lives(LIVES);
    progress.finish();
    const [, first] = games;
    const final = games.at(-1)!;
    const trends = {
      nodes: trend(page.slice(1).map(({ nodes }) => nodes!)),
      heapMB: trend(page.slice(1).map(({ heapMB }) => heapMB!)),
      listeners: trend(page.slice(1).map(({ listeners }) => listeners!)),
    };
    const [, warm] = page;
    const last = page.at(-1)!;
    const growthMB = Math.round((last.heapMB! - warm!.heapMB!) * 100) / 100;
    const missed = [
      ...(offline.broken === null ? [] : [`an hour offline breaks a rule: ${offline.broken}`]),
      ...(offline.emptyQueues > 0 ? [`offline the queue was empty ${offline.emptyQueues} times`] : []),
      ...(growthMB > MOST_GROWTH_MB ? [`the heap grew by ${growthMB} MB after warm-up`] : []),
      ...(last.listeners! > warm!.listeners! ? [`listeners grew from ${warm!.listeners} to ${last.listeners}`] : []),
      ...(page.some(({ emptyQueues }) => emptyQueues! > 0) ? ['a mood had no phrase in hand, and none on order'] : []),
      ...(['nodes', 'listeners', 'workers'] as const)
        .filter((name) => final[name] > first![name] * 1.2)
        .map((name) => `after ${LIVES} games there are ${final[name]} ${name}; after two there were ${first![name]}`),
      ...(last.nodes! > warm!.nodes! * 1.5 ? [`audio nodes grew from ${warm!.nodes} to ${last.nodes}`] : []),
    ];
    return {
      figures: { offline, page, growthMB, trends, games },
      lines: [
        `an hour offline: ${offline.bars} bars, ${offline.notes} notes, longest ${offline.longestNoteSeconds} s, queue empty ${offline.emptyQueues} times`,
        ...page.map((reading) => JSON.stringify(reading)),
        `trend a minute: ${JSON.stringify(trends)}`,
        `games made and ended: after two ${JSON.stringify(first)}, after ${LIVES} ${JSON.stringify(final)}`,
      ],
      missed,
    };
  },
};
