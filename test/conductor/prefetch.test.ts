/** The next phrase is requested in another tick than the one that schedules a bar, and before any other call takes effect. */

import { describe, expect, test } from 'vitest';
import { rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

/** A conductor whose composer counts what it is asked. */
function counted() {
  const composer = scaleComposer();
  let asked = 0;
  const counting = {
    ...composer,
    generate: (...given: Parameters<typeof composer.generate>) => {
      asked++;
      return composer.generate(...given);
    },
  };
  const show = rehearse({
    soundtrack: { seed: 'late', start: 'forest', variety: false },
    source: { composer: counting, fallback: scaleFallback() },
  });
  return { show, asked: () => asked };
}

/** Plays some ticks. Returns those at which bars were scheduled, and those at which phrases were requested. */
async function ticks({ show, asked }: ReturnType<typeof counted>, count: number) {
  show.conductor.start();
  const bars: number[] = [];
  const asks: number[] = [];
  for (let tick = 1; tick <= count; tick++) {
    const before = [show.bars().length, asked()] as const;
    // Between ticks, only answers of the composer arrive.
    await show.playTo(tick * 0.05, 0.05, false);
    await new Promise((resolve) => setImmediate(resolve));
    if (show.bars().length > before[0]) bars.push(tick);
    if (asked() > before[1] && tick > 1) asks.push(tick);
  }
  return { bars, asks };
}

describe('prefetching', () => {
  test('requests the next phrase within half a second of a bar, in a tick that schedules none', async () => {
    const { bars, asks } = await ticks(counted(), 400);
    expect(bars.length).toBeGreaterThan(6);
    expect(asks.length).toBeGreaterThan(1);
    for (const tick of asks) expect(bars, `tick ${tick}`).not.toContain(tick);
    // Half a second is 10 ticks; bars are two seconds apart.
    const sinceBar = asks.map((tick) => tick - bars.findLast((bar) => bar < tick)!);
    expect(Math.max(...sinceBar)).toBeLessThanOrEqual(10);
  });

  test('is done before anything else is', async () => {
    const { asks } = await ticks(counted(), 400);
    const again = counted();
    await ticks(again, asks.at(-1)! - 1);
    const before = again.asked();
    again.show.conductor.override({ tempo: 90 });
    expect(again.asked()).toBe(before + 1);
  });
});
