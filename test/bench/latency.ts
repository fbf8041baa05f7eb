/** From a call to the first note of the new mood, as handed to the audio clock, at random moments of a game at 20 ticks a second. */

import { progressLine } from '../../models/cli/progress.ts';
import { beatStarts, PRESETS, random, type SyncPoint, ticksToSeconds } from '../../plugin/internal.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { percentile, rounded } from './statistics.ts';
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
      const whole = (share: number) => rounded(percentile(ms, share), 0);
      const row = {
        ms: { p50: whole(0.5), p95: whole(0.95), p99: whole(0.99), max: whole(1) },
        p99OverBeatMs: rounded(percentile(over, 0.99), 0),
        thereAndBack: moves.filter(({ back }) => back).length,
      };
      figures[at] = row;
      const { p50, p95, p99, max } = row.ms;
      lines.push(
        `${at.padEnd(7)} p50 ${p50} ms, p95 ${p95}, p99 ${p99}, at most ${max} (p99 a beat and ${row.p99OverBeatMs}); ${row.thereAndBack} of ${MOMENTS} there and back`,
      );
      if (at === 'now' && p99 > NOW_MS) missed.push(`now takes ${p99} ms; at most ${NOW_MS}`);
      if (at === 'beat' && row.p99OverBeatMs > OVER_BEAT_MS)
        missed.push(`beat takes a beat and ${row.p99OverBeatMs} ms; at most ${OVER_BEAT_MS}`);
    }
    progress.finish();
    return { figures, lines, missed };
  },
};

async function measureMoves(at: SyncPoint, reported: (done: number) => void) {
  const chance = random(`latency/${at}`);
  const scenes = Object.fromEntries(TOUR.map((mood) => [mood, mood]));
  const show = rehearse({ soundtrack: { seed: 'latency', start: TOUR[0], scenes } });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  const moves: { ms: number; beatMs: number; back: boolean }[] = [];
  let mood: (typeof TOUR)[number] = TOUR[0];
  for (let i = 1; i <= MOMENTS; i++) {
    await show.playTo(show.now() + 3 + chance.next() * 4);
    const home: (typeof TOUR)[number] = mood;
    mood = TOUR[i % TOUR.length]!;
    let left = PRESETS[home].controls;
    // One in four goes there, and back before what was handed over ahead has sounded.
    const back = chance.next() < 0.25;
    if (back) {
      show.conductor.mood(mood, { at });
      await show.playTo(show.now() + chance.next() * 2);
      if (show.conductor.snapshot().mood === mood) left = PRESETS[mood].controls;
      mood = home;
    }
    const asked = show.now();
    const known = show.calls().length;
    const sounds = show.conductor.snapshot().mood === mood;
    show.conductor.mood(mood, { at });
    const first = () =>
      Math.min(
        ...show
          .calls()
          .slice(known)
          .flatMap((call) => (call.kind === 'play' && call.bar.origin.mood === mood ? call.bar.parts : []))
          .flatMap((part) => part.notes.map(({ time }) => time)),
      );
    // Music that has not stopped sounding has nothing to wait for.
    while (!sounds && !Number.isFinite(first())) await show.playTo(show.now() + 0.05);
    const starts = beatStarts(left.meter);
    const beat = ticksToSeconds(starts[1] ?? 0, left.tempo);
    moves.push({ ms: sounds ? 0 : (first() - asked) * 1000, beatMs: beat * 1000, back });
    reported(i);
  }
  return moves;
}
