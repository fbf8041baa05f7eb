/**
 * What the overlay costs: the demo's wood in a real Chromium, profiled with each tab open in turn, and closed. The time of
 * its own scripts, and of what they call, is summed over windows as long as a frame at 60 Hz; what the browser does for it
 * (styles, layout) is reported separately. The music plays, but the game's own drawing stands still: a browser that draws in
 * software comes to 15 frames a second with it, and what is measured then is how long the overlay waited for a core.
 */

import type { Page } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { launchChromium } from '../helper/chromium.ts';
import { serveDemo } from '../helper/served-demo.ts';
import { intoTheWood } from './forest.ts';
import { ownTime } from './own-time.ts';
import { rounded, spread } from './statistics.ts';
import type { Topic } from './topic.ts';

/** Seconds a tab a round. */
const STRETCH = 8;
const TABS = ['Now', 'Roll', 'Signals', 'Tune', 'Feel', 'Why', 'Health', 'Out'] as const;
/** Milliseconds of a frame that are promised, at the 95th percentile. */
const MOST_MS = 2;
const MOST_ROLL_MS = 1;
const PANEL = '[data-soundtrack-overlay] .panel';

/** The overlay is a chunk of its own, and the roll within it another. */
const PARTS = {
  output: {
    codeSplitting: {
      groups: [
        // Groups take along what they need, so what the game plays with is taken first.
        { name: 'music', test: /\/plugin\/(?!overlay)/, priority: 3 },
        { name: 'roll', priority: 2, test: /\/overlay\/(roll|panels\/roll)/ },
        { name: 'overlay', priority: 1, test: /\/overlay\/|tweakpane/ },
      ],
    },
  },
};

/** Milliseconds of styles and layout a second, of the whole page. */
async function browserWork(page: Page, seconds: number): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return of('LayoutDuration') + of('RecalcStyleDuration');
  };
  const before = await read();
  return async () => {
    const spent = ((await read()) - before) * 1000;
    await session.detach();
    return rounded(spent / seconds);
  };
}

/** A round looks at every tab for eight seconds, and as long at the game without the overlay. */
export const overlay: Topic = {
  summary: 'what the overlay takes of a frame, tab by tab, and what the roll does',
  long: true,
  async measure({ rounds }) {
    const demo = await serveDemo(PARTS);
    const browser = await launchChromium();
    const seconds = STRETCH * rounds;
    const progress = progressLine('overlay', TABS.length + 1);
    const ms: Record<string, ReturnType<typeof spread>> = {};
    const stylesMsPerSecond: Record<string, number> = {};
    let roll: ReturnType<typeof spread> | null = null;
    try {
      const page = await intoTheWood(browser, demo.url, { width: 640, height: 400 });
      const watch = async (name: string) => {
        const work = await browserWork(page, seconds);
        ms[name] = spread(await ownTime(page, seconds, (url) => /assets\/(overlay|roll)-/.test(url)));
        stylesMsPerSecond[name] = await work();
        progress.update(Object.keys(ms).length);
      };
      await page.evaluate(() => window.game.loop.sleep());
      await page.keyboard.press('Backquote');
      await page.locator(PANEL).waitFor();
      for (const tab of TABS) {
        await page.locator(PANEL).getByRole('tab', { name: tab }).click();
        await page.waitForTimeout(500);
        await watch(tab);
        if (tab === 'Roll') roll = spread(await ownTime(page, seconds, (url) => /assets\/roll-/.test(url)));
      }
      await page.keyboard.press('Backquote');
      await page.locator(PANEL).waitFor({ state: 'detached' });
      await page.waitForTimeout(500);
      await watch('closed');
      progress.finish();
    } finally {
      await browser.close();
      await demo.close();
    }
    const missed = [
      ...TABS.filter((tab) => !(ms[tab]!.p95 <= MOST_MS)).map(
        (tab) => `the tab ${tab} takes ${ms[tab]!.p95} ms of a frame at p95; ${MOST_MS} at most`,
      ),
      ...(!(roll!.p95 <= MOST_ROLL_MS)
        ? [`the roll takes ${roll!.p95} ms of a frame at p95; ${MOST_ROLL_MS} at most`]
        : []),
      ...(ms.closed!.p99 > 0 ? [`closed, the overlay takes ${ms.closed!.p99} ms of a frame at p99`] : []),
    ];
    const line = (name: string, { p50, p95, p99 }: ReturnType<typeof spread>, more = '') =>
      `${name.padEnd(12)} p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms of a frame${more}`;
    return {
      figures: { msPerFrame: ms, rollMsPerFrame: roll, stylesMsPerSecond },
      lines: [
        ...Object.entries(ms).map(([name, times]) =>
          line(name, times, `; styles and layout ${stylesMsPerSecond[name]} ms/s`),
        ),
        line('roll alone', roll!),
      ],
      missed,
    };
  },
};
