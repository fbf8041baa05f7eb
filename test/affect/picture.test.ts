import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colorsOf, HUE_NAMES, type HueName } from '../../plugin/affect/picture/colors.ts';
import { chromaOf, hueOf, oklab } from '../../plugin/affect/picture/oklab.ts';
import { readPicture } from '../../plugin/affect/picture/read-picture.ts';
import { PRESET_NAMES } from '../../plugin/internal.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** A picture whose points are given by a function. */
function picture(width: number, height: number, color: (x: number, y: number) => Rgb, alpha = 255): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set([...color(x, y), alpha], 4 * (y * width + x));
  return pixels;
}
const plain = (...color: Rgb) =>
  readPicture(
    picture(16, 16, () => color),
    16,
    16,
  );

describe('OKLab', () => {
  // The values of Ottosson's article, from CIE XYZ of sRGB's own colors.
  test.each([
    ['white', [255, 255, 255], [1, 0, 0]],
    ['black', [0, 0, 0], [0, 0, 0]],
    ['red', [255, 0, 0], [0.628, 0.225, 0.126]],
    ['green', [0, 255, 0], [0.866, -0.234, 0.179]],
    ['blue', [0, 0, 255], [0.452, -0.032, -0.312]],
  ] as const)('%s lies where it was defined', (_name, [r, g, b], expected) => {
    for (const [i, value] of oklab(r, g, b).entries()) expect(value).toBeCloseTo(expected[i]!, 2);
  });

  test('a gray has no color', () => {
    for (const gray of [0, 60, 128, 255]) expect(chromaOf(oklab(gray, gray, gray))).toBeLessThan(1e-4);
    expect(hueOf(oklab(255, 0, 0))).toBeCloseTo(29.2, 0);
  });
});

describe('the colors of a picture', () => {
  test.each([
    ['red', [200, 40, 30]],
    ['orange', [230, 140, 50]],
    ['yellow', [230, 215, 70]],
    ['green', [60, 160, 60]],
    ['cyan', [60, 170, 170]],
    ['blue', [40, 80, 200]],
    ['purple', [140, 60, 190]],
    ['pink', [230, 120, 165]],
  ] as const)('know %s by its name', (name: HueName, color) => {
    const { hues } = colorsOf(
      picture(8, 8, () => color),
      8,
      8,
    )!;
    expect(hues[name]).toBeCloseTo(1, 6);
  });

  test('tell contrast, edges and a bright sky from a plain picture', () => {
    const gray = colorsOf(
      picture(32, 32, () => [120, 120, 120]),
      32,
      32,
    )!;
    expect(gray).toMatchObject({ contrast: 0, edges: 0, sky: 0 });
    expect(gray.chroma).toBeLessThan(1e-4);
    const board = colorsOf(
      picture(32, 32, (x, y) => ((x + y) % 2 === 0 ? [0, 0, 0] : [255, 255, 255])),
      32,
      32,
    )!;
    expect(board.contrast).toBeCloseTo(1, 2);
    expect(board.edges).toBe(1);
    const sky = colorsOf(
      picture(32, 32, (_x, y) => (y < 16 ? [200, 220, 255] : [30, 50, 20])),
      32,
      32,
    )!;
    expect(sky.sky).toBeGreaterThan(0.5);
    expect(sky.hues.blue).toBeCloseTo(0.5, 6);
  });

  test('are the same for a picture and the same picture four times as large', () => {
    const color = (x: number, y: number): Rgb => [(x * 37) % 256, (y * 53) % 256, ((x + y) * 29) % 256];
    const small = colorsOf(picture(32, 32, color), 32, 32)!;
    const large = colorsOf(
      picture(128, 128, (x, y) => color(Math.floor(x / 4), Math.floor(y / 4))),
      128,
      128,
    )!;
    expect(large).toEqual(small);
  });

  test('leave out what is transparent', () => {
    const half = picture(16, 16, () => [255, 0, 0]);
    for (let i = 0; i < half.length / 2; i += 4) half.set([255, 255, 255, 0], i);
    const { lightness, hues } = colorsOf(half, 16, 16)!;
    expect(lightness).toBeCloseTo(0.628, 2);
    expect(hues.red).toBeCloseTo(1, 6);
  });
});

