/** Looks at a picture in the browser: makes it small at once, reads it when the rest of this folder is loaded. */

import { reasonOf } from '../../mood/names.ts';
import type { Look } from './read-picture.ts';

/** What can be looked at: an image, a canvas, a video, a bitmap, or pixels. */
export type PictureSource = CanvasImageSource | ImageData;

/** Edge of the small picture, in pixels. */
const EDGE = 32;

/** Reads a small picture later, when nobody waits for a frame. */
export type SmallPicture = () => ImageData;

/**
 * A small copy of a picture as it is now. Nothing is read back from the graphics card yet.
 * @throws TypeError if it is no picture, or an Error if it has no size or cannot be drawn.
 */
export function smallCopy(source: PictureSource): SmallPicture {
  if (typeof ImageData !== 'undefined' && source instanceof ImageData) return () => source;
  const canvas =
    typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(EDGE, EDGE);
  canvas.width = EDGE;
  canvas.height = EDGE;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (context === null) throw new Error('this browser has no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source as CanvasImageSource, 0, 0, EDGE, EDGE);
  return () => context.getImageData(0, 0, EDGE, EDGE);
}

/** Looks at a picture. Never rejects: what cannot be seen is said in `problem`. */
export async function lookAt(source: PictureSource): Promise<Look> {
  try {
    return await readSmall(smallCopy(source));
  } catch (error) {
    return unseen(`this picture cannot be drawn: ${reasonOf(error)}`);
  }
}

/** Reads a small copy, in a pause of the page where the browser knows of such. */
export async function readSmall(read: SmallPicture): Promise<Look> {
  const { readPicture } = await import('./read-picture.ts');
  await new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 0);
  });
  try {
    const { data, width, height } = read();
    return readPicture(data, width, height);
  } catch (error) {
    const isTainted = error instanceof DOMException && error.name === 'SecurityError';
    return unseen(
      isTainted
        ? 'this picture cannot be read: part of it is an image of another site; load that image with crossOrigin, from a server that allows it'
        : `this picture cannot be read: ${reasonOf(error)}`,
    );
  }
}

/** The result for a picture that cannot be seen. */
export function unseen(problem: string): Look {
  return { feel: {}, moods: [], colors: null, why: [], problem };
}
