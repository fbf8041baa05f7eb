/** A piece at a glance: all its notes on one small canvas. */

import type { ScoreData } from 'phaser-adaptive-music/headless';

/** Colors of the parts, as on the roll. */
const COLORS: Readonly<Record<ScoreData['parts'][number]['role'], string>> = {
  melody: '#ffb454',
  counter: '#ff8aa0',
  chords: '#5cd8c2',
  bass: '#74a9ff',
  pad: '#b795ff',
  drums: '#9aa6c0',
  stinger: '#fff1a8',
};

const SIZE = { width: 1200, height: 120 } as const;
/** The strip for the drums. */
const DRUMS = 10;

/** Draws a score. */
export function pieceAsPicture(score: ScoreData): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const context = canvas.getContext('2d')!;
  const all = score.parts.flatMap(({ role, notes }) => notes.map((note) => ({ role, ...note })));
  const tuned = all.filter(({ role }) => role !== 'drums');
  const end = Math.max(1, ...all.map(({ tick, durationTicks }) => tick + durationTicks));
  const low = Math.min(...tuned.map(({ pitch }) => pitch), 48);
  const high = Math.max(...tuned.map(({ pitch }) => pitch), 72);
  const row = (SIZE.height - DRUMS - 8) / (high - low + 1);
  for (const { role, pitch, tick, durationTicks, velocity } of all) {
    const drums = role === 'drums';
    context.fillStyle = COLORS[role];
    context.globalAlpha = (drums ? 0.35 : 0.45) + 0.5 * velocity;
    const x = (tick / end) * SIZE.width;
    const width = drums ? 1.5 : Math.max(2, (durationTicks / end) * SIZE.width - 1);
    const y = drums ? SIZE.height - DRUMS + (pitch % 3) * 3 : 4 + (high - pitch) * row;
    context.fillRect(x, y, width, drums ? 2 : Math.max(2, row));
  }
  return canvas;
}
