/** An answer begins on a bar line of the real conductor, on a clock that the test moves. */

import { describe, expect, test } from 'vitest';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import {
  answerLine,
  answerTo,
  checkAnswerOptions,
  onBarLine,
  timedNotes,
  timeToWrite,
} from '../../plugin/player/answer.ts';
import { BeatGrid } from '../../plugin/player/beat-grid.ts';
import { rehearse } from '../helper/rehearsal.ts';

const ANSWER = [{ pitch: 60, time: 0.5, duration: 1 }];

async function playing() {
  const show = rehearse({ soundtrack: { start: 'forest', seed: 'answer' } });
  show.conductor.start();
  await show.conductor.settled();
  await show.playTo(1);
  const bars = () =>
    show.conductor.schedule.timeline.bars.map(({ time }) => show.conductor.schedule.clock.toClock(time));
  return { ...show, grid: new BeatGrid(show.conductor.schedule), bars };
}

describe('an answer', () => {
  test('begins on the next bar line', async () => {
    const { grid, bars, now } = await playing();
    const line = answerLine(grid);
    const next = bars().find((time) => time > now())!;
    expect(onBarLine(ANSWER, line, grid)[0]!.at).toBeCloseTo(next + 0.5);
    expect(timeToWrite(line!, grid)).toBeCloseTo(next - 0.1 - now());
  });

  test('is not begun for a bar line that is too near to write it', async () => {
    const { grid, bars, playTo } = await playing();
    const near = bars().find((time) => time > 1.5)!;
    await playTo(near - 0.1);
    const [answered] = onBarLine(ANSWER, answerLine(grid), grid);
    await playTo(near + 0.5);
    expect(answered!.at).toBeCloseTo(bars().find((time) => time > near)! + 0.5);
  });

  test('moves to the next bar line if its own has passed', async () => {
    const { grid, bars, playTo } = await playing();
    const line = answerLine(grid);
    const first = grid.clock.toClock(line!);
    await playTo(first + 0.2);
    expect(onBarLine(ANSWER, line, grid)[0]!.at).toBeCloseTo(bars().find((time) => time > first + 0.2)! + 0.5);
  });

  test('begins at once where no music plays', () => {
    const grid = new BeatGrid(rehearse().conductor.schedule);
    expect(answerLine(grid)).toBe(null);
    expect(onBarLine(ANSWER, null, grid)[0]!.at).toBeCloseTo(0.55);
  });

  test('is played at its times, in ticks of the music', async () => {
    const { grid } = await playing();
    const answered = onBarLine(ANSWER, answerLine(grid), grid);
    const { key, meter } = { key: { tonic: 'C', mode: 'ionian' }, meter: '4/4' } as const;
    expect(timedNotes(answered, { key, meter, tempo: 120 })).toEqual([
      { pitch: 60, tick: 480, durationTicks: 960, velocity: 0.8, time: answered[0]!.at, duration: 1 },
    ]);
  });

  test('is written by the fallback where the composer is too late', async () => {
    const fallback = createNgramModel();
    const slow = { ...fallback, generate: () => new Promise<never>(() => {}) };
    const hearing = { key: { tonic: 'C', mode: 'ionian' }, meter: '4/4', tempo: 100 } as const;
    const given = [{ pitch: 60, time: 0, duration: 0.5 }];
    const answer = await answerTo(given, hearing, { composer: slow, fallback }, 'a', Promise.resolve());
    expect(answer).toEqual(await answerTo(given, hearing, { composer: null, fallback }, 'a'));
  });
});

test('options of an answer are checked', () => {
  expect(() => checkAnswerOptions({ play: 1 } as never)).toThrow('play must be true or false');
  expect(() => checkAnswerOptions({ plays: true } as never)).toThrow('known fields: play');
});
