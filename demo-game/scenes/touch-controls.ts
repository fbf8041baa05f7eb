/** A virtual stick and buttons, for those who play by touch. */

import * as Phaser from 'phaser';
import { onLayout } from '../layout.ts';
import { CREAM, INK, LAMP, tint } from '../palette.ts';
import { type Words, write } from '../world/text.ts';
import { type TouchButton, touch } from '../world/touch.ts';

const STICK = 26;
const BUTTONS = [
  { name: 'act', label: 'act', x: -34, y: -34, radius: 19 },
  { name: 'roll', label: 'roll', x: -78, y: -24, radius: 15 },
  { name: 'flute', label: '♪', x: -30, y: -82, radius: 13 },
  { name: 'pause', label: 'II', x: -18, y: 40, radius: 10 },
] as const satisfies readonly { name: TouchButton; label: string; x: number; y: number; radius: number }[];
/** Scenes with steering. */
const STEERED = ['Forest', 'Village', 'Desert', 'Cave', 'Battle', 'Boss'];
/** Scenes with a flute. */
const PEACEFUL = ['Forest', 'Village', 'Desert', 'Cave'];

/** An overlay scene above all others. */
export class TouchControls extends Phaser.Scene {
  private all!: Phaser.GameObjects.Container;
  private flute!: readonly (Phaser.GameObjects.Arc | Words)[];
  private knob!: Phaser.GameObjects.Arc;
  private base!: Phaser.GameObjects.Arc;
  private finger: Phaser.Input.Pointer | null = null;

  constructor() {
    super('TouchControls');
  }

  create(): void {
    this.base = this.add.circle(0, 0, STICK, tint(INK), 0.45).setStrokeStyle(1, tint(CREAM), 0.7);
    this.knob = this.add.circle(0, 0, 11, tint(CREAM), 0.7);
    this.all = this.add.container(0, 0, [this.base, this.knob]).setVisible(false);
    const buttons = BUTTONS.map(({ name, label, radius }) => {
      const disc = this.add.circle(0, 0, radius, tint(INK), 0.55).setStrokeStyle(1, tint(LAMP), 0.9);
      const text = write(this, 0, 0, label);
      this.all.add([disc, text]);
      return { name, disc, text };
    });
    this.flute = buttons.filter(({ name }) => name === 'flute').flatMap(({ disc, text }) => [disc, text]);
    onLayout(this, (width, height) => {
      this.base.setPosition(44, height - 42);
      this.knob.setPosition(44, height - 42);
      for (const [i, { disc, text }] of buttons.entries()) {
        const { x, y } = BUTTONS[i]!;
        disc.setPosition(width + x, y < 0 ? height + y : y);
        text.setPosition(disc.x, disc.y);
      }
    });
    this.input.on('pointerdown', (pointer: Phaser.Input.Pointer) => {
      if (!pointer.wasTouch) return;
      touch.used = true;
      if (!this.all.visible) return;
      const hit = buttons.find(
        ({ disc }) => disc.visible && Math.hypot(pointer.x - disc.x, pointer.y - disc.y) < disc.radius + 5,
      );
      if (hit) touch.pressed.add(hit.name);
      else if (pointer.x < this.scale.width / 2) this.finger = pointer;
    });
    this.input.on('pointerup', (pointer: Phaser.Input.Pointer) => {
      if (pointer === this.finger) this.finger = null;
    });
  }

  override update(): void {
    const { scenes } = this.scene.manager;
    if (scenes.indexOf(this) < scenes.length - 2) this.scene.bringToTop();
    const shown = touch.used && STEERED.some((key) => this.scene.isActive(key)) && !this.scene.isActive('Flute');
    this.all.setVisible(shown);
    const peaceful = PEACEFUL.some((key) => this.scene.isActive(key));
    for (const part of this.flute) part.setVisible(peaceful);
    if (!shown || !this.finger?.isDown) {
      this.finger = null;
      [touch.x, touch.y] = [0, 0];
      this.knob.setPosition(this.base.x, this.base.y);
      return;
    }
    const way = new Phaser.Math.Vector2(this.finger.x - this.base.x, this.finger.y - this.base.y);
    const far = Math.min(1, way.length() / STICK);
    way.normalize().scale(far);
    [touch.x, touch.y] = far < 0.25 ? [0, 0] : [way.x, way.y];
    this.knob.setPosition(this.base.x + way.x * STICK, this.base.y + way.y * STICK);
  }
}
