/** Which deck a mood plays on follows from the log alone: a deck is free from the end of its fade, whichever tick sees it. */

import { describe, expect, test } from 'vitest';
import type { Conductor } from '../../plugin/conductor/conductor.ts';
import { CHAOS_SOUNDTRACK } from '../helper/chaos.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';

type Act = readonly [time: number, act: (conductor: Conductor) => unknown];

const GAMES: readonly (readonly [name: string, acts: readonly Act[]])[] = [
  [
    'pushes that end by themselves',
    [
      [2.35, (c) => c.push('village', { until: 3 })],
      [4, (c) => c.mood('battle')],
      [9, (c) => c.stinger('victory')],
      [9.15, (c) => c.push('cave', { until: 3 })],
      [11.9, (c) => c.push('boss', { until: 1 })],
      [14, (c) => c.mood('village')],
    ],
  ],
  [
    'moves at once with long fades',
    [
      [3.1, (c) => c.mood('battle', { at: 'now', fade: 2 })],
      [5.15, (c) => c.mood('cave', { at: 'now', fade: 2 })],
      [7.2, (c) => c.mood('village', { at: 'now', fade: 0.4 })],
      [9.61, (c) => c.mood('boss', { at: 'now', fade: 1 })],
      [12.05, (c) => c.mood('forest', { at: 'beat', fade: 0.2 })],
    ],
  ],
  [
    'a move in the tick in which another has faded out',
    [
      [3, (c) => c.mood('battle', { at: 'now', fade: 1 })],
      [4.001, (c) => c.mood('cave', { at: 'now', fade: 1 })],
      [5.002, (c) => c.mood('village', { at: 'now', fade: 1 })],
      [6.003, (c) => c.mood('boss', { at: 'now', fade: 1 })],
    ],
  ],
  [
    'four moods within a second',
    [
      [3, (c) => c.mood('battle', { at: 'now', fade: 3 })],
      [3.3, (c) => c.mood('cave', { at: 'now', fade: 3 })],
      [3.6, (c) => c.mood('village', { at: 'now', fade: 3 })],
      [3.9, (c) => c.mood('boss', { at: 'now', fade: 3 })],
      [9.5, (c) => c.mood('forest', { at: 'now', fade: 0.1 })],
    ],
  ],
];

describe('the same log at another tick rate', () => {
  test.each(GAMES)('plays on the same decks: %s', async (_, acts) => {
    const first = rehearse({ soundtrack: CHAOS_SOUNDTRACK });
    first.conductor.start();
    await first.conductor.settled();
    first.conductor.advance();
    for (const [time, act] of acts) {
      await first.playTo(time, 0.05, false);
      act(first.conductor);
    }
    await first.playTo(24, 0.05, false);
    const replay = JSON.parse(JSON.stringify(first.conductor.log));
    const decks = [0.1, 0.05, 0.02, 0.013].map(async (tick) => {
      const again = rehearse({ soundtrack: CHAOS_SOUNDTRACK, replay });
      again.conductor.start();
      await again.conductor.settled();
      again.conductor.advance();
      await again.playTo(24, tick);
      return byTime(again.bars())
        .map(({ deck, time }) => `${time.toFixed(3)}:${deck}`)
        .join(' ');
    });
    const [slow, ...others] = await Promise.all(decks);
    expect(slow!.split(' ').length).toBeGreaterThan(10);
    for (const other of others) expect(other).toBe(slow);
  });
});
