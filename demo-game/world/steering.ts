/** Movement input from arrows, WASD, a gamepad, the virtual stick or a click on the ground. */

import * as Phaser from 'phaser';
import { touch, touched } from './touch.ts';

const KEYS = 'UP,DOWN,LEFT,RIGHT,W,A,S,D,E,SPACE,ENTER,SHIFT,X';
/** Longest press that counts as a tap. */
const TAP_MS = 220;
const ARRIVED = 4;
/** Dead zone of a stick. */
const DEAD = 0.25;
/** Buttons of a standard gamepad. */
const PAD = { act: 0, roll: 1 } as const;

/** Reads the player's input; create one in a scene's create(). */
export class Steering {
  private readonly keys: Record<string, Phaser.Input.Keyboard.Key>;
  private readonly held = new Set<number>();
  private target: Phaser.Math.Vector2 | null = null;
  private tap: Phaser.Math.Vector2 | null = null;
  private pressedAt = 0;

  constructor(private readonly scene: Phaser.Scene) {
    touch.pressed.clear();
    this.keys = (scene.input.keyboard?.addKeys(KEYS) ?? {}) as Record<string, Phaser.Input.Keyboard.Key>;
    const ignores = (pointer: Phaser.Input.Pointer) => pointer.wasTouch || pointer.y > scene.cameras.main.height;
    scene.input.on('pointerdown', (pointer: Phaser.Input.Pointer) => {
      if (ignores(pointer)) return;
      this.pressedAt = scene.time.now;
      this.target = this.place(pointer);
    });
    scene.input.on('pointermove', (pointer: Phaser.Input.Pointer) => {
      if (pointer.isDown && this.target) this.target = this.place(pointer);
    });
    scene.input.on('pointerup', (pointer: Phaser.Input.Pointer) => {
      if (ignores(pointer) || !this.target) return;
      if (scene.time.now - this.pressedAt < TAP_MS) this.tap = this.place(pointer);
      else this.target = null;
    });
  }

  /** Direction to move from a spot, components -1..1, length at most 1. */
  direction(from: { readonly x: number; readonly y: number }): Phaser.Math.Vector2 {
    const pad = this.pad();
    const stick = pad?.leftStick;
    const way = new Phaser.Math.Vector2(
      this.down('RIGHT', 'D') -
        this.down('LEFT', 'A') +
        touch.x +
        Number(pad?.right ?? false) -
        Number(pad?.left ?? false),
      this.down('DOWN', 'S') - this.down('UP', 'W') + touch.y + Number(pad?.down ?? false) - Number(pad?.up ?? false),
    );
    if (stick && stick.length() > DEAD) way.add(stick);
    if (way.lengthSq() > 0) {
      this.target = null;
      return way.length() > 1 ? way.normalize() : way;
    }
    if (!this.target) return way;
    const pointer = this.scene.input.activePointer;
    if (pointer.isDown) this.target = this.place(pointer);
    way.set(this.target.x - from.x, this.target.y - from.y);
    if (way.length() < ARRIVED) {
      if (!pointer.isDown) this.target = null;
      return way.reset();
    }
    return way.normalize();
  }

  /** True once per press of E, space, enter, or the first button. */
  acted(): boolean {
    const keyed = this.pressed('E', 'SPACE', 'ENTER');
    return touched('act') || this.padPressed(PAD.act) || keyed;
  }

  /** True once per press of shift, X, or the second button. */
  dodged(): boolean {
    const keyed = this.pressed('SHIFT', 'X');
    return touched('roll') || this.padPressed(PAD.roll) || keyed;
  }

  /** The position of a tap since the last call, in the world, or null. */
  tapped(): Phaser.Math.Vector2 | null {
    const { tap } = this;
    this.tap = null;
    return tap;
  }

  /** Forgets a tapped position. */
  stay(): void {
    this.target = null;
  }

  private pressed(...names: readonly string[]): boolean {
    let any = false;
    for (const name of names) {
      const key = this.keys[name];
      if (key && Phaser.Input.Keyboard.JustDown(key)) any = true;
    }
    return any;
  }

  private down(...names: readonly string[]): number {
    return names.some((name) => this.keys[name]?.isDown) ? 1 : 0;
  }

  private pad(): Phaser.Input.Gamepad.Gamepad | null {
    const { gamepad } = this.scene.input;
    return gamepad && gamepad.total > 0 ? gamepad.getPad(0) : null;
  }

  private padPressed(button: number): boolean {
    const isDown = this.pad()?.buttons[button]?.pressed ?? false;
    const fresh = isDown && !this.held.has(button);
    if (isDown) this.held.add(button);
    else this.held.delete(button);
    return fresh;
  }

  private place(pointer: Phaser.Input.Pointer): Phaser.Math.Vector2 {
    const { x, y } = this.scene.cameras.main.getWorldPoint(pointer.x, pointer.y);
    return new Phaser.Math.Vector2(x, y);
  }
}
