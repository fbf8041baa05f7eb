import { describe, expect, test } from 'vitest';
import { humanize, MAX_STRAY, SHORTEST, swung } from '../../plugin/arrange/humanize.ts';
import type { Note } from '../../plugin/music/score.ts';
import { ticksToSeconds } from '../../plugin/music/time.ts';

const eighths: Note[] = Array.from({ length: 16 }, (_, i) => ({
  pitch: 60,
  tick: i * 240,
  durationTicks: 240,
  velocity: 0.7,
}));
const options = { seed: 's', meter: '4/4', bars: 2, bpm: 120, swing: 0, looseness: 1, mono: false } as const;

describe('swing', () => {
  test('at its fullest puts off-beat eighths on the third triplet and leaves the beats', () => {
    expect([0, 240, 480, 720].map((tick) => swung(tick, 1, '4/4'))).toEqual([0, 320, 480, 800]);
  });

  test('of nothing changes nothing, and neither do meters that are felt in three', () => {
    for (const tick of [0, 120, 240, 700]) {
      expect(swung(tick, 0, '4/4')).toBe(tick);
      expect(swung(tick, 1, '6/8')).toBe(tick);
      expect(swung(tick, 1, '7/8')).toBe(tick);
    }
  });

  test('keeps the order of all ticks', () => {
    let last = -1;
    for (let tick = 0; tick <= 1920; tick += 10) {
      const moved = swung(tick, 0.6, '4/4');
      expect(moved).toBeGreaterThan(last);
      last = moved;
    }
  });
});

describe('feel', () => {
  test('strays by 12 ms at most at any tempo, and never over a bar line', () => {
    for (const bpm of [40, 90, 160, 220]) {
      for (const [i, note] of humanize(eighths, { ...options, bpm }).entries()) {
        const off = note.tick - eighths[i]!.tick;
        expect(ticksToSeconds(Math.abs(off), bpm)).toBeLessThanOrEqual(MAX_STRAY + ticksToSeconds(0.5, bpm));
        expect(Math.floor(note.tick / 1920)).toBe(Math.floor(eighths[i]!.tick / 1920));
        expect(note.tick + note.durationTicks).toBeLessThanOrEqual(3840);
      }
    }
  });

  test('is heard: most notes are off their place, and no two velocities are alike', () => {
    const felt = humanize(eighths, options);
    expect(felt.filter((note, i) => note.tick !== eighths[i]!.tick).length).toBeGreaterThan(8);
    expect(new Set(felt.map(({ velocity }) => velocity)).size).toBe(16);
  });

  test('is the same for the same seed and another for another', () => {
    expect(humanize(eighths, options)).toEqual(humanize(eighths, options));
    expect(humanize(eighths, { ...options, seed: 't' })).not.toEqual(humanize(eighths, options));
  });

  test('keeps chords together', () => {
    const chords = eighths.flatMap((note) => [note, { ...note, pitch: 64 }, { ...note, pitch: 67 }]);
    const felt = humanize(chords, options);
    expect(new Set(felt.map(({ tick }) => tick)).size).toBe(16);
  });

  test('lets a line of single notes overlap nowhere', () => {
    const felt = humanize(eighths, { ...options, mono: true });
    for (let i = 1; i < felt.length; i++) {
      const before = felt[i - 1]!;
      expect(before.tick + before.durationTicks).toBeLessThanOrEqual(felt[i]!.tick);
      expect(before.durationTicks).toBeGreaterThanOrEqual(SHORTEST);
    }
  });
});
