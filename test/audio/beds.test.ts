/** Each sound of a place against what is known of such sounds: its spectrum and its movement, as rendered by a real audio engine. */

import { beforeAll, describe, expect, test } from 'vitest';
import { bedSounds } from '../../plugin/audio/ambience/bed-sounds.ts';
import { BEDS } from '../../plugin/audio/ambience/beds.ts';
import { bubble } from '../../plugin/audio/ambience/water-drops.ts';
import { integratedLoudness } from '../../plugin/audio/loudness.ts';
import { AMBIENCE_NAMES, type AmbienceName } from '../../plugin/mood/ambience.ts';
import { largestStep, peak } from '../helper/audio-measure.ts';
import { type HeardSound, renderSound } from '../helper/place-sounds.ts';
import {
  centroidCurve,
  correlation,
  flatness,
  kurtosis,
  levelCurve,
  modulation,
  peakBetween,
  powerBetween,
  powerSpectrum,
  shareBetween,
  split,
} from '../helper/sound-texture.ts';

const SECONDS = 40;
const heard = new Map<AmbienceName, HeardSound>();
const soundOf = (name: AmbienceName) => heard.get(name)!;
const spectrumOf = (name: AmbienceName) => powerSpectrum(soundOf(name).mono, soundOf(name).sampleRate);
const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

beforeAll(async () => {
  for (const name of AMBIENCE_NAMES) heard.set(name, await renderSound(name, SECONDS));
}, 120_000);

test('wind is low noise whose level and pitch drift together, slow movements more than fast ones', () => {
  const { mono, sampleRate } = soundOf('wind');
  expect(shareBetween(spectrumOf('wind'), 60, 1500)).toBeGreaterThan(0.95);
  const levels = levelCurve(mono, sampleRate, 0.5);
  expect(correlation(levels, centroidCurve(mono, sampleRate, 0.5))).toBeGreaterThan(0.6);
  expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(8);
  // 1/f: a decade of frequency has about as much as the next, so per Hz ten times as much.
  const movement = modulation(mono, sampleRate, 2048);
  expect(powerBetween(movement, 0.08, 0.4) / 0.32).toBeGreaterThan((5 * powerBetween(movement, 0.8, 4)) / 3.2);
});

test('rain is steady broadband noise of dense short drops', () => {
  const { mono, sampleRate } = soundOf('rain');
  const spectrum = spectrumOf('rain');
  const densities = [1000, 2000, 4000].map((hertz) => powerBetween(spectrum, hertz, 2 * hertz) / hertz);
  expect(10 * Math.log10(Math.max(...densities) / Math.min(...densities))).toBeLessThan(6);
  expect(flatness(spectrum, 1000, 8000)).toBeGreaterThan(0.7);
  expect(spread(levelCurve(mono, sampleRate, 0.5))).toBeLessThan(2.5);
  // Drops stand out of the noise by 4 dB, at least ten a second, none for longer than some milliseconds.
  const { high } = split(mono, sampleRate, 1000);
  expect(kurtosis(high)).toBeGreaterThan(4);
  const fine = levelCurve(high, sampleRate, 0.004);
  const mean = fine.reduce((sum, value) => sum + value, 0) / fine.length;
  const loud = fine.map((value) => value > mean + 4);
  const starts = loud.filter((is, i) => is && !loud[i - 1]).length;
  expect(starts / SECONDS).toBeGreaterThan(10);
  expect(loud.filter(Boolean).length / starts).toBeLessThan(2.5);
});

