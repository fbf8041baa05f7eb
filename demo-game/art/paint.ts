/** Pictures are painted once onto canvas textures; the game ships no image files. */

import type { Scene, Textures } from 'phaser';
import { FLOOR, GROUND } from '../layout.ts';
import { fade, INK } from '../palette.ts';
import { type Finish, pixelate } from './pixels.ts';

/** A canvas brush. */
export type Brush = CanvasRenderingContext2D;

/** Pictures are drawn in large coordinates and come out this much smaller, in the game's pixels. */
export const GRAIN = 0.4;
/** The ground in the coordinates of drawings: its far and near edge, and the lower edge of the picture. */
export const FIELD = { far: GROUND.far / GRAIN, near: GROUND.near / GRAIN, bottom: FLOOR / GRAIN } as const;

/** How a texture is painted. */
export interface Painting extends Finish {
  /** Game pixels per unit of the drawing; default {@link GRAIN}. */
  readonly grain?: number;
}

/** Figures have clear colours and a dark rim. */
export const FIGURE: Painting = { outline: INK, dither: 6 };

/** Paints a texture under a key, unless it is there already; width and height are in units of the drawing. */
export function paint(
  scene: Scene,
  key: string,
  width: number,
  height: number,
  draw: (brush: Brush) => void,
  painting: Painting = {},
): void {
  paintFrames(scene, key, { width, height }, 1, draw, painting);
}

/** Paints a row of equal frames, numbered from 0, for an animation. */
export function paintFrames(
  scene: Scene,
  key: string,
  size: { readonly width: number; readonly height: number },
  count: number,
  draw: (brush: Brush, frame: number) => void,
  { grain = GRAIN, ...finish }: Painting = {},
): void {
  if (scene.textures.exists(key)) return;
  const [width, height] = [Math.round(size.width * grain), Math.round(size.height * grain)];
  const canvas = blankTexture(scene, key, width * count, height);
  if (!canvas) return;
  const brush = canvas.getContext();
  for (let frame = 0; frame < count; frame++) {
    brush.save();
    brush.translate(frame * width, 0);
    brush.beginPath();
    brush.rect(0, 0, width, height);
    brush.clip();
    brush.scale(grain, grain);
    draw(brush, frame);
    brush.restore();
    if (count > 1) canvas.add(frame, 0, frame * width, 0, width, height);
    const image = brush.getImageData(frame * width, 0, width, height);
    pixelate(image, finish);
    brush.putImageData(image, frame * width, 0);
  }
  canvas.refresh();
}

/**
 * A clear canvas texture in the processor's memory; null where the key is taken. Phaser's own canvases lie in the graphics
 * card's where smoothing is off, and every picture has to be fetched from there to be finished.
 */
export function blankTexture(scene: Scene, key: string, width: number, height: number): Textures.CanvasTexture | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d', { willReadFrequently: true });
  return scene.textures.addCanvas(key, canvas);
}

/** Numbers in [0, 1) that come out the same on every visit: the scenery of a place does not move about. */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** Draws a thing three times, so that a strip of this width joins onto itself. */
export function wrapped(brush: Brush, width: number, draw: () => void): void {
  for (const shift of [-width, 0, width]) {
    brush.save();
    brush.translate(shift, 0);
    draw();
    brush.restore();
  }
}

/** Fills a circle. */
export function disc(brush: Brush, x: number, y: number, radius: number, colour: string | CanvasGradient): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.arc(x, y, radius, 0, Math.PI * 2);
  brush.fill();
}

/** Fills an ellipse. */
export function oval(brush: Brush, x: number, y: number, rx: number, ry: number, colour: string, turn = 0): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  brush.fill();
}

/** Fills a closed shape through points, as straight lines. */
export function shape(
  brush: Brush,
  points: readonly (readonly [number, number])[],
  colour: string | CanvasGradient,
): void {
  brush.fillStyle = colour;
  brush.beginPath();
  points.forEach(([x, y], index) => {
    if (index === 0) brush.moveTo(x, y);
    else brush.lineTo(x, y);
  });
  brush.closePath();
  brush.fill();
}

/** A vertical gradient over colours, evenly spaced. */
export function down(brush: Brush, from: number, to: number, colours: readonly string[]): CanvasGradient {
  const gradient = brush.createLinearGradient(0, from, 0, to);
  for (const [index, colour] of colours.entries())
    gradient.addColorStop(index / Math.max(1, colours.length - 1), colour);
  return gradient;
}

/** A soft light that fades to nothing at its radius. */
export function halo(brush: Brush, x: number, y: number, radius: number, colour: string, strength = 1): void {
  const gradient = brush.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, fade(colour, strength));
  gradient.addColorStop(0.35, fade(colour, strength * 0.42));
  gradient.addColorStop(1, fade(colour, 0));
  disc(brush, x, y, radius, gradient);
}
