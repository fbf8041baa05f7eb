/** What a picture says about music, from its colors alone. `look.ts` loads this folder when it is first used. */

import type { Feel } from '../../mood/feel.ts';
import { colorsOf, type PictureColors } from './colors.ts';
import { feelOf, type PictureReason } from './picture-feel.ts';
import { type MoodShare, placesLike } from './places.ts';

/** What was seen in a picture. */
export interface Look {
  /** How the picture feels, each 0..1; pass it to `soundtrack.feel()`. Empty if there is a problem. */
  readonly feel: Partial<Feel>;
  /** The presets whose places look most like it, the most similar first; the shares of all add up to 1. */
  readonly moods: readonly MoodShare[];
  /** Its colors in numbers; null if there is a problem. */
  readonly colors: PictureColors | null;
  /** What in the picture adds to the feel, the largest part first. */
  readonly why: readonly PictureReason[];
  /** In one line, why nothing could be seen; null if all is well. */
  readonly problem: string | null;
}

/**
 * The feel of a picture and the moods of places that look like it. A pure function: the same pixels always give the same.
 * It sees colors only; what is in the picture, or what happens there, it does not know.
 * @param pixels RGBA bytes row by row, as in `ImageData`
 * @param width in pixels
 * @param height in pixels
 * @throws TypeError without pixels; RangeError if the number of bytes is not 4 × width × height.
 * @example
 * const red = new Uint8ClampedArray(4 * 8 * 8).map((_, i) => (i % 4 === 0 || i % 4 === 3 ? 255 : 0));
 * const { feel, moods } = readPicture(red, 8, 8);
 * console.log(feel.arousal, moods[0]?.mood);
 */
export function readPicture(pixels: ArrayLike<number>, width: number, height: number): Look {
  if (typeof pixels !== 'object' || pixels === null || typeof pixels.length !== 'number')
    throw new TypeError('readPicture needs RGBA bytes, width and height; write readPicture(data, width, height)');
  const isSize = (edge: number) => Number.isInteger(edge) && edge > 0;
  if (!isSize(width) || !isSize(height) || pixels.length !== 4 * width * height)
    throw new RangeError(
      `a picture of ${width} × ${height} has 4 × ${width} × ${height} bytes (RGBA), not ${pixels.length}`,
    );
  const colors = colorsOf(pixels, width, height);
  if (colors === null)
    return { feel: {}, moods: [], colors: null, why: [], problem: 'this picture is transparent everywhere' };
  return { ...feelOf(colors), moods: placesLike(colors), colors, problem: null };
}