test('thunder far off is a rumble below 200 Hz that rolls for seconds, its treble gone first', () => {
  const { mono, sampleRate } = soundOf('thunder');
  expect(shareBetween(spectrumOf('thunder'), 20, 200)).toBeGreaterThan(0.85);
  const levels = levelCurve(mono, sampleRate, 0.25);
  const top = Math.max(...levels);
  const begin = levels.findIndex((level) => level > top - 30);
  const end = levels.findIndex((level, i) => i > begin && level < top - 30);
  expect((end - begin) / 4).toBeGreaterThan(2.5);
  const tail = (from: number) => {
    const part = mono.subarray((begin / 4 + from) * sampleRate, (begin / 4 + from + 1) * sampleRate);
    const { low, high } = split(part, sampleRate, 150);
    return levelCurve(high, sampleRate, 1)[0]! - levelCurve(low, sampleRate, 1)[0]!;
  };
  expect(tail(0)).toBeGreaterThan(tail(3) + 6);
  // Most of the time it is silent.
  expect(levels.filter((level) => level < top - 50).length / levels.length).toBeGreaterThan(0.35);
});

test('snow is a soft low hush without gusts', () => {
  const { mono, sampleRate } = soundOf('snow');
  expect(shareBetween(spectrumOf('snow'), 50, 1200)).toBeGreaterThan(0.95);
  expect(spread(levelCurve(mono, sampleRate, 0.5))).toBeLessThan(3);
  const softer = (name: AmbienceName) => integratedLoudness([soundOf(name).left, soundOf(name).right], sampleRate);
  expect(softer('snow')).toBeLessThan(softer('wind') - 5);
});

test('waves swell every 8 to 12 s and brighten as they break', () => {
  const { mono, sampleRate } = soundOf('waves');
  const levels = levelCurve(mono, sampleRate, 0.5);
  const smooth = levels.map(
    (_, i) => levels.slice(Math.max(0, i - 2), i + 3).reduce((sum, value) => sum + value, 0) / 5,
  );
  const crests = smooth.flatMap((level, i) =>
    i > 3 && i < smooth.length - 4 && smooth.slice(i - 4, i + 5).every((other) => other <= level) ? [i / 2] : [],
  );
  expect(crests.length).toBeGreaterThanOrEqual(3);
  for (const gap of crests.slice(1).map((crest, i) => crest - crests[i]!)) {
    expect(gap).toBeGreaterThan(6.5);
    expect(gap).toBeLessThan(13);
  }
  expect(correlation(levels, centroidCurve(mono, sampleRate, 0.5))).toBeGreaterThan(0.8);
});

test('a bubble decays as long as its size says, and rises', () => {
  const rate = 48_000;
  const sound = bubble(1000, rate, 0.2);
  const crossings: number[] = [];
  for (let i = 1; i < sound.length; i++) if (sound[i - 1]! < 0 && sound[i]! >= 0) crossings.push(i);
  const periods = crossings.slice(1).map((at, i) => at - crossings[i]!);
  expect(rate / periods[0]!).toBeGreaterThan(960);
  expect(rate / periods.at(-1)!).toBeGreaterThan(1.2 * (rate / periods[0]!));
  // d = 0.043 f + 0.0014 f^1.5 (van den Doel): 87 a second at 1 kHz.
  const [early, late] = [peak(sound.subarray(96, 192)), peak(sound.subarray(96 + 960, 192 + 960))];
  expect(Math.log(early / late) / 0.02).toBeGreaterThan(70);
  expect(Math.log(early / late) / 0.02).toBeLessThan(105);
});

test('a brook is many short tones between 400 Hz and 4 kHz', () => {
  const { mono, sampleRate } = soundOf('brook');
  expect(shareBetween(spectrumOf('brook'), 350, 4200)).toBeGreaterThan(0.85);
  // At any moment it is tonal, where rain is noise.
  const tonal = (samples: Float32Array) => {
    const moments = Array.from({ length: 60 }, (_, i) => samples.subarray(i * 20_000, i * 20_000 + 1024));
    return moments.reduce((sum, part) => sum + flatness(powerSpectrum(part, sampleRate, 1024), 400, 6000), 0) / 60;
  };
  expect(tonal(mono)).toBeLessThan(0.5 * tonal(soundOf('rain').mono));
});

