/** Timer ticks with a small budget: long work takes several of them, and neither the music nor its log changes. */

import { describe, expect, test } from 'vitest';
import { sounded } from '../helper/random-replay.ts';
import { notesOf, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const TICK = 0.05;
/** What sounds within this is urgent for a stage that takes its time. */
const URGENT = 1.6;

/** Plays for `seconds` in timer ticks; `act` is called after each, with the clock time. */
async function play(
  budgetMs: number,
  seconds: number,
  act: (time: number, show: Rehearsal) => void = () => {},
  signals: object = SIGNALS,
) {
  const show = rehearse({ soundtrack: { seed: 'budget', start: 'forest', ...signals } });
  show.conductor.start();
  for (let tick = 1; tick <= Math.round(seconds / TICK); tick++) {
    await show.playTo(tick * TICK, TICK, true, budgetMs);
    act(tick * TICK, show);
  }
  return show;
}

const SIGNALS = {
  signals: { danger: { attack: 0.1 } },
  modulations: [{ signal: 'danger', control: 'intensity', amount: 0.6 }],
} as const;

/** When each bar was handed over, and whether it begins a phrase. */
function handed({ calls }: Rehearsal) {
  return calls().flatMap((call) =>
    call.kind === 'play' ? [{ at: call.at, line: call.bar.time, begins: call.bar.origin.bar === 0 }] : [],
  );
}

describe('a tick that may spend little', () => {
  test('arranges a phrase over several ticks, hands over its first bar in time, and plays the same', async () => {
    const free = await play(Number.POSITIVE_INFINITY, 39);
    const tight = await play(0, 39);
    const [all, late] = [handed(free), handed(tight)];
    expect(late).toHaveLength(all.length);
    const delayed = late.map((bar, i) => ({ ...bar, delay: bar.at - all[i]!.at })).slice(1);
    const first = delayed.filter(({ begins }) => begins);
    expect(first.length).toBeGreaterThan(2);
    for (const { delay, line, at } of first) {
      expect(delay).toBeGreaterThan(3 * TICK - 1e-9);
      expect(line - at).toBeGreaterThan(URGENT);
    }
    const others = delayed.filter(({ begins }) => !begins);
    expect(others.length).toBeGreaterThan(first.length);
    for (const { delay } of others) expect(delay).toBeCloseTo(0, 6);
    expect(notesOf(tight.bars())).toBe(notesOf(free.bars()));
  });

  test('lets signals wait for the bar that is being arranged, and logs them after it', async () => {
    /** How far the last signal in the log lies behind each tick; the clock of the music began a little later. */
    let behind: number[] = [];
    const act = (time: number, { conductor }: Rehearsal) => {
      conductor.signal('danger', (Math.round(time / TICK) % 20) / 20);
      const last = conductor.log.entries.findLast(({ kind }) => kind === 'signal')?.time ?? 0;
      if (last > 0) behind.push(time - last);
    };
    const longest = () => Math.max(...behind) - Math.min(...behind);
    const tight = await play(0, 39, act);
    expect(longest()).toBeGreaterThan(2 * TICK - 1e-9);
    expect(longest()).toBeLessThan(8 * TICK);
    behind = [];
    const free = await play(Number.POSITIVE_INFINITY, 39, act);
    expect(longest()).toBeLessThan(1e-6);
    expect(notesOf(tight.bars())).toBe(notesOf(free.bars()));
    const again = rehearse({
      soundtrack: { seed: 'budget', start: 'forest', ...SIGNALS },
      replay: tight.conductor.log,
    });
    again.conductor.start();
    await again.playTo(39, 0.02);
    expect(sounded(again, 37)).toEqual(sounded(tight, 37));
  });

  test('lets a signal that is followed at once wait for one tick at most', async () => {
    const behind: number[] = [];
    const act = (time: number, { conductor }: Rehearsal) => {
      conductor.signal('danger', (Math.round(time / TICK) % 20) / 20);
      const last = conductor.log.entries.findLast(({ kind }) => kind === 'signal')?.time ?? 0;
      if (last > 0) behind.push(time - last);
    };
    const modulations = [{ signal: 'danger', control: 'brightness', amount: 0.4, follow: 'now' }];
    const tight = await play(0, 39, act, { ...SIGNALS, modulations });
    const longest = Math.max(...behind) - Math.min(...behind);
    expect(longest).toBeGreaterThan(TICK - 1e-9);
    expect(longest).toBeLessThan(TICK + 1e-9);
    const free = await play(Number.POSITIVE_INFINITY, 39, act, { ...SIGNALS, modulations });
    expect(notesOf(tight.bars())).toBe(notesOf(free.bars()));
  });

  test('hands over what is being arranged before anything else is done', async () => {
    const due = handed(await play(Number.POSITIVE_INFINITY, 20))
      .slice(1)
      .find(({ begins }) => begins)!.at;
    const show = await play(0, due);
    const { length } = handed(show);
    show.conductor.stinger('victory');
    expect(handed(show).slice(length)).toEqual([expect.objectContaining({ at: due, begins: true })]);
  });
});
