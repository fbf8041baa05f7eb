/** From a call to the first note of the new mood, as handed to the audio clock, at random moments of a game at 20 ticks a second. */

import { progressLine } from '../../models/cli/progress.ts';
import { beatStarts, type CueLine, PRESETS, random, ticksToSeconds } from '../../plugin/headless.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { median, percentile, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const MOMENTS = 200;
/** What is promised: `now` within 150 ms, `beat` within a beat of the mood that is left and 60 ms (99th percentile). */
const NOW_MS = 150;
const OVER_BEAT_MS = 60;
/** Moods with short and long bars, left and arrived at in turn. */
const TOUR = ['forest', 'battle', 'village', 'cave', 'boss'] as const;
const LINES = ['now', 'beat', 'bar', 'phrase'] as const;

export const latency: Topic = {
  summary: 'from a call to the first note of the new mood, at 200 random moments',
  async measure() {
    const figures: Record<string, unknown> = {};
    const lines: string[] = [];
    const missed: string[] = [];
    const progress = progressLine('moves between moods', LINES.length * MOMENTS);
    for (const [i, at] of LINES.entries()) {
      const moves = await measureMoves(at, (done) => progress.update(i * MOMENTS + done));
      const ms = moves.map((move) => move.ms);
      const over = moves.map((move) => move.ms - move.beatMs);
      const row = {
        medianMs: rounded(median(ms), 0),
        p99Ms: rounded(percentile(ms, 0.99), 0),
        p99OverBeatMs: rounded(percentile(over, 0.99), 0),
      };
      figures[at] = row;
      lines.push(`${at.padEnd(7)} ${row.medianMs} ms (p99 ${row.p99Ms}; a beat and ${row.p99OverBeatMs})`);
      if (at === 'now' && row.p99Ms > NOW_MS) missed.push(`now takes ${row.p99Ms} ms; at most ${NOW_MS}`);
      if (at === 'beat' && row.p99OverBeatMs > OVER_BEAT_MS)
        missed.push(`beat takes a beat and ${row.p99OverBeatMs} ms; at most ${OVER_BEAT_MS}`);
    }
    progress.finish();
    return { figures, lines, missed };
  },
};

async function measureMoves(at: CueLine, told: (done: number) => void) {
  const chance = random(`latency/${at}`);
  const scenes = Object.fromEntries(TOUR.map((mood) => [mood, mood]));
  const show = rehearse({ soundtrack: { seed: 'latency', start: TOUR[0], scenes } });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  const moves: { ms: number; beatMs: number }[] = [];
  let mood: (typeof TOUR)[number] = TOUR[0];
  for (let i = 1; i <= MOMENTS; i++) {
    await show.playTo(show.now() + 3 + chance.next() * 4);
    const asked = show.now();
    const known = show.calls().length;
    const left = PRESETS[mood].controls;
    mood = TOUR[i % TOUR.length]!;
    show.conductor.mood(mood, { at });
    const first = () =>
      Math.min(
        ...show
          .calls()
          .slice(known)
          .flatMap((call) => (call.kind === 'play' && call.bar.origin.mood === mood ? call.bar.parts : []))
          .flatMap((part) => part.notes.map(({ time }) => time)),
      );
    while (!Number.isFinite(first())) await show.playTo(show.now() + 0.05);
    const starts = beatStarts(left.meter);
    const beat = ticksToSeconds(starts[1] ?? 0, left.tempo);
    moves.push({ ms: (first() - asked) * 1000, beatMs: beat * 1000 });
    told(i);
  }
  return moves;
}
