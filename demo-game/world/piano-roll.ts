/** A small piano roll: notes come from the right, sound at the line, and leave to the left. */

import type * as Phaser from 'phaser';
import type { ConductorSnapshot, TimedBar } from 'phaser-adaptive-music';

/** Seconds that are shown before and after the line. */
const PAST = 3.2;
const AHEAD = 1.8;
/** MIDI pitches at the lower and upper edge. */
const LOW = 30;
const HIGH = 92;
const DRUM_LANE = 5;

/** Draws what has sounded and what is about to. */
export class PianoRoll {
  private readonly ink: Phaser.GameObjects.Graphics;
  /** Bars that still show, also those that have ended. */
  private bars = new Set<TimedBar>();

  constructor(
    scene: Phaser.Scene,
    private readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
    private readonly colours: Readonly<Record<string, number>>,
  ) {
    this.ink = scene.add.graphics();
  }

  /** Draws the notes around the moment of a snapshot. */
  draw(now: ConductorSnapshot): void {
    for (const bar of now.bars) this.bars.add(bar);
    for (const bar of this.bars) if (bar.time + bar.duration < now.time - PAST) this.bars.delete(bar);
    const { ink, box } = this;
    const perSecond = box.width / (PAST + AHEAD);
    const line = box.x + PAST * perSecond;
    ink.clear();
    ink.fillStyle(0x131a30, 1).fillRoundedRect(box.x, box.y, box.width, box.height, 6);
    for (const bar of this.bars) {
      this.barLine(line + (bar.time - now.time) * perSecond);
      for (const part of bar.parts) {
        for (const note of part.notes) {
          const x = line + (note.time - now.time) * perSecond;
          const width = part.role === 'drums' ? 3 : Math.max(3, note.duration * perSecond - 1.5);
          const sounds = note.time <= now.time && now.time < note.time + note.duration;
          const alpha = sounds ? 1 : note.time > now.time ? 0.3 : 0.62;
          this.note(x, width, part.role === 'drums' ? null : note.pitch, this.colours[part.role] ?? 0xffffff, alpha);
        }
      }
    }
    ink.fillStyle(0xfdf0d5, 0.75).fillRect(line - 0.75, box.y, 1.5, box.height);
  }

  private note(x: number, width: number, pitch: number | null, colour: number, alpha: number): void {
    const { box } = this;
    const left = Math.max(box.x + 2, x);
    const right = Math.min(box.x + box.width - 2, x + width);
    if (right <= left) return;
    const lane = box.height - DRUM_LANE - 8;
    const share = pitch === null ? 0 : Math.min(1, Math.max(0, (pitch - LOW) / (HIGH - LOW)));
    const y = pitch === null ? box.y + box.height - DRUM_LANE : box.y + 4 + (1 - share) * lane;
    this.ink.fillStyle(colour, alpha).fillRect(left, y, right - left, 3);
  }

  private barLine(x: number): void {
    const { box } = this;
    if (x > box.x && x < box.x + box.width) this.ink.fillStyle(0xffffff, 0.1).fillRect(x, box.y, 1, box.height);
  }
}
