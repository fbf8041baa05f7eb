/** The same in a real Chromium and in real time: calls at random moments, now and then a change of mind inside the horizon; some are held against the game's output. */

import type { Browser } from 'playwright';
import { beatStarts, type CueLine, PRESETS, random, ticksToSeconds } from '../../plugin/headless.ts';
import { begin, type ServedStage } from '../helper/served-stage.ts';

const TOUR = ['forest', 'battle', 'village', 'cave', 'boss'] as const;

/** What came of one call. */
export interface Move {
  /** From the call to the scheduled time of the first note of the new mood, and how long a beat of the left one lasts. */
  readonly ms: number;
  readonly beatMs: number;
}

/** Plays until so many moves have been made at a line; `told` hears of each. */
export async function movesInChromium(
  browser: Browser,
  stage: ServedStage,
  at: CueLine,
  count: number,
  told: (done: number) => void,
): Promise<readonly Move[]> {
  const scenes = Object.fromEntries(TOUR.map((mood) => [mood, mood]));
  const page = await stage.open(browser, { soundtrack: { seed: 'latency', start: TOUR[0], scenes } });
  await begin(page);
  await page.waitForTimeout(8000);
  const chance = random(`latency/${at}/heard`);
  const moves: Move[] = [];
  let mood: string = TOUR[0];
  for (let i = 1; i <= count; i++) {
    await page.waitForTimeout(300 + chance.next() * 1700);
    const back = mood;
    const left = PRESETS[mood as keyof typeof PRESETS].controls;
    mood = TOUR[i % TOUR.length]!;
    // Every tenth call is a change of mind: there and back again before the line, and then there after all.
    const wavers = i % 10 === 0;
    const ms = await page.evaluate(
      async ({ to, line, home, wavering }) => {
        const { soundtrack, now } = window.stage;
        if (wavering) soundtrack.mood(to, { at: line }).mood(home, { at: line });
        const asked = now();
        soundtrack.mood(to, { at: line });
        const first = () => {
          const notes = soundtrack
            .inspect()!
            .bars.filter(({ timed }) => timed.origin.mood === to && timed.time + timed.duration > asked)
            .flatMap(({ timed }) => timed.parts.flatMap((part) => part.notes.map(({ time }) => time)))
            .filter((time) => time >= asked - 0.02);
          return Math.min(...notes);
        };
        while (!Number.isFinite(first()) && now() - asked < 40) await new Promise((done) => setTimeout(done, 20));
        const at = first();
        while (now() < at) await new Promise((done) => setTimeout(done, 20));
        return (at - asked) * 1000;
      },
      { to: mood, line: at, home: back, wavering: wavers },
    );
    moves.push({ ms, beatMs: 1000 * ticksToSeconds(beatStarts(left.meter)[1] ?? 0, left.tempo) });
    told(i);
  }
  await page.context().close();
  return moves;
}