test('drips are single tones between 500 Hz and 3 kHz with the echo of a cave, and silence', () => {
  const { mono, sampleRate } = soundOf('drips');
  expect(shareBetween(spectrumOf('drips'), 500, 3500)).toBeGreaterThan(0.85);
  const levels = levelCurve(mono, sampleRate, 0.05);
  const top = Math.max(...levels);
  expect(levels.filter((level) => level < top - 40).length / levels.length).toBeGreaterThan(0.5);
  // The tail falls 20 dB in 0.3 s to 1.2 s.
  const at = levels.indexOf(top);
  const fallen = levels.slice(at + 1).findIndex((level) => level < top - 30);
  expect(fallen * 0.05).toBeGreaterThan(0.3);
  expect(fallen * 0.05).toBeLessThan(1.6);
});

test('birds sing gliding tones between 2 and 7 kHz, with pauses', () => {
  const { mono, sampleRate } = soundOf('birds');
  expect(shareBetween(spectrumOf('birds'), 2000, 7500)).toBeGreaterThan(0.95);
  const moments = Array.from({ length: Math.floor(mono.length / 512) }, (_, i) =>
    mono.subarray(i * 512, i * 512 + 512),
  );
  const threshold = 0.25 * peak(mono);
  const loud = moments.filter((part) => peak(part) > threshold);
  const tops = loud.map((part) => peakBetween(powerSpectrum(part, sampleRate, 512), 1500, 9000));
  expect(spread(tops.map(Math.log2))).toBeGreaterThan(0.15);
  const levels = levelCurve(mono, sampleRate, 0.1);
  expect(levels.filter((level) => level < Math.max(...levels) - 50).length / levels.length).toBeGreaterThan(0.3);
});

test('crickets chirp at 4 to 5 kHz in pulses of 27 to 33 a second', () => {
  const { mono, sampleRate } = soundOf('crickets');
  const { high } = split(mono, sampleRate, 2500);
  const spectrum = powerSpectrum(high, sampleRate);
  expect(shareBetween(spectrum, 4100, 5100)).toBeGreaterThan(0.9);
  const movement = modulation(high, sampleRate);
  expect(peakBetween(movement, 15, 48)).toBeGreaterThan(26);
  expect(peakBetween(movement, 15, 48)).toBeLessThan(34);
  expect(peakBetween(movement, 0.8, 8)).toBeLessThan(3);
});

test('fire crackles over a hiss and a low rumble', () => {
  const { mono, sampleRate } = soundOf('fire');
  const { low, high } = split(mono, sampleRate, 700);
  expect(kurtosis(high)).toBeGreaterThan(15);
  expect(kurtosis(low)).toBeLessThan(6);
  expect(shareBetween(powerSpectrum(low, sampleRate), 20, 250)).toBeGreaterThan(0.6);
  // Crackles are milliseconds long, and several come in a second.
  const fine = levelCurve(high, sampleRate, 0.005);
  const floor = [...fine].sort((a, b) => a - b)[Math.round(fine.length / 2)]!;
  const loud = fine.map((value) => value > floor + 12);
  const starts = loud.filter((is, i) => is && !loud[i - 1]).length;
  expect(starts / SECONDS).toBeGreaterThan(2);
  expect(loud.filter(Boolean).length / starts).toBeLessThan(5);
});

test('talk has the band of voices and moves by syllables, three to six a second', () => {
  const { mono, sampleRate } = soundOf('murmur');
  expect(shareBetween(spectrumOf('murmur'), 90, 2000)).toBeGreaterThan(0.95);
  const movement = modulation(mono, sampleRate);
  expect(powerBetween(movement, 2, 7) / 5).toBeGreaterThan((3 * powerBetween(movement, 9, 20)) / 11);
});

test('cups ring above 1.5 kHz for a fraction of a second', () => {
  const { mono, sampleRate } = soundOf('cups');
  expect(shareBetween(spectrumOf('cups'), 1500, 14_000)).toBeGreaterThan(0.7);
  const levels = levelCurve(mono, sampleRate, 0.02);
  const top = Math.max(...levels);
  const at = levels.indexOf(top);
  expect(levels[at + 45]).toBeLessThan(top - 25);
  expect(levels.filter((level) => level < top - 50).length / levels.length).toBeGreaterThan(0.4);
});

