/** Paints pictures once onto canvas textures; the game ships no image files. */

import type { Scene, Textures } from 'phaser';
import { FLOOR, GROUND } from '../layout.ts';
import { fade, INK } from '../palette.ts';
import { type Finish, pixelate } from './pixels.ts';

/** A canvas context. */
export type Brush = CanvasRenderingContext2D;

/** Game pixels per drawing unit: pictures are drawn larger and scaled down. */
export const GRAIN = 0.4;
/** The ground in drawing units: its far and near edge, and the lower edge of the picture. */
export const FIELD = { far: GROUND.far / GRAIN, near: GROUND.near / GRAIN, bottom: FLOOR / GRAIN } as const;

/** Options of a texture. */
export interface Painting extends Finish {
  /** Game pixels per unit of the drawing; default {@link GRAIN}. */
  readonly grain?: number;
}

/** The finish of figures: little dithering and a dark outline. */
export const FIGURE: Painting = { outline: INK, dither: 6 };

/** Paints a texture under a key, unless it exists; width and height are in drawing units. */
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

/** Paints a row of equally large frames, numbered from 0, for an animation. */
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
 * A clear canvas texture in main memory; null if the key exists. Without smoothing, Phaser's own canvases are in GPU memory, from
 * which every picture would have to be read back.
 */
export function blankTexture(scene: Scene, key: string, width: number, height: number): Textures.CanvasTexture | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d', { willReadFrequently: true });
  return scene.textures.addCanvas(key, canvas);
}

/** Seeded numbers in [0, 1), so that the scenery of a place is the same on every visit. */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** Draws three times, shifted by the width, so that a strip repeats without a seam. */
export function wrapped(brush: Brush, width: number, draw: () => void): void {
  for (const shift of [-width, 0, width]) {
    brush.save();
    brush.translate(shift, 0);
    draw();
    brush.restore();
  }
}

/** Fills a circle. */
export function disc(brush: Brush, x: number, y: number, radius: number, color: string | CanvasGradient): void {
  brush.fillStyle = color;
  brush.beginPath();
  brush.arc(x, y, radius, 0, Math.PI * 2);
  brush.fill();
}

/** Fills an ellipse. */
export function oval(brush: Brush, x: number, y: number, rx: number, ry: number, color: string, turn = 0): void {
  brush.fillStyle = color;
  brush.beginPath();
  brush.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  brush.fill();
}

/** Fills a polygon. */
export function shape(
  brush: Brush,
  points: readonly (readonly [number, number])[],
  color: string | CanvasGradient,
): void {
  brush.fillStyle = color;
  brush.beginPath();
  points.forEach(([x, y], index) => {
    if (index === 0) brush.moveTo(x, y);
    else brush.lineTo(x, y);
  });
  brush.closePath();
  brush.fill();
}

/** A vertical gradient of evenly spaced colors. */
export function down(brush: Brush, from: number, to: number, colors: readonly string[]): CanvasGradient {
  const gradient = brush.createLinearGradient(0, from, 0, to);
  for (const [index, color] of colors.entries()) gradient.addColorStop(index / Math.max(1, colors.length - 1), color);
  return gradient;
}

/** A soft light that fades out at its radius. */
export function halo(brush: Brush, x: number, y: number, radius: number, color: string, strength = 1): void {
  const gradient = brush.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, fade(color, strength));
  gradient.addColorStop(0.35, fade(color, strength * 0.42));
  gradient.addColorStop(1, fade(color, 0));
  disc(brush, x, y, radius, gradient);
}
