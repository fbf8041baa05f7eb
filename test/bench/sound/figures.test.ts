import { describe, expect, test } from 'vitest';
import { random } from '../../../plugin/music/random.ts';
import { soundFigures } from './figures.ts';
import { loudnessRange } from './loudness-range.ts';
import { gamesPercentiles, referenceMissed, referenceRows } from './reference.ts';

const RATE = 44100;
const seconds = (length: number, sampleAt: (i: number) => number) =>
  Float32Array.from({ length: length * RATE }, (_, i) => sampleAt(i));
const sine = (hertz: number, gain: number) => (i: number) => gain * Math.sin((2 * Math.PI * hertz * i) / RATE);
const OCTAVE_ROWS = ['31', '63', '125', '250', '500', '1k', '2k', '4k', '8k', '16k'].map((name) => `octave${name}HzDb`);

describe('the figures of sound', () => {
  test.each([
    [31, 0],
    [63, 1],
    [500, 4],
    [4000, 7],
    [15_000, 9],
  ])('put a tone of %i Hz into its own octave', (hertz, octave) => {
    const tone = seconds(2, sine(hertz, 0.3));
    const figures = soundFigures(tone, tone, RATE);
    const levels = OCTAVE_ROWS.map((row) => figures[row]!);
    expect(levels.indexOf(Math.max(...levels))).toBe(octave);
    expect(levels[octave]).toBeGreaterThan(-1);
    expect(Math.max(...levels.filter((_, k) => Math.abs(k - octave) > 1))).toBeLessThan(-40);
  });

  test('give white noise 3 dB more in each octave', () => {
    const chance = random('noise');
    const noise = seconds(4, () => chance.next() * 0.4 - 0.2);
    const figures = soundFigures(noise, noise, RATE);
    for (const [k, row] of OCTAVE_ROWS.slice(3, 9).entries())
      expect(Math.abs(figures[OCTAVE_ROWS[k + 4]!]! - figures[row]! - 3.01)).toBeLessThan(k === 5 ? 0.5 : 0.8);
    expect(Math.abs(figures.spectralCentroidHz! - RATE / 4)).toBeLessThan(300);
  });

  test('tell width by band, and what the sum of both channels loses', () => {
    const low = sine(100, 0.3);
    const high = sine(5000, 0.1);
    const left = seconds(2, (i) => low(i) + high(i));
    const wide = soundFigures(
      left,
      seconds(2, (i) => low(i)),
      RATE,
    );
    // A tone in one channel alone is as strong in side as in mid.
    expect(wide.sideToMidAbove2500Db).toBeCloseTo(0, 1);
    expect(wide.sideToMidBelow250Db).toBeLessThan(-40);
    expect(wide.monoLossDb).toBeCloseTo(3.01, 1);
    const inverted = soundFigures(
      left,
      seconds(2, (i) => low(i) - 0.9 * high(i)),
      RATE,
    );
    expect(inverted.monoLossDb).toBeGreaterThan(20);
    expect(soundFigures(left, left, RATE).monoLossDb).toBe(0);
  });

  test('measure loudness, peak and crest of a sine as their standards say', () => {
    const tone = seconds(5, sine(997, 0.1));
    const { integratedLoudnessLufs, truePeakDbtp, crestDb, levelP95MinusP10Db100ms } = soundFigures(tone, tone, RATE);
    expect(integratedLoudnessLufs).toBeCloseTo(-20, 0);
    expect(truePeakDbtp).toBeCloseTo(-20, 1);
    expect(crestDb).toBeCloseTo(3.01, 1);
    expect(levelP95MinusP10Db100ms).toBeLessThan(0.1);
  });

  test('tell the steps of a level and their range: 20 s at -20, then at -30 LUFS', () => {
    // The first test signal of EBU Tech 3342: its loudness range is 10 LU.
    const tone = seconds(40, (i) => sine(1000, i < 20 * RATE ? 0.1 : 0.1 * 10 ** (-10 / 20))(i));
    expect(Math.abs(loudnessRange([tone, tone], RATE) - 10)).toBeLessThan(1);
    expect(soundFigures(tone, tone, RATE).levelP95MinusP10Db100ms).toBeCloseTo(10, 1);
    expect(loudnessRange([new Float32Array(RATE * 5)], RATE)).toBe(0);
  });
});

describe('the table of reference', () => {
  const games = { crestDb: { p5: 10, p25: 12, p50: 14, p75: 16, p95: 18 } };
  const rowsOf = (...crests: readonly number[]) =>
    referenceRows(
      {
        forest: [{ crestDb: crests[0]! }, { crestDb: crests[1]! }],
        cave: [{ crestDb: 13 }, { crestDb: 13 }],
        boss: [{ crestDb: crests[2]! }, { crestDb: 13 }],
      },
      games,
    );

  test('asks that the median lies in the middle half, and every mood within the outer twentieths', () => {
    expect(rowsOf(14, 13, 13)[0]).toMatchObject({ medians: [13, 13], medianInside: true, outside: [] });
    expect(rowsOf(17, 13, 16.5)[0]).toMatchObject({ medians: [16.5, 13], medianInside: false, outside: [] });
    expect(rowsOf(14, 9.9, 18.1)[0]).toMatchObject({ medianInside: true, outside: ['forest', 'boss'] });
    expect(referenceMissed(rowsOf(17, 9, 16.5))).toHaveLength(2);
    expect(referenceMissed(rowsOf(14, 13, 13))).toEqual([]);
  });

  test('lets music be 4 LU softer than the games, and no louder', () => {
    const spread = { integratedLoudnessLufs: { p5: -19, p25: -14, p50: -12, p75: -10, p95: -8 } };
    const rowOf = (loudness: number) =>
      referenceRows(
        { forest: [{ integratedLoudnessLufs: loudness }, { integratedLoudnessLufs: loudness }] },
        spread,
      )[0];
    expect(rowOf(-17.9)).toMatchObject({ medianInside: true, outside: [] });
    expect(rowOf(-18.1)).toMatchObject({ medianInside: false, outside: [] });
    expect(rowOf(-23.1)).toMatchObject({ outside: ['forest'] });
    expect(rowOf(-7.9)).toMatchObject({ medianInside: false, outside: ['forest'] });
  });

  test('has the percentiles of every figure except those of the sum of channels', () => {
    const tone = seconds(4, sine(500, 0.1));
    const rows = Object.keys(soundFigures(tone, tone, RATE));
    const known = gamesPercentiles();
    expect(rows.filter((row) => !(row in known))).toEqual(['monoLossDb']);
    for (const row of rows.filter((each) => each in known)) {
      const { p5, p25, p50, p75, p95 } = known[row]!;
      expect(p5 <= p25 && p25 <= p50 && p50 <= p75 && p75 <= p95).toBe(true);
    }
  });
});