test('machines hum on one note and work twice a second', () => {
  const { mono, sampleRate } = soundOf('machines');
  const fine = powerSpectrum(mono, sampleRate, 16_384);
  const hum = peakBetween(fine, 40, 70);
  expect(powerBetween(fine, 2 * hum - 6, 2 * hum + 6)).toBeGreaterThan(
    3 * powerBetween(fine, 2.5 * hum - 6, 2.5 * hum + 6),
  );
  const { high } = split(mono, sampleRate, 1500);
  expect(peakBetween(modulation(high, sampleRate), 0.5, 3.5)).toBeCloseTo(2, 0);
});

test('a bell has hum, prime, minor third, fifth and octave', () => {
  const { mono, sampleRate } = soundOf('bells');
  const levels = levelCurve(mono, sampleRate, 0.5);
  const at = levels.indexOf(Math.max(...levels)) / 2;
  const stroke = powerSpectrum(mono.subarray(at * sampleRate, (at + 1.6) * sampleRate), sampleRate, 32_768);
  const prime = peakBetween(stroke, 290, 450);
  for (const factor of [0.5, 1.2, 1.5, 2]) {
    const near = powerBetween(stroke, prime * factor * 0.98, prime * factor * 1.02);
    expect(near).toBeGreaterThan(10 * powerBetween(stroke, prime * factor * 1.05, prime * factor * 1.09));
  }
});

const LOOPS = AMBIENCE_NAMES.filter((name) => BEDS[name].kind === 'loop');
const loudnessOf = ({ left, right, sampleRate }: HeardSound) => integratedLoudness([left, right], sampleRate);

test.each(LOOPS)('%s is as loud at level 1 as its bed says', (name) => {
  expect(Math.abs(loudnessOf(soundOf(name)) - BEDS[name].loudness)).toBeLessThan(3);
});

test.each(LOOPS)('%s has no seam where its samples begin anew', (name) => {
  const work = bedSounds(name, 'a');
  let step = work.next();
  while (!step.done) step = work.next();
  for (const channel of step.value[0]!) {
    const seam = Math.abs(channel[0]! - channel.at(-1)!);
    expect(seam).toBeLessThanOrEqual(largestStep(channel, BEDS[name].rate));
    expect(seam).toBeLessThan(6 * Math.sqrt(meanSquareStep(channel)));
  }
});

describe.each(AMBIENCE_NAMES)('%s', (name) => {
  test('leaves room for the music, and never clicks', () => {
    const { left, right, sampleRate } = soundOf(name);
    expect(loudnessOf(soundOf(name))).toBeLessThan(BEDS[name].loudness + 3);
    expect(peak(left, right)).toBeLessThan(0.5);
    expect(largestStep(left, sampleRate)).toBeLessThan(0.5);
  });

  test('is the same for the same seed, and another for another', async () => {
    const again = await renderSound(name, 6);
    const other = await renderSound(name, 6, 1, 'b');
    const first = soundOf(name).left.subarray(0, again.left.length);
    expect(again.left.every((value, i) => Math.abs(value - first[i]!) < 1e-6)).toBe(true);
    expect(other.left.some((value, i) => Math.abs(value - first[i]!) > 1e-4)).toBe(true);
  });
});

test('half the level is half as loud, 10 dB, and no step of a tenth is a jump', async () => {
  const loudness: number[] = [];
  for (const level of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]) {
    const { left, right, sampleRate } = await renderSound('brook', 6, level);
    loudness.push(integratedLoudness([left, right], sampleRate));
  }
  expect(loudness.at(-1)! - loudness[1]!).toBeCloseTo(10, 0);
  for (const step of loudness.slice(1).map((value, i) => value - loudness[i]!)) {
    expect(step).toBeGreaterThan(0.5);
    expect(step).toBeLessThan(3.5);
  }
});

function meanSquareStep(samples: Float32Array): number {
  let sum = 0;
  for (let i = 1; i < samples.length; i++) sum += (samples[i]! - samples[i - 1]!) ** 2;
  return sum / samples.length;
}
