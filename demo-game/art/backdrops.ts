/** Distant scenery: strips of silhouettes that repeat and scroll at their own speed. */

import type { Scene } from 'phaser';
import { SKY, WIDEST } from '../layout.ts';
import { fade, mix } from '../palette.ts';
import { type Brush, down, FIELD, GRAIN, oval, paint, scatter, wrapped } from './paint.ts';

/** Width of every scrolling strip, in drawing units. */
export const STRIP_WIDTH = WIDEST / GRAIN;
/** Lower end of a scrolling strip, in drawing units: just below the far edge of the ground. */
export const STRIP_HEIGHT = FIELD.far + 15;

/** The top of the tallest picture, in drawing units. */
const TOP = SKY / GRAIN;

/** Paints a strip from `top` down: the empty part above need not be drawn in every frame. */
function paintStrip(scene: Scene, key: string, top: number, draw: (brush: Brush) => void): void {
  const from = Math.floor(top);
  paint(scene, key, STRIP_WIDTH, STRIP_HEIGHT - from, (brush) => {
    brush.translate(0, -from);
    draw(brush);
  });
}

/** Paints a range of hills with heights that vary by `rough`, and a pale edge where light falls. */
export function paintHills(
  scene: Scene,
  key: string,
  look: {
    readonly color: string;
    readonly rim: string;
    readonly base: number;
    readonly roughness: number;
    readonly seed: number;
    /** Mountains with peaks instead of round hills. */
    readonly peaks?: boolean;
  },
): void {
  const line = look.peaks ? peakLine : ridgeLine;
  const ridge = line(look.seed, look.base, look.roughness);
  let top = STRIP_HEIGHT;
  for (let x = 0; x <= STRIP_WIDTH; x += 6) top = Math.min(top, ridge(x));
  paintStrip(scene, key, top - 4, (brush) => {
    const trace = () => {
      brush.beginPath();
      brush.moveTo(0, STRIP_HEIGHT);
      for (let x = 0; x <= STRIP_WIDTH; x += 6) brush.lineTo(x, ridge(x));
      brush.lineTo(STRIP_WIDTH, STRIP_HEIGHT);
      brush.closePath();
    };
    trace();
    brush.fillStyle = down(brush, look.base - look.roughness, STRIP_HEIGHT, [
      look.color,
      mix(look.color, look.rim, 0.35),
    ]);
    brush.fill();
    brush.save();
    brush.clip();
    brush.strokeStyle = fade(look.rim, 0.35);
    brush.lineWidth = 3;
    trace();
    brush.stroke();
    brush.restore();
  });
}

/** The height of hills at x: a sum of waves with whole periods, so that the strip repeats. */
function ridgeLine(seed: number, base: number, roughness: number): (x: number) => number {
  const chance = scatter(seed);
  const waves = [2, 3, 5, 9, 17].map((count) => ({
    count,
    size: (roughness / count) * 1.5,
    turn: chance() * Math.PI * 2,
  }));
  return (x) =>
    waves.reduce((y, wave) => y + Math.sin((x / STRIP_WIDTH) * Math.PI * 2 * wave.count + wave.turn) * wave.size, base);
}

/** The height of peaks at x: straight slopes between uneven summits and saddles; the last meets the first. */
function peakLine(seed: number, base: number, roughness: number): (x: number) => number {
  const chance = scatter(seed);
  const turns: { readonly x: number; readonly y: number }[] = [];
  for (let x = 0; x < STRIP_WIDTH - 60; x += 44 + chance() * 62) {
    const high = turns.length % 2 === 0;
    turns.push({ x, y: base + (high ? -roughness * (0.15 + chance() * 0.6) : roughness * (0.1 + chance() * 0.35)) });
  }
  turns.push({ x: STRIP_WIDTH, y: turns[0]!.y });
  return (x) => {
    const after = Math.max(
      1,
      turns.findIndex((turn) => turn.x >= x),
    );
    const from = turns[after - 1]!;
    const to = turns[after]!;
    const share = (x - from.x) / (to.x - from.x);
    return from.y + (to.y - from.y) * share + Math.sin(x * 0.21) * 2.2 + Math.sin(x * 0.083) * 3.4;
  };
}

/** Paints a row of pines with mist at their feet. */
export function paintPines(
  scene: Scene,
  key: string,
  look: {
    readonly color: string;
    readonly mist: string;
    readonly height: number;
    readonly count: number;
    readonly seed: number;
  },
): void {
  paintStrip(scene, key, STRIP_HEIGHT - look.height * 1.16, (brush) => {
    const chance = scatter(look.seed);
    for (let i = 0; i < look.count; i++) {
      const x = ((i + chance() * 0.8) / look.count) * STRIP_WIDTH;
      const height = look.height * (0.55 + chance() * 0.6);
      const lean = (chance() - 0.5) * 8;
      wrapped(brush, STRIP_WIDTH, () => pine(brush, x, STRIP_HEIGHT, height, lean, look.color));
    }
    brush.globalCompositeOperation = 'source-atop';
    brush.fillStyle = down(brush, STRIP_HEIGHT - look.height, STRIP_HEIGHT, [
      fade(look.mist, 0),
      fade(look.mist, 0.75),
    ]);
    brush.fillRect(0, STRIP_HEIGHT - look.height, STRIP_WIDTH, look.height);
    brush.globalCompositeOperation = 'source-over';
  });
}

