/** A small piano roll: notes move from right to left and sound at the playhead. */

import type * as Phaser from 'phaser';
import type { ConductorSnapshot, TimedBar } from 'phaser-adaptive-music';
import { STRIP } from '../layout.ts';

/** Seconds shown before and after the playhead. */
const PAST = 3.2;
const AHEAD = 1.8;
/** MIDI pitches at the lower and upper edge. */
const LOW = 34;
const HIGH = 90;
const HEIGHT = STRIP - 4;

/** Draws past and coming notes. */
export class PianoRoll {
  private readonly ink: Phaser.GameObjects.Graphics;
  /** Visible bars, including ended ones. */
  private bars = new Set<TimedBar>();
  private left = 0;
  private width = 0;

  constructor(
    scene: Phaser.Scene,
    private readonly colors: Readonly<Record<string, number>>,
  ) {
    this.ink = scene.add.graphics();
  }

  /** Sets the position of the roll, in pixels. */
  place(left: number, width: number): void {
    this.left = left;
    this.width = width;
  }

  /** Draws the notes around the time of a snapshot. */
  draw(now: ConductorSnapshot): void {
    for (const bar of now.bars) this.bars.add(bar);
    for (const bar of this.bars) if (bar.time + bar.duration < now.time - PAST) this.bars.delete(bar);
    const { ink, left, width } = this;
    ink.clear();
    if (width < 40) return;
    const perSecond = width / (PAST + AHEAD);
    const line = left + PAST * perSecond;
    ink.fillStyle(0x12172b, 1).fillRect(left, 3, width, HEIGHT);
    for (const bar of this.bars) {
      const x = Math.round(line + (bar.time - now.time) * perSecond);
      if (x > left && x < left + width) ink.fillStyle(0x27345c, 1).fillRect(x, 3, 1, HEIGHT);
      for (const part of bar.parts) {
        const color = this.colors[part.role] ?? 0xffffff;
        for (const note of part.notes) {
          const at = line + (note.time - now.time) * perSecond;
          const long = part.role === 'drums' ? 1 : Math.max(1, note.duration * perSecond - 1);
          const sounds = note.time <= now.time && now.time < note.time + note.duration;
          this.note(
            at,
            long,
            part.role === 'drums' ? null : note.pitch,
            color,
            sounds ? 1 : note.time > now.time ? 0.3 : 0.6,
          );
        }
      }
    }
    ink.fillStyle(0xfdf3dc, 0.9).fillRect(Math.round(line), 3, 1, HEIGHT);
  }

  private note(x: number, width: number, pitch: number | null, color: number, alpha: number): void {
    const left = Math.max(this.left, Math.round(x));
    const right = Math.min(this.left + this.width, Math.round(x + width));
    if (right <= left) return;
    const share = pitch === null ? 0 : Math.min(1, Math.max(0, (pitch - LOW) / (HIGH - LOW)));
    const y = pitch === null ? HEIGHT + 1 : Math.round(4 + (1 - share) * (HEIGHT - 4));
    this.ink.fillStyle(color, alpha).fillRect(left, y, right - left, 1);
  }
}
