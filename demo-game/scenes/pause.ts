/** The pause menu: the world stops, and the music is muffled by the snapshot `paused`. */

import * as Phaser from 'phaser';
import { onLayout } from '../layout.ts';
import { CREAM, INK, LAMP, MIST, tint } from '../palette.ts';
import { onKey } from '../world/keys.ts';
import { changeVolume, loudness } from '../world/loudness.ts';
import { areLabelsShown, toggleLabels } from '../world/signal-labels.ts';
import { type Words, write } from '../world/text.ts';
import { touch } from '../world/touch.ts';

const LINE = 16;

interface Choice {
  readonly label: () => string;
  /** Enter, click or touch. */
  readonly pick: () => void;
  /** Left and right. */
  readonly turn?: (way: number) => void;
}

/** An overlay scene above the paused one. */
export class Pause extends Phaser.Scene {
  private under: readonly string[] = [];
  private at = 0;
  private texts: Words[] = [];
  private readonly choices: readonly Choice[] = [
    { label: () => 'Go on', pick: () => this.resume() },
    {
      label: () =>
        `Music  ← ${'●'.repeat(Math.round(loudness(this) * 10))}${'○'.repeat(10 - Math.round(loudness(this) * 10))} →`,
      pick: () => undefined,
      turn: (way) => this.louder(way),
    },
    {
      label: () => `How it works  ${areLabelsShown(this) ? 'shown' : 'hidden'}`,
      pick: () => toggleLabels(this),
      turn: () => toggleLabels(this),
    },
    { label: () => 'Back to the title', pick: () => this.leave() },
  ];

  constructor() {
    super('Pause');
  }

  init({ under }: { under: readonly string[] }): void {
    this.under = under;
  }

  create(): void {
    this.at = 0;
    this.soundtrack.mix('paused');
    const shade = this.add.rectangle(0, 0, 10, 10, tint(INK), 0.66).setOrigin(0);
    const title = write(this, 0, 56, 'Paused', 3, LAMP);
    const keys = write(
      this,
      0,
      0,
      'arrows walk   Space acts   Shift rolls   F flute   H how it works   M mutes',
      1,
      MIST,
    );
    this.texts = this.choices.map(({ pick, turn: by }, index) => {
      const text = write(this, 0, 96 + index * LINE, '').setInteractive();
      text.on('pointerover', () => this.move(index - this.at));
      text.on('pointerdown', (pointer: Phaser.Input.Pointer) => (by ? by(pointer.x < text.x ? -1 : 1) : pick()));
      return text;
    });
    onLayout(this, (width, height) => {
      shade.setSize(width, height);
      for (const text of [title, keys, ...this.texts]) text.setX(Math.round(width / 2));
      keys.setY(height - 10).setVisible(keys.width < width && !touch.used);
    });
    const { gamepad } = this.input;
    const on = (names: readonly string[], act: () => void) => {
      for (const name of names) onKey(this, name, act);
    };
    on(['UP', 'W'], () => this.move(-1));
    on(['DOWN', 'S'], () => this.move(1));
    on(['LEFT', 'A'], () => this.choices[this.at]!.turn?.(-1));
    on(['RIGHT', 'D'], () => this.choices[this.at]!.turn?.(1));
    on(['ENTER', 'SPACE', 'E'], () => this.choices[this.at]!.pick());
    on(['ESC', 'P'], () => this.resume());
    gamepad?.on('down', (_pad: unknown, { index }: { index: number }) => {
      if (index === 12) this.move(-1);
      else if (index === 13) this.move(1);
      else if (index === 14 || index === 15) this.choices[this.at]!.turn?.(index === 14 ? -1 : 1);
      else if (index === 0) this.choices[this.at]!.pick();
      else if (index === 1 || index === 9) this.resume();
    });
  }

  override update(): void {
    for (const [index, text] of this.texts.entries()) {
      text.setText(this.choices[index]!.label());
      text.setTint(tint(index === this.at ? LAMP : CREAM));
    }
  }

  private move(by: number): void {
    this.at = Phaser.Math.Wrap(this.at + by, 0, this.choices.length);
  }

  private louder(way: number): void {
    changeVolume(this, way);
  }

  private resume(): void {
    this.restore();
    for (const key of this.under) this.scene.resume(key);
    this.scene.stop();
  }

  private leave(): void {
    this.restore();
    for (const key of this.under) this.scene.stop(key);
    this.scene.start('Title');
  }

  /** Removes the mixer snapshot. */
  private restore(): void {
    this.soundtrack.unmix('paused');
  }
}
