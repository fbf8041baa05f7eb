/** The "How it works" view: labels for what a scene sends to the music. Costs nothing while it is off. */

import * as Phaser from 'phaser';
import { LINE } from '../art/font.ts';
import { type Brush, paint } from '../art/paint.ts';
import type { Spot } from '../game-state.ts';
import { FLOOR, GROUND, SKY } from '../layout.ts';
import { CREAM, INK, LAMP, MINT, ROSE, tint } from '../palette.ts';
import { DEPTH } from './scenery.ts';
import { type Words, write } from './text.ts';

const KEY = 'signal-labels';
const EVERY_MS = 120;
const BAR = { x: 62, width: 40, height: 5 } as const;

/** Whether the view is shown. */
export function areLabelsShown(scene: Phaser.Scene): boolean {
  return scene.registry.get(KEY) === true;
}

/** Shows or hides the view. */
export function toggleLabels(scene: Phaser.Scene): void {
  scene.registry.set(KEY, !areLabelsShown(scene));
}

interface Tag {
  readonly text: Words;
  readonly at: () => Spot;
  readonly content: () => string;
}

/** The labels of one scene. */
export class SignalLabels {
  private readonly tags: Tag[] = [];
  private readonly marks: (Phaser.GameObjects.Image | Phaser.GameObjects.Rectangle)[] = [];
  private readonly rings: { readonly image: Phaser.GameObjects.Image; readonly at: Spot }[] = [];
  private readonly meters: { readonly name: string; readonly bar: Phaser.GameObjects.Rectangle }[] = [];
  private shown = true;
  private next = 0;

  constructor(private readonly scene: Phaser.Scene) {}

  /** The range of a monster's danger, with a label. */
  reach(at: Spot, radius: number, text: () => string): void {
    const image = this.scene.add
      .image(at.x, at.y, reach(this.scene, radius))
      .setTint(tint(ROSE))
      .setDepth(DEPTH.ground + 6);
    this.rings.push({ image, at });
    this.tag(() => ({ x: at.x, y: at.y + 9 }), text, ROSE);
  }

  /** A zone with its own mood. */
  zone(from: number, to: number, text: string): void {
    const band = this.scene.add.rectangle(from, SKY + 90, to - from, FLOOR - SKY - 90, tint(MINT), 0.13);
    this.marks.push(
      band
        .setOrigin(0)
        .setStrokeStyle(1, tint(MINT), 0.9)
        .setDepth(DEPTH.ground + 5),
    );
    this.tag(
      () => ({ x: (from + to) / 2, y: GROUND.far - 62 }),
      () => text,
      MINT,
    );
  }

  /** A label at a spot. */
  tag(at: () => Spot, text: () => string, color: string = CREAM): void {
    this.tags.push({ text: write(this.scene, 0, 0, '', 1, color).setDepth(DEPTH.ui - 1), at, content: text });
  }

  /** Meters of the scene's signals, in the corner. */
  signals(names: readonly string[]): void {
    for (const [i, name] of names.entries()) {
      const y = 28 + i * LINE;
      const label = write(this.scene, 8, y, name, 1, LAMP).hold(0, 0.5).setScrollFactor(0).setDepth(DEPTH.ui);
      const back = this.scene.add.rectangle(BAR.x, y, BAR.width, BAR.height, tint(INK), 0.9).setOrigin(0, 0.5);
      const bar = this.scene.add.rectangle(BAR.x, y, BAR.width, BAR.height - 2, tint(LAMP)).setOrigin(0, 0.5);
      this.marks.push(
        back.setStrokeStyle(1, tint(LAMP), 0.7).setScrollFactor(0).setDepth(DEPTH.ui),
        bar.setScrollFactor(0).setDepth(DEPTH.ui),
      );
      this.meters.push({ name, bar });
      this.tags.push({ text: label, at: () => ({ x: 8, y }), content: () => name });
    }
  }

  /** Where the middle of a label is, so that its words do not leave the picture while what it is about is in it. */
  private inView(text: Words, x: number): number {
    const { scrollX, width } = this.scene.cameras.main;
    const half = text.width / 2 + 3;
    const seen = x > scrollX - half && x < scrollX + width + half && text.scrollFactorX > 0;
    return Math.round(seen ? Phaser.Math.Clamp(x, scrollX + half, scrollX + width - half) : x);
  }

  /** Updates everything; call it each frame. */
  update(): void {
    const shown = areLabelsShown(this.scene);
    if (shown !== this.shown) {
      this.shown = shown;
      for (const { text } of this.tags) text.setVisible(shown);
      for (const mark of this.marks) mark.setVisible(shown);
      for (const { image } of this.rings) image.setVisible(shown);
    }
    if (!shown) return;
    for (const { image, at } of this.rings) image.setPosition(at.x, at.y);
    const { now } = this.scene.time;
    const due = now >= this.next;
    if (due) this.next = now + EVERY_MS;
    for (const { text, at, content } of this.tags) {
      const { x, y } = at();
      if (due) text.setText(content());
      text.setPosition(this.inView(text, x), Math.round(y));
    }
    if (!due) return;
    const signals = this.scene.soundtrack.snapshot()?.signals ?? {};
    for (const { name, bar } of this.meters) {
      const value = signals[name];
      bar.setScale(typeof value === 'number' ? value : 0, 1);
    }
  }
}

/** Paints a dashed ellipse for a range, once per size. */
function reach(scene: Phaser.Scene, radius: number): string {
  const key = `reach-${radius}`;
  const [width, height] = [radius * 2 + 2, radius * 2 + 2];
  const draw = (brush: Brush) => {
    brush.strokeStyle = '#ffffff';
    brush.lineWidth = 1.5;
    brush.setLineDash([5, 4]);
    brush.beginPath();
    brush.ellipse(width / 2, height / 2, width / 2 - 1.5, height / 2 - 1.5, 0, 0, Math.PI * 2);
    brush.stroke();
  };
  paint(scene, key, width, height, draw, { grain: 1, soft: true });
  return key;
}
