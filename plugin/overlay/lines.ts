/** Line graphs of the last half minute. */

import type { Seconds } from '../music/time.ts';
import { LINE, WELL } from './theme.ts';

/** One line of a graph. */
export interface Graph {
  readonly values: readonly number[];
  readonly color: string;
  readonly wide?: number;
  readonly dashed?: boolean;
}

/** Time span of a graph. */
const ACROSS: Seconds = 30;
const MEASURED_EVERY = 20;

/** A canvas with line graphs between two values. */
export class Lines {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #min: number;
  readonly #max: number;
  #width = 0;
  #height = 0;
  #draws = 0;

  constructor(name: string, min = 0, max = 1) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'lines';
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', name);
    this.#context = this.canvas.getContext('2d')!;
    this.#min = min;
    this.#max = max;
  }

  /** Draws the latest samples, the newest at the right edge; `times` are their clock times. */
  draw(graphs: readonly Graph[], times: readonly Seconds[]): void {
    // Reading the size forces layout, so it is read only now and then.
    if (this.#width === 0 || this.#draws++ % MEASURED_EVERY === 0) {
      this.#width = this.canvas.clientWidth;
      this.#height = this.canvas.clientHeight;
    }
    const { width, height } = { width: this.#width, height: this.#height };
    const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    if (width === 0) return;
    if (this.canvas.width !== Math.round(width * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = WELL;
    context.fillRect(0, 0, width, height);
    context.fillStyle = LINE;
    context.globalAlpha = 0.5;
    for (const share of [0.25, 0.5, 0.75]) context.fillRect(0, Math.round(height * share), width, 1);
    context.globalAlpha = 1;
    const inner = height - 6;
    const now = times.at(-1) ?? 0;
    for (const { values, color, wide = 1.5, dashed = false } of graphs) {
      context.strokeStyle = color;
      context.lineWidth = wide;
      context.lineJoin = 'round';
      context.setLineDash(dashed ? [3, 3] : []);
      context.beginPath();
      const first = times.findIndex((time) => time >= now - ACROSS);
      values.slice(first).forEach((value, i) => {
        const x = width - ((now - times[first + i]!) / ACROSS) * width;
        const y = 3 + inner * (1 - (value - this.#min) / (this.#max - this.#min));
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      context.stroke();
    }
    context.setLineDash([]);
  }
}
