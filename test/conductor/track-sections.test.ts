/** Sections of a recording: each repeats until another is asked for, and is left at its exits only. */

import { describe, expect, test } from 'vitest';
import { checkTrack, trackBarSeconds } from '../../plugin/soundtrack/track.ts';
import { placeAfter, untilExit } from '../../plugin/soundtrack/track-layout.ts';
import { type Rehearsal, rehearse } from '../helper/rehearsal.ts';

// Two seconds a bar, sixty seconds long.
const OPTIONS = {
  tempo: 120,
  fade: 0.5,
  sections: [
    { name: 'calm', bar: 0, bars: 4, exits: [2, 4] },
    { name: 'fight', bar: 8, bars: 4 },
  ],
} as const;

async function begun(): Promise<Rehearsal> {
  const show = rehearse({ soundtrack: { start: 'forest' } });
  show.conductor.start();
  await show.playTo(4);
  show.conductor.track('long', { ...OPTIONS, at: 'now' });
  await show.playTo(9);
  return show;
}
const calls = (show: Rehearsal) => show.calls().flatMap((call) => (call.kind === 'track' ? [call.track] : []));

describe('sections', () => {
  test('begin with the first, and follow at the next exit', async () => {
    const show = await begun();
    const [first] = calls(show);
    expect(first).toMatchObject({ from: 0, loop: { start: 0, end: 8 } });
    // 4.9 s in: the next exits are at 8 s, then at 12 s.
    show.conductor.section('fight');
    await show.playTo(17);
    const second = calls(show)[1]!;
    expect(second).toMatchObject({ from: 16, loop: { start: 16, end: 24 } });
    expect(second.time - first!.time).toBeCloseTo(8, 6);
    // It can only be left at its end: 8 s after it began.
    show.conductor.section('calm');
    await show.playTo(30);
    const third = calls(show)[2]!;
    expect(third.time - second.time).toBeCloseTo(8, 6);
    expect(third.from).toBe(0);
    const ends = show.calls().filter(({ kind }) => kind === 'endTrack');
    expect(ends.map((call) => 'time' in call && call.time)).toEqual([second.time, third.time]);
  });

  test('are ignored where they play already, are unknown, or no track plays; a replay has them', async () => {
    const show = await begun();
    show.conductor.section('calm').section('ending');
    await show.playTo(12);
    expect(calls(show)).toHaveLength(1);
    expect(show.conductor.log.entries.filter(({ kind }) => kind === 'section')).toEqual([]);
    show.conductor.section('fight');
    await show.playTo(20);
    show.conductor.endTrack();
    await show.playTo(30);
    const log = JSON.parse(JSON.stringify(show.conductor.log));
    const again = rehearse({ soundtrack: { start: 'forest' }, replay: log });
    again.conductor.start();
    await again.conductor.settled();
    await again.playTo(30.2, 0.02);
    const shape = (of: Rehearsal) => calls(of).map(({ from, loop, time }) => [from, loop, time - calls(of)[0]!.time]);
    expect(shape(again)).toEqual(
      shape(show).map(([from, loop, time]) => [from, loop, expect.closeTo(time as number, 6)]),
    );
  });

  test('need a tempo, bars and exits inside them', () => {
    const said = (options: object) => {
      try {
        return checkTrack('long', options as never, 60) && '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(said({ sections: OPTIONS.sections })).toMatch(/sections, which are counted in bars; give its tempo$/);
    expect(said({ tempo: 90, sections: [{ name: 'a', bar: 0, bars: 2, exits: [3] }] })).toMatch(
      /exits must lie in 1..2$/,
    );
    expect(said({ loop: { start: 4, end: 4 } })).toMatch(/ends at 4 s, which is not after its start, 4 s$/);
    expect(said({ loop: 'yes' })).toMatch(/loop must be an object like/);
    expect(said({ stems: [{ key: 'a', intensity: [0, 2] }] })).toMatch(/is 2; it must lie in 0..1$/);
  });
});

test('places go round, and exits come again', () => {
  expect(trackBarSeconds({ tempo: 120, meter: '3/4' })).toBe(1.5);
  expect([0, 3, 4, 9].map((elapsed) => placeAfter({ start: 2, end: 5 }, 60, 1, elapsed))).toEqual([1, 4, 2, 4]);
  const section = { name: 'a', bar: 0, bars: 4, exits: [1, 3] };
  expect([0, 2, 2.1, 6, 7].map((elapsed) => untilExit(section, 2, elapsed))).toEqual([2, 0, 3.9, 0, 3]);
});
