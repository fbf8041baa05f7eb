/**
 * How soon a move is heard of a game that runs: `latency` in a real Chromium and in real time. A round is 20 moves at each
 * line; ten rounds are the 200 that are promised. The lines are tried side by side, each in a game of its own; where a line
 * is far away fewer moves are made, or it would take an hour. At last some moves are waited for at the game's output.
 */

import { progressLine } from '../../models/cli/progress.ts';
import type { SyncPoint } from '../../plugin/internal.ts';
import { launchChromium } from '../helper/chromium.ts';
import { serveTestPage } from '../helper/served-test-page.ts';
import { type Move, movesAtOutput, movesInChromium } from './latency-heard.ts';
import { percentile, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

/** Moves a round at each line. */
const MOVES: Readonly<Record<SyncPoint, number>> = { now: 20, beat: 20, bar: 14, phrase: 6, cue: 0 };
const LINES = ['now', 'beat', 'bar', 'phrase'] as const;
/** Moves waited for at the output, at each of two lines. */
const HEARD = 10;
/** As in `latency`. */
const NOW_MS = 150;
const OVER_BEAT_MS = 60;
/** Longest time from the first note of a mood until its sound passes the threshold at the speakers: soft instruments rise slowly. */
const OUTPUT_MS = 120;

function row(made: readonly Move[]) {
  const ms = (share: number) => rounded(percentile(made.map((move) => move.ms), share), 0); // biome-ignore format: one idea
  const over = made.map((move) => move.ms - move.beatMs);
  return {
    moves: made.length,
    p50Ms: ms(0.5),
    p95Ms: ms(0.95),
    p99Ms: ms(0.99),
    maxMs: ms(1),
    p99OverBeatMs: rounded(percentile(over, 0.99), 0),
  };
}

export const moves: Topic = {
  summary:
    'from a call to the scheduled first note of the new mood, in a real Chromium, in real time; some at the output',
  long: true,
  async measure({ rounds }) {
    const stage = await serveTestPage();
    const browser = await launchChromium();
    const progress = progressLine(
      'moves',
      LINES.reduce((sum, line) => sum + rounds * MOVES[line], 2 * HEARD),
    );
    let done = 0;
    const reported = () => progress.update(++done);
    try {
      const made = await Promise.all(
        LINES.map((line) => movesInChromium(browser, stage, line, rounds * MOVES[line], reported)),
      );
      const rows = Object.fromEntries(LINES.map((line, i) => [line, row(made[i]!)])) as Record<
        (typeof LINES)[number],
        ReturnType<typeof row>
      >;
      const heard = [
        ...(await movesAtOutput(browser, stage, 'now', HEARD, reported)),
        ...(await movesAtOutput(browser, stage, 'beat', HEARD, reported)),
      ];
      progress.finish();
      const late = heard.map(({ heardMs, ms }) => heardMs - ms);
      const output = {
        moves: heard.length,
        medianMs: rounded(percentile(late, 0.5), 0),
        maxMs: rounded(percentile(late, 1), 0),
      };
      const missed = [
        ...(rows.now.p99Ms > NOW_MS ? [`now takes ${rows.now.p99Ms} ms; at most ${NOW_MS}`] : []),
        ...(rows.beat.p99OverBeatMs > OVER_BEAT_MS
          ? [`beat takes a beat and ${rows.beat.p99OverBeatMs} ms; at most ${OVER_BEAT_MS}`]
          : []),
        ...(output.maxMs > OUTPUT_MS
          ? [`at the output a mood is heard ${output.maxMs} ms after its first note; ${OUTPUT_MS} at most`]
          : []),
      ];
      const lines = [
        ...LINES.map((line) => {
          const { moves, p50Ms, p95Ms, p99Ms, maxMs, p99OverBeatMs } = rows[line];
          return `${line.padEnd(7)} ${moves} moves: p50 ${p50Ms} ms, p95 ${p95Ms}, p99 ${p99Ms}, at most ${maxMs} (p99 a beat and ${p99OverBeatMs})`;
        }),
        `at the output ${output.moves} moves: heard ${output.medianMs} ms after the first note was to sound, ${output.maxMs} at most`,
      ];
      return { figures: { ...rows, output: { ...output, each: heard } }, lines, missed };
    } finally {
      await browser.close();
      await stage.close();
    }
  },
};
