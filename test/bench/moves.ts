/** How soon a move is heard of a game that runs: `latency` in a real Chromium and in real time. A round is 20 moves at each line; ten rounds are the 200 that are promised. */

import { progressLine } from '../../models/cli/progress.ts';
import { launchChromium } from '../helper/chromium.ts';
import { serveStage } from '../helper/served-stage.ts';
import { movesInChromium } from './latency-heard.ts';
import { percentile, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const LINES = ['now', 'beat', 'bar', 'phrase'] as const;
const MOVES_A_ROUND = 20;
/** As in `latency`. */
const NOW_MS = 150;
const OVER_BEAT_MS = 60;

export const moves: Topic = {
  summary: 'from a call to the scheduled first note of the new mood, in a real Chromium, in real time',
  long: true,
  async measure({ rounds }) {
    const count = rounds * MOVES_A_ROUND;
    const stage = await serveStage();
    const browser = await launchChromium();
    const progress = progressLine('moves', LINES.length * count);
    const figures: Record<string, { medianMs: number; p99Ms: number; p99OverBeatMs: number }> = {};
    try {
      for (const [i, line] of LINES.entries()) {
        const made = await movesInChromium(browser, stage, line, count, (done) => progress.update(i * count + done));
        figures[line] = {
          medianMs: rounded(percentile(made.map(({ ms }) => ms), 0.5), 0), // biome-ignore format: one figure a line
          p99Ms: rounded(percentile(made.map(({ ms }) => ms), 0.99), 0), // biome-ignore format: one figure a line
          p99OverBeatMs: rounded(percentile(made.map(({ ms, beatMs }) => ms - beatMs), 0.99), 0), // biome-ignore format: one figure a line
        };
      }
    } finally {
      await browser.close();
      await stage.close();
    }
    progress.finish();
    const { now, beat } = figures;
    const missed = [
      ...(now!.p99Ms > NOW_MS ? [`now takes ${now!.p99Ms} ms; at most ${NOW_MS}`] : []),
      ...(beat!.p99OverBeatMs > OVER_BEAT_MS
        ? [`beat takes a beat and ${beat!.p99OverBeatMs} ms; at most ${OVER_BEAT_MS}`]
        : []),
    ];
    const lines = Object.entries(figures).map(
      ([line, { medianMs, p99Ms, p99OverBeatMs }]) =>
        `${line.padEnd(7)} ${medianMs} ms (p99 ${p99Ms}; a beat and ${p99OverBeatMs})`,
    );
    return { figures: { moves: count, ...figures }, lines, missed };
  },
};