describe('a picture', () => {
  test('is more pleasant the brighter, more exciting the more colorful it is, as both studies say', () => {
    expect(plain(220, 220, 220).feel.valence).toBeGreaterThan(plain(40, 40, 40).feel.valence!);
    expect(plain(60, 90, 220).feel.valence).toBeGreaterThan(plain(40, 50, 90).feel.valence!);
    expect(plain(220, 40, 40).feel.arousal).toBeGreaterThan(plain(150, 110, 110).feel.arousal!);
  });

  test('is more exciting in red than in blue, and as exciting bright as dark', () => {
    expect(plain(210, 40, 40).feel.arousal).toBeGreaterThan(plain(40, 70, 210).feel.arousal! + 0.1);
    expect(plain(200, 200, 200).feel.arousal).toBe(plain(60, 60, 60).feel.arousal);
  });

  test('is more tense in the dark and in red', () => {
    expect(plain(20, 20, 30).feel.tension).toBeGreaterThan(plain(200, 200, 210).feel.tension! + 0.2);
    expect(plain(120, 20, 20).feel.tension).toBeGreaterThan(plain(20, 60, 120).feel.tension!);
  });

  test('says why: the parts add up to the feel', () => {
    const { feel, why } = plain(90, 60, 70);
    const added = (axis: 'valence' | 'arousal' | 'tension') => why.reduce((sum, reason) => sum + reason[axis], 0);
    // A plain gray of usual lightness has the feel of no picture in particular; parts below .02 are not named.
    for (const [axis, usual] of [
      ['valence', 0.52],
      ['arousal', 0.48],
      ['tension', 0.4],
    ] as const)
      expect(Math.abs(usual + added(axis) - feel[axis]!)).toBeLessThan(0.04);
  });

  test('says of a dark one that it is dark, the largest part first', () => {
    const { why } = plain(15, 10, 20);
    expect(why[0]!.what).toBe('dark');
    expect(why[0]!.valence).toBeLessThan(0);
    expect(why[0]!.tension).toBeGreaterThan(0);
    const size = ({ valence, arousal, tension }: (typeof why)[number]) =>
      Math.max(Math.abs(valence), Math.abs(arousal), Math.abs(tension));
    expect(why.map(size)).toEqual([...why.map(size)].sort((one, other) => other - one));
  });

  test('that is transparent is a problem, not a feel', () => {
    const look = readPicture(
      picture(4, 4, () => [255, 255, 255], 0),
      4,
      4,
    );
    expect(look).toMatchObject({ feel: {}, moods: [], colors: null, why: [] });
    expect(look.problem).toMatch(/transparent/);
  });

  test('with another number of bytes is refused', () => {
    expect(() => readPicture(new Uint8ClampedArray(12), 2, 2)).toThrow(/4 × 2 × 2 bytes \(RGBA\), not 12/);
    expect(() => readPicture([], 0, 0)).toThrow(RangeError);
  });

  test('without pixels is refused in one line', () => {
    const nothing = readPicture as () => unknown;
    expect(() => nothing()).toThrow(
      /^readPicture needs RGBA bytes, width and height; write readPicture\(data, width, /,
    );
  });

  test('of any content gives a point of the dial and every mood a share, the same each time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer(),
        (width, height, seed) => {
          let state = seed;
          const chance = () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            return state & 255;
          };
          const pixels = picture(width, height, () => [chance(), chance(), chance()]);
          const look = readPicture(pixels, width, height);
          for (const value of Object.values(look.feel)) expect(value >= 0 && value <= 1).toBe(true);
          expect(look.moods.map(({ mood }) => mood).sort()).toEqual([...PRESET_NAMES].sort());
          expect(look.moods.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
          expect(HUE_NAMES.reduce((sum, name) => sum + look.colors!.hues[name], 0)).toBeLessThanOrEqual(1 + 1e-9);
          expect(readPicture(pixels, width, height)).toEqual(look);
        },
      ),
      { numRuns: 200 },
    );
  });
});
