/** The meters are checked on the signals of EBU Tech 3341 (2016), table 1: minimum requirements for loudness meters. */

import { describe, expect, test } from 'vitest';
import { integratedLoudness, loudnessOf, momentaryPowers } from '../../plugin/audio/loudness.ts';
import { truePeak } from '../helper/true-peak.ts';

const RATE = 48000;

/** A stereo sine, the same in both channels, at one level after another, in dBFS, each for its `seconds`. */
function sine(hertz: number, ...steps: readonly (readonly [dBFS: number, seconds: number])[]): Float32Array[] {
  const total = steps.reduce((sum, [, seconds]) => sum + seconds, 0);
  const channel = new Float32Array(Math.round(total * RATE));
  let at = 0;
  for (const [dBFS, seconds] of steps) {
    for (const end = at + Math.round(seconds * RATE); at < end; at++)
      channel[at] = 10 ** (dBFS / 20) * Math.sin((2 * Math.PI * hertz * at) / RATE);
  }
  return [channel, channel];
}

describe('integrated loudness, in the cases of EBU Tech 3341', () => {
  test.each([
    ['1: a tone at -23 dBFS', [[-23, 20]], -23],
    ['2: a tone at -33 dBFS', [[-33, 20]], -33],
    [
      '3: soft parts under the relative gate do not count',
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    [
      '4: nor do those under the absolute gate',
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    [
      '5: loud and soft parts count by their energy',
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  ] as const)('%s', (_, steps, expected) => {
    expect(Math.abs(integratedLoudness(sine(1000, ...steps), RATE) - expected)).toBeLessThanOrEqual(0.1);
  });

  test('is the same at the sample rate of a CD', () => {
    const at = (rate: number) =>
      Float32Array.from({ length: rate * 4 }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 1000 * i) / rate));
    const [cd, studio] = [at(44100), at(48000)];
    expect(integratedLoudness([cd, cd], 44100)).toBeCloseTo(integratedLoudness([studio, studio], 48000), 2);
  });

  test('momentary loudness of a tone at -23 dBFS is -23 LUFS in every window (case 9)', () => {
    const [left, right] = sine(1000, [-23, 3]).map((channel) => momentaryPowers(channel, RATE));
    for (const [i, power] of left!.slice(1).entries())
      expect(Math.abs(loudnessOf(power + right![i + 1]!) + 23)).toBeLessThanOrEqual(0.1);
  });
});

describe('true peak, in the cases of EBU Tech 3341', () => {
  /** A sine at a fraction of the sample rate and a phase in degrees: its samples may miss its top. */
  const peakOf = (fraction: number, degrees: number, amplitude: number) =>
    truePeak(
      Float32Array.from(
        { length: 9600 },
        (_, i) => amplitude * Math.sin(2 * Math.PI * fraction * i + (degrees * Math.PI) / 180) * edges(i, 9600),
      ),
    );
  /** In and out within 20 ms, for a sine that begins at its top is no sine. */
  const edges = (i: number, length: number) => Math.min(1, i / 960, (length - i) / 960);

  test.each([
    [15, 1 / 4, 0, 0.5, -6],
    [16, 1 / 4, 45, 0.5, -6],
    [17, 1 / 6, 60, 0.5, -6],
    [18, 1 / 8, 67.5, 0.5, -6],
    [19, 1 / 4, 45, 1.41, 3],
  ])('%i: a sine at %f of the sample rate, %f degrees on', (_, fraction, degrees, amplitude, expected) => {
    const error = peakOf(fraction, degrees, amplitude) - expected;
    expect(error).toBeLessThanOrEqual(0.2);
    expect(error).toBeGreaterThanOrEqual(-0.4);
  });
});
