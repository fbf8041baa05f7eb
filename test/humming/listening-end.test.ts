import { describe, expect, test } from 'vitest';
import { ANSWER_LEAD, isListeningOver, lastVoiceIn } from '../../plugin/humming/listening-end.ts';

const plan = { seconds: 6, rest: 0.8 };
const state = { start: 10, now: 12, nextBar: null, lastVoice: null };

describe('listening', () => {
  test('ends after its time where no music plays', () => {
    expect(isListeningOver({ ...state, now: 15.9 }, plan)).toBe(false);
    expect(isListeningOver({ ...state, now: 16 }, plan)).toBe(true);
  });

  test('ends after a rest, and waits as long as nobody has begun', () => {
    expect(isListeningOver({ ...state, lastVoice: 11.3 }, plan)).toBe(false);
    expect(isListeningOver({ ...state, lastVoice: 11.1 }, plan)).toBe(true);
    expect(isListeningOver({ ...state, now: 15 }, plan)).toBe(false);
  });

  test('ends in time for an answer on the bar line after its time', () => {
    const singing = { ...state, now: 16.5, lastVoice: 16.5 };
    expect(isListeningOver({ ...singing, nextBar: 17 }, plan)).toBe(false);
    expect(isListeningOver({ ...singing, now: 17 - ANSWER_LEAD, nextBar: 17 }, plan)).toBe(true);
    expect(isListeningOver({ ...singing, now: 14.9, nextBar: 15 }, plan)).toBe(false);
    // Two bars that are said as seconds may be a little short of their line.
    expect(isListeningOver({ ...singing, now: 15.8, nextBar: 15.9 }, plan)).toBe(true);
  });
});

test('a voice is heard last where its last steady sound ends', () => {
  const frames = Array.from({ length: 200 }, (_, i) => ({
    time: (i + 1) / 100,
    candidates: (i >= 50 && i < 100) || i === 150 ? [{ pitch: 60, clarity: 0.95 }] : [],
    level: i >= 50 && i < 100 ? -20 : -70,
  }));
  expect(lastVoiceIn(frames)).toBe(1);
  expect(lastVoiceIn(frames.slice(0, 50))).toBe(null);
});
