/** Spectrograms: time from left to right, frequency logarithmically from bottom to top, level as brightness. */

import { PNG } from 'pngjs';
import { POINTS, spectrumAt } from './spectrum.ts';

const WIDTH = 480;
const HEIGHT = 140;
const SHADES = 24;
const LOWEST = 40;
const HIGHEST = 16000;
/** Levels of black and white, in dB. */
const [DARK, BRIGHT] = [-88, -22];

/** Samples as a PNG in 24 colors, from dark blue over violet and orange to white. */
export function spectrogramPng(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const mono = channels[0]!.map(
    (value, i) => channels.reduce((sum, each) => sum + each[i]!, 0) / channels.length || value,
  );
  const image = new PNG({ width: WIDTH, height: HEIGHT });
  for (let x = 0; x < WIDTH; x++) {
    const powers = spectrumAt(mono, Math.round(((x + 0.5) * mono.length) / WIDTH));
    for (let y = 0; y < HEIGHT; y++) {
      const hertz = (row: number) => LOWEST * (HIGHEST / LOWEST) ** (row / HEIGHT);
      const [from, to] = [y, y + 1].map((row) => (hertz(row) * POINTS) / sampleRate) as [number, number];
      const level = 10 * Math.log10(peakBetween(powers, from, to) + 1e-12);
      const share = Math.min(1, Math.max(0, (level - DARK) / (BRIGHT - DARK)));
      image.data.set(colorOf(Math.round(share * (SHADES - 1)) / (SHADES - 1)), ((HEIGHT - 1 - y) * WIDTH + x) * 4);
    }
  }
  return PNG.sync.write(image, { colorType: 2, deflateLevel: 9 });
}

/** The largest value between two positions; interpolated between bins if they are closer than one bin. */
function peakBetween(powers: Float64Array, from: number, to: number): number {
  if (to - from < 1) {
    const low = Math.floor(from);
    const share = from - low;
    return powers[low]! * (1 - share) + powers[low + 1]! * share;
  }
  let peak = 0;
  for (let bin = Math.ceil(from); bin <= to; bin++) peak = Math.max(peak, powers[bin]!);
  return peak;
}

/** Colors at equal distances, interpolated in between. */
const RAMP = [
  [8, 8, 24],
  [50, 20, 90],
  [140, 40, 120],
  [230, 90, 70],
  [250, 180, 80],
  [255, 250, 220],
] as const;

/** Red, green, blue and opacity, 0..255, of a brightness 0..1. */
function colorOf(brightness: number): number[] {
  const at = brightness * (RAMP.length - 1);
  const low = Math.min(RAMP.length - 2, Math.floor(at));
  const channel = (c: number) => Math.round(RAMP[low]![c]! + (RAMP[low + 1]![c]! - RAMP[low]![c]!) * (at - low));
  return [channel(0), channel(1), channel(2), 255];
}
