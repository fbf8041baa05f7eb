/**
 * Long play at random signals and moods. First an hour in Node, many times faster than real time, where every note is
 * seen; then real minutes in Chromium, where what the page holds is counted. `--rounds` is the number of those minutes,
 * five at least.
 */

import type { Game } from 'phaser';
import type { Page } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { createNgramModel, random } from '../../plugin/internal.ts';
import { brokenRules } from '../helper/chaos.ts';
import { launchChromium } from '../helper/chromium.ts';
import { type Count, counting, heapOf, keepTimers } from '../helper/page-counts.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { serveTestPage } from '../helper/served-test-page.ts';
import { rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const HOUR = 3600;
const LEAST_MINUTES = 5;
const MOODS = ['forest', 'battle', 'village', 'cave', 'boss', 'calm'] as const;
/** Games that are made and ended, one after the other. */
const LIVES = 20;
/** Growth of the page's heap after the first two minutes that is allowed. */
const MOST_GROWTH_MB = 2;
/** Decoded samples that are held when one mood has played for a minute, in MB: the sample cache's limit. */
const MOST_RESTING_MB = 64;

async function hour(reported: (share: number) => void) {
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
    reported(time / HOUR);
  }
  const notes = show.bars().flatMap((bar) => bar.parts.flatMap((part) => part.notes));
  const longest = notes.reduce((most, { duration }) => Math.max(most, duration), 0);
  return {
    bars: show.bars().length,
    notes: notes.length,
    longestNoteSeconds: rounded(longest),
    emptyQueues: empty,
    broken: brokenRules(show.calls(), show.now()),
    warnings: show.warnings.length,
  };
}

