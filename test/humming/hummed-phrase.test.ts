import { describe, expect, test } from 'vitest';
import { phraseOf } from '../../plugin/humming/hummed-phrase.ts';
import { checkListenOptions } from '../../plugin/humming/listen-options.ts';
import { checkThemes } from '../../plugin/soundtrack/theme.ts';

const manner = { key: { tonic: 'D', mode: 'dorian' }, meter: '4/4', tempo: 120 } as const;
const bars = [4, 6, 8].map((time) => ({ time, end: time + 2 }));
/** Notes of half a second from a time on. */
const notes = (pitches: readonly number[], from: number) =>
  pitches.map((pitch, i) => ({ pitch, time: from + i / 2, duration: 0.45, clarity: 0.9 }));

describe('hummed notes in the time and key of the music', () => {
  test('count from the bar line before the first', () => {
    const phrase = phraseOf(notes([62, 65, 69], 6.52), bars, manner);
    expect(phrase.time).toBe(6);
    expect(phrase.notes.map(({ time }) => time)).toEqual([0.52, 1.02, 1.52].map((time) => expect.closeTo(time)));
    expect(phrase.quantized.notes.map(({ tick }) => tick)).toEqual([480, 960, 1440]);
  });

  test('may begin a little before their bar line', () => {
    const phrase = phraseOf(notes([62, 65, 69], 5.96), bars, manner);
    expect(phrase.time).toBe(6);
    expect(phrase.quantized.notes[0]!.tick).toBe(0);
  });

  test('count from themselves where no music plays', () => {
    expect(phraseOf(notes([62, 65], 3.2), [], manner)).toMatchObject({ time: 3.2, notes: [{ time: 0 }, {}] });
  });

  test('have the key of the music where they fit it, else their own', () => {
    expect(phraseOf(notes([62, 65, 69, 62], 4), bars, manner).key).toMatchObject({ tonic: 'D', mode: 'dorian' });
    const own = phraseOf(notes([63, 65, 67, 68, 70, 67, 63], 4), bars, manner);
    expect(own.key).toMatchObject({ tonic: 'Eb', mode: 'ionian' });
  });

  test('are whole pitches, however far the singer is off, with the cents apart', () => {
    const phrase = phraseOf(notes([62.3, 65.4, 69.3], 4), bars, manner);
    expect(phrase.notes.map(({ pitch, cents }) => [pitch, cents])).toEqual([
      [62, 30],
      [65, 40],
      [69, 30],
    ]);
  });

  test('make a theme that a soundtrack takes', () => {
    const { theme } = phraseOf(notes([62, 65, 69, 72, 69, 65, 62], 4), bars, manner);
    checkThemes(new Map([['hero', theme]]), []);
    expect(theme.notes).toEqual([
      [0, 1],
      [2, 1],
      [4, 1],
      [6, 1],
      [4, 1],
      [2, 1],
      [0, 1],
    ]);
  });
});

test.each([
  [{ seconds: 0 }, 'listen: seconds is 0'],
  [{ secs: 3 }, 'known fields: db, rest, seconds, signal'],
  [{ rest: 60 }, 'listen: rest is 60'],
  [{ signal: {} }, 'AbortController'],
])('the options %j are refused', (options, message) => {
  expect(() => checkListenOptions(options as object)).toThrow(message);
});