function pine(brush: Brush, x: number, foot: number, height: number, lean: number, color: string): void {
  brush.fillStyle = color;
  const width = height * 0.36;
  brush.fillRect(x - width * 0.05, foot - height * 0.2, width * 0.1, height * 0.2);
  for (let tier = 0; tier < 5; tier++) {
    const top = foot - height + (tier * height * 0.76) / 5;
    const half = (width / 2) * (0.32 + tier * 0.17);
    const bottom = top + height * 0.27;
    brush.beginPath();
    brush.moveTo(x + lean * (1 - tier / 5), top);
    brush.quadraticCurveTo(x + half * 0.35, bottom - height * 0.06, x + half, bottom);
    brush.quadraticCurveTo(x, bottom - height * 0.045, x - half, bottom);
    brush.quadraticCurveTo(x - half * 0.35, bottom - height * 0.06, x + lean * (1 - tier / 5), top);
    brush.fill();
  }
}

/** Paints tall trunks whose crowns are above the picture, close enough to show bark. */
export function paintTrunks(
  scene: Scene,
  key: string,
  look: { readonly color: string; readonly light: string; readonly seed: number },
): void {
  paintStrip(scene, key, TOP, (brush) => {
    const chance = scatter(look.seed);
    brush.fillStyle = look.color;
    brush.fillRect(0, TOP, STRIP_WIDTH, -TOP);
    for (let i = 0; i < 9; i++) {
      const x = ((i + 0.2 + chance() * 0.6) / 9) * STRIP_WIDTH;
      const width = 26 + chance() * 26;
      const bend = (chance() - 0.5) * 40;
      wrapped(brush, STRIP_WIDTH, () => trunk(brush, x, width, bend, look.color, look.light));
    }
    for (let i = 0; i < 60; i++) {
      const x = chance() * STRIP_WIDTH;
      const y = chance() * 70 - 20;
      const radius = 36 + chance() * 48;
      wrapped(brush, STRIP_WIDTH, () =>
        oval(brush, x, y, radius * 1.3, radius * 0.75, mix(look.color, look.light, chance() * 0.16)),
      );
    }
  });
}

function trunk(brush: Brush, x: number, width: number, bend: number, color: string, light: string): void {
  const gradient = brush.createLinearGradient(x - width / 2, 0, x + width / 2, 0);
  gradient.addColorStop(0, color);
  gradient.addColorStop(0.7, mix(color, light, 0.12));
  gradient.addColorStop(1, mix(color, light, 0.42));
  brush.fillStyle = gradient;
  brush.beginPath();
  brush.moveTo(x - width / 2 + bend, -10);
  brush.quadraticCurveTo(x - width * 0.36, STRIP_HEIGHT * 0.6, x - width * 0.95, STRIP_HEIGHT);
  brush.lineTo(x + width * 0.95, STRIP_HEIGHT);
  brush.quadraticCurveTo(x + width * 0.36, STRIP_HEIGHT * 0.6, x + width / 2 + bend, -10);
  brush.fill();
}

/** Paints stalactites and stalagmites. */
export function paintStone(
  scene: Scene,
  key: string,
  look: { readonly color: string; readonly rim: string; readonly reach: number; readonly seed: number },
): void {
  paintStrip(scene, key, TOP, (brush) => {
    const chance = scatter(look.seed);
    const tooth = (x: number, root: number, tip: number, half: number) => {
      const gradient = brush.createLinearGradient(x - half, 0, x + half, 0);
      gradient.addColorStop(0, look.color);
      gradient.addColorStop(1, mix(look.color, look.rim, 0.4));
      brush.fillStyle = gradient;
      brush.beginPath();
      brush.moveTo(x - half, root);
      brush.quadraticCurveTo(x - half * 0.18, root + (tip - root) * 0.5, x, tip);
      brush.quadraticCurveTo(x + half * 0.22, root + (tip - root) * 0.5, x + half, root);
      brush.fill();
    };
    brush.fillStyle = look.color;
    brush.fillRect(0, TOP, STRIP_WIDTH, 26 - TOP);
    brush.fillRect(0, STRIP_HEIGHT - 18, STRIP_WIDTH, 18);
    for (let i = 0; i < 34; i++) {
      const x = chance() * STRIP_WIDTH;
      const half = 16 + chance() * 42;
      const length = look.reach * (0.25 + chance() * 0.85);
      const hangs = i % 3 !== 2;
      wrapped(brush, STRIP_WIDTH, () =>
        hangs ? tooth(x, 20, 20 + length, half) : tooth(x, STRIP_HEIGHT, STRIP_HEIGHT - length * 0.6, half * 1.2),
      );
    }
  });
}