/** Real minutes of one game. */
async function minutes(count: number, reported: (done: number) => void) {
  const stage = await serveTestPage();
  const browser = await launchChromium();
  try {
    const soundtrack = { seed: 'soak', start: 'forest' };
    const page = await stage.open(browser, { soundtrack, before: keepTimers });
    const take = await counting(page);
    await page.mouse.click(80, 60);
    await page.waitForFunction(() => window.stage.reported.some(({ name }) => name === 'phrase'));
    const chance = random('soak/page');
    const readings: (Count & Record<'minute' | 'samplesMB' | 'lateNotes' | 'emptyQueues' | 'trouble', number>)[] = [];
    for (let minute = 1; minute <= count; minute++) {
      for (let i = 0; i < 6; i++) {
        const mood = MOODS[chance.int(MOODS.length)]!;
        await page.evaluate(({ to, danger }) => void window.stage.soundtrack.mood(to).signal('danger', danger), {
          to: mood,
          danger: chance.next(),
        });
        await page.waitForTimeout(10_000);
      }
      const seen = await page.evaluate(() => {
        const { health, queue, sound } = window.stage.soundtrack.inspect()!;
        return {
          samplesMB: Math.round(sound!.samplesMB),
          lateNotes: health.lateNotes,
          emptyQueues: queue.filter(({ state }) => state === 'none').length,
          trouble: window.stage.reported.filter(({ name }) => name === 'error' || name === 'degraded').length,
        };
      });
      readings.push({ minute, ...(await take()), ...seen });
      reported(minute);
    }
    await page.evaluate(() => void window.stage.soundtrack.mood('forest'));
    await page.waitForTimeout(60_000);
    const restingMB = rounded(await page.evaluate(() => window.stage.soundtrack.inspect()!.sound!.samplesMB));
    return { readings, restingMB };
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** Ends the game and begins another, again and again; counts what there is while each plays. */
async function lives(count: number) {
  const stage = await serveTestPage();
  const browser = await launchChromium();
  try {
    const page = await stage.open(browser, { soundtrack: { seed: 'lives', start: 'battle' }, before: keepTimers });
    const take = await counting(page);
    const readings: Count[] = [];
    for (let life = 1; life <= count; life++) {
      await page.waitForFunction(() => window.stage !== undefined);
      // The page may sound since its first click, but every context is a new one.
      await page.mouse.click(80, 60);
      await page.waitForFunction(() => (window.stage.soundtrack.inspect()?.health.tensors ?? 0) > 0);
      await page.waitForFunction(() => window.stage.reported.some(({ name }) => name === 'phrase'));
      await page.waitForTimeout(1000);
      readings.push(await take());
      if (life < count) await page.evaluate(() => window.stage.renew());
    }
    return { readings, bareMB: await bareGames(page, count) };
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** How much a game without music leaves in the heap, in MB: the same as often, after the last one with. */
async function bareGames(page: Page, count: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const play = (times: number) =>
    page.evaluate(async (games) => {
      const Game = window.stage.game.constructor as new (config: object) => Game;
      for (let i = 0; i < games; i++) {
        const game = new Game({ type: 1, width: 160, height: 120, banner: false, scene: [{ key: 'Only' }] });
        await new Promise<void>((done) => void game.events.once('ready', done));
        await new Promise((done) => setTimeout(done, 500));
        const gone = new Promise<void>((done) => void game.events.once('destroy', done));
        game.destroy(true);
        await gone;
      }
    }, times);
  await play(2);
  const { heapMB: before } = await heapOf(page, session);
  await play(count);
  const { heapMB: after } = await heapOf(page, session);
  return rounded((after - before) / count, 3);
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

/** What may not grow while one game plays, and what twenty games may not leave behind, with how many more are chance. */
const CONSTANT = { timers: 3, workers: 0, tensors: 0, contexts: 0 } as const;
const LEFT = { ...CONSTANT, buffers: 2, fixedNodes: 0 } as const;
/** Nodes and listeners may differ by this factor between two readings, because voices come and go. */
const MOST_TIMES = 1.5;
/** What a game may leave in the heap beside what one without music leaves, in MB. */
const MOST_LEFT_MB = 0.1;

/** One line for each count that grew by more than is allowed. */
function grown(
  from: Count,
  to: Count,
  allowed: Readonly<Partial<Record<keyof Count, number>>>,
  when: string,
): string[] {
  return (Object.entries(allowed) as [keyof Count, number][])
    .filter(([name, more]) => to[name] > from[name] + more)
    .map(([name]) => `${when} ${name} grew from ${from[name]} to ${to[name]}`);
}

function multiplied(from: Count, to: Count, names: readonly (keyof Count)[], when: string): string[] {
  return names
    .filter((name) => to[name] > from[name] * MOST_TIMES)
    .map((name) => `${when} ${name} grew from ${from[name]} to ${to[name]}`);
}

export const soak: Topic = {
  summary:
    'an hour of random play offline, minutes in Chromium, twenty games: nodes, timers, tensors and heap do not grow',
  long: true,
  async measure({ rounds }) {
    const length = Math.max(LEAST_MINUTES, rounds);
    const progress = progressLine('soak', 100);
    const offline = await hour((share) => progress.update(Math.round(share * 50)));
    const { readings: page, restingMB } = await minutes(length, (done) =>
      progress.update(50 + Math.round((40 * done) / length)),
    );
    const { readings: games, bareMB } = await lives(LIVES);
    progress.finish();
    const [, first] = games;
    const final = games.at(-1)!;
    const [, warm] = page;
    const last = page.at(-1)!;
    const names = ['nodes', 'heapMB', 'listeners', 'timers', 'tensors'] as const;
    const trends = Object.fromEntries(names.map((name) => [name, trend(page.slice(1).map((each) => each[name]))]));
    const leftMB = trend(games.slice(1).map(({ heapMB }) => heapMB)).slope;
    const growthMB = rounded(last.heapMB - warm!.heapMB);
    const missed = [
      ...(offline.broken === null ? [] : [`an hour offline breaks a rule: ${offline.broken}`]),
      ...(offline.emptyQueues > 0 ? [`offline the queue was empty ${offline.emptyQueues} times`] : []),
      ...(growthMB > MOST_GROWTH_MB ? [`the heap grew by ${growthMB} MB after warm-up`] : []),
      ...(restingMB > MOST_RESTING_MB
        ? [`after a minute of one mood ${restingMB} MB of samples are held; ${MOST_RESTING_MB} at most`]
        : []),
      ...grown(warm!, last, CONSTANT, `in ${length} minutes`),
      ...multiplied(warm!, last, ['nodes', 'listeners', 'gains'], `in ${length} minutes`),
      ...(last.trouble > 0 ? [`the page reported trouble ${last.trouble} times`] : []),
      ...(last.tensors === 0 ? ['the network did not write'] : []),
      ...(page.some(({ emptyQueues }) => emptyQueues > 0) ? ['a mood had no phrase in hand, and none on order'] : []),
      ...grown(first!, final, LEFT, `from the second game to number ${LIVES}`),
      ...multiplied(first!, final, ['heldNodes', 'listeners'], `from the second game to number ${LIVES}`),
      ...(leftMB > bareMB + MOST_LEFT_MB
        ? [`a game leaves ${leftMB} MB in the heap, one without music ${bareMB}`]
        : []),
    ];
    return {
      figures: { offline, page, restingMB, growthMB, trends, games, leftMB, bareMB },
      lines: [
        `an hour offline: ${offline.bars} bars, ${offline.notes} notes, longest ${offline.longestNoteSeconds} s, queue empty ${offline.emptyQueues} times`,
        ...page.map((reading) => JSON.stringify(reading)),
        `samples held after a minute of one mood: ${restingMB} MB`,
        `trend a minute: ${JSON.stringify(trends)}`,
        `games made and ended: after two ${JSON.stringify(first)}, after ${LIVES} ${JSON.stringify(final)}`,
        `a game leaves ${leftMB} MB in the heap, one without music ${bareMB}`,
      ],
      missed,
    };
  },
};
