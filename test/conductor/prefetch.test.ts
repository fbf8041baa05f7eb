/** What is in hand is looked at a tick after the bar that calls for it, and nobody can tell by the music or its log. */

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
    soundtrack: { seed: 'late', start: 'forest' },
    source: { composer: counting, fallback: scaleFallback() },
  });
  return { show, asked: () => asked };
}

/** Plays some ticks; answers at which of them bars were handed over, and phrases asked for. */
async function ticks({ show, asked }: ReturnType<typeof counted>, count: number) {
  show.conductor.start();
  const bars: number[] = [];
  const asks: number[] = [];
  for (let tick = 1; tick <= count; tick++) {
    const before = [show.bars().length, asked()] as const;
    // Nothing settles between ticks but what the composer answers.
    await show.playTo(tick * 0.05, 0.05, false);
    await new Promise((resolve) => setImmediate(resolve));
    if (show.bars().length > before[0]) bars.push(tick);
    if (asked() > before[1] && tick > 1) asks.push(tick);
  }
  return { bars, asks };
}

describe('stocktaking', () => {
  test('orders the next phrase in another tick than the one that hands over the first bar of this', async () => {
    const { bars, asks } = await ticks(counted(), 400);
    expect(bars.length).toBeGreaterThan(6);
    expect(asks.length).toBeGreaterThan(1);
    for (const tick of asks) {
      expect(bars, `tick ${tick}`).not.toContain(tick);
      expect(bars, `tick ${tick}`).toContain(tick - 1);
    }
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
