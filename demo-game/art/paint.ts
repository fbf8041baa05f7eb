/** Pictures are painted once onto canvas textures; the game ships no image files. */

import type { Scene } from 'phaser';
import { fade } from '../palette.ts';

/** A canvas brush. */
export type Brush = CanvasRenderingContext2D;

/** Paints a texture under a key, unless it is there already. */
export function paint(scene: Scene, key: string, width: number, height: number, draw: (brush: Brush) => void): void {
  if (scene.textures.exists(key)) return;
  const canvas = scene.textures.createCanvas(key, width, height);
  if (!canvas) return;
  draw(canvas.getContext());
  canvas.refresh();
}

/** Paints a row of equal frames, numbered from 0, for an animation. */
export function paintFrames(
  scene: Scene,
  key: string,
  size: { readonly width: number; readonly height: number },
  count: number,
  draw: (brush: Brush, frame: number) => void,
): void {
  if (scene.textures.exists(key)) return;
  const canvas = scene.textures.createCanvas(key, size.width * count, size.height);
  if (!canvas) return;
  const brush = canvas.getContext();
  for (let frame = 0; frame < count; frame++) {
    brush.save();
    brush.translate(frame * size.width, 0);
    brush.beginPath();
    brush.rect(0, 0, size.width, size.height);
    brush.clip();
    draw(brush, frame);
    brush.restore();
    canvas.add(frame, 0, frame * size.width, 0, size.width, size.height);
  }
  canvas.refresh();
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
