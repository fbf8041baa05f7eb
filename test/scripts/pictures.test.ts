import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { random } from '../../plugin/music/random.ts';
import { spectrogramPng } from '../../scripts/levels/spectrogram.ts';
import { POINTS, spectrumAt } from '../../scripts/levels/spectrum.ts';
import { gifOf, withColors } from '../../scripts/screenshots/colors.ts';

const RATE = 44_100;
const sine = (hertz: number, seconds: number) =>
  Float32Array.from({ length: RATE * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / RATE));

function picture(width: number, height: number, colorAt: (x: number, y: number) => readonly number[]): Buffer {
  const image = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set([...colorAt(x, y), 255], (y * width + x) * 4);
  return PNG.sync.write(image);
}

const colorsOf = ({ data }: PNG) => {
  const colors = Array.from({ length: data.length / 4 }, (_, i) => data.subarray(i * 4, i * 4 + 3).join());
  return new Set(colors).size;
};

describe('a spectrum', () => {
  test('has 0 dB at a full-scale sine, and next to nothing an octave away', () => {
    const bin = 512;
    const powers = spectrumAt(sine((bin * RATE) / POINTS, 1), RATE / 2);
    expect(10 * Math.log10(powers[bin]!)).toBeCloseTo(0, 1);
    expect(powers.indexOf(Math.max(...powers.subarray(0, POINTS / 2)))).toBe(bin);
    expect(10 * Math.log10(powers[2 * bin]! + 1e-20)).toBeLessThan(-100);
  });

  test('is a picture in which a higher note lies higher', () => {
    const brightestRow = (hertz: number) => {
      const { data, width, height } = PNG.sync.read(Buffer.from(spectrogramPng([sine(hertz, 1)], RATE)));
      const rows = Array.from({ length: height }, (_, y) => data[(y * width + width / 2) * 4]!);
      return rows.indexOf(Math.max(...rows));
    };
    // 140 rows for 8.64 octaves.
    expect(brightestRow(500) - brightestRow(4000)).toBeCloseTo((3 * 140) / Math.log2(16_000 / 40), -1);
  });
});

describe('a picture of few colors', () => {
  const gradient = picture(64, 64, (x, y) => [x * 4, y * 4, 128]);

  test('has no more colors than asked, near those it had', () => {
    const [before, after] = [gradient, withColors(gradient, 20)].map((file) => PNG.sync.read(Buffer.from(file)));
    expect(colorsOf(before!)).toBe(4096);
    expect(colorsOf(after!)).toBeLessThanOrEqual(20);
    expect(colorsOf(after!)).toBeGreaterThan(10);
    const distances = before!.data.map((value, i) => Math.abs(value - after!.data[i]!));
    expect(distances.reduce((sum, each) => sum + each, 0) / distances.length).toBeLessThan(16);
  });

  test('is a file of one byte a pixel, as other programs read it', () => {
    const file = Buffer.from(withColors(gradient, 20));
    const [BITS, COLOR_TYPE] = [24, 25];
    expect([file[BITS], file[COLOR_TYPE]]).toEqual([8, 3]);
    const { width, height } = PNG.sync.read(file, { checkCRC: true });
    expect([width, height]).toEqual([64, 64]);
  });

  test('is a frame of an animation; what does not change costs little', () => {
    const noise = (seed: number) => {
      const chance = random(`noise ${seed}`);
      return picture(64, 64, () => [0, 1, 2].map(() => Math.floor(256 * chance.next())));
    };
    const still = gifOf([noise(1), noise(1), noise(1)], 64, 110);
    const moving = gifOf([noise(1), noise(2), noise(3)], 64, 110);
    for (const gif of [still, moving]) {
      expect(Buffer.from(gif.subarray(0, 6)).toString('latin1')).toBe('GIF89a');
      expect(Buffer.from(gif).toString('latin1')).toContain('NETSCAPE2.0');
    }
    expect(still.length).toBeLessThan(moving.length / 2);
  });
});
