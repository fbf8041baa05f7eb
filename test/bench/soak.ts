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
import type { Topic } from './topic.ts';

const HOUR = 3600;
const LEAST_MINUTES = 5;
const MOODS = ['forest', 'battle', 'village', 'cave', 'boss', 'calm'] as const;
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

export const soak: Topic = {
  summary: 'an hour of random play offline, and minutes in Chromium: nodes, listeners and heap do not grow',
  long: true,
  async measure({ rounds }) {
    const length = Math.max(LEAST_MINUTES, rounds);
    const progress = progressLine('soak', 100);
    const offline = await hour((share) => progress.update(Math.round(share * 50)));
    const page = await minutes(length, (done) => progress.update(50 + Math.round((50 * done) / length)));
    progress.finish();
    const [, warm] = page;
    const last = page.at(-1)!;
    const growthMB = Math.round((last.heapMB! - warm!.heapMB!) * 100) / 100;
    const missed = [
      ...(offline.broken === null ? [] : [`an hour offline breaks a rule: ${offline.broken}`]),
      ...(offline.emptyQueues > 0 ? [`offline the queue was empty ${offline.emptyQueues} times`] : []),
      ...(growthMB > MOST_GROWTH_MB ? [`the heap grew by ${growthMB} MB after warm-up`] : []),
      ...(last.listeners! > warm!.listeners! ? [`listeners grew from ${warm!.listeners} to ${last.listeners}`] : []),
      ...(last.nodes! > warm!.nodes! * 1.5 ? [`audio nodes grew from ${warm!.nodes} to ${last.nodes}`] : []),
    ];
    return {
      figures: { offline, page, growthMB },
      lines: [
        `an hour offline: ${offline.bars} bars, ${offline.notes} notes, longest ${offline.longestNoteSeconds} s, queue empty ${offline.emptyQueues} times`,
        ...page.map((reading) => JSON.stringify(reading)),
      ],
      missed,
    };
  },
};
