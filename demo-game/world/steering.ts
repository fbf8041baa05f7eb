/** One answer to "where to?", whether it comes from arrows, WASD, a mouse or a finger. */

import * as Phaser from 'phaser';
import { PLAY } from '../layout.ts';

const KEYS = 'UP,DOWN,LEFT,RIGHT,W,A,S,D,E,SPACE,ENTER,SHIFT,X';
/** A pointer let go sooner than this has tapped. */
const TAP_MS = 220;
const ARRIVED = 10;

/** Reads the player's wishes; make one in a scene's create(). */
export class Steering {
  private readonly keys: Record<string, Phaser.Input.Keyboard.Key>;
  private target: Phaser.Math.Vector2 | null = null;
  private tap: Phaser.Math.Vector2 | null = null;
  private pressedAt = 0;

  constructor(private readonly scene: Phaser.Scene) {
    this.keys = (scene.input.keyboard?.addKeys(KEYS) ?? {}) as Record<string, Phaser.Input.Keyboard.Key>;
    scene.input.on('pointerdown', (pointer: Phaser.Input.Pointer) => {
      if (pointer.y > PLAY) return;
      this.pressedAt = scene.time.now;
      this.target = this.place(pointer);
    });
    scene.input.on('pointermove', (pointer: Phaser.Input.Pointer) => {
      if (pointer.isDown && this.target) this.target = this.place(pointer);
    });
    scene.input.on('pointerup', (pointer: Phaser.Input.Pointer) => {
      if (pointer.y > PLAY || !this.target) return;
      if (scene.time.now - this.pressedAt < TAP_MS) this.tap = this.place(pointer);
      else this.target = null;
    });
  }

  /** Direction to go from a spot, each part -1..1, at most 1 long. */
  direction(from: { readonly x: number; readonly y: number }): Phaser.Math.Vector2 {
    const keyed = new Phaser.Math.Vector2(
      this.held('RIGHT', 'D') - this.held('LEFT', 'A'),
      this.held('DOWN', 'S') - this.held('UP', 'W'),
    );
    if (keyed.lengthSq() > 0) {
      this.target = null;
      return keyed.normalize();
    }
    if (!this.target) return keyed;
    const pointer = this.scene.input.activePointer;
    if (pointer.isDown) this.target = this.place(pointer);
    const way = this.target.clone().subtract(new Phaser.Math.Vector2(from.x, from.y));
    if (way.length() < ARRIVED) {
      if (!pointer.isDown) this.target = null;
      return way.reset();
    }
    return way.normalize();
  }

  /** True once for each press of E, space or enter. */
  acted(): boolean {
    return this.pressed('E', 'SPACE', 'ENTER');
  }

  /** True once for each press of shift or X. */
  dodged(): boolean {
    return this.pressed('SHIFT', 'X');
  }

  /** Where the player tapped since the last call, in the world, or null. */
  tapped(): Phaser.Math.Vector2 | null {
    const { tap } = this;
    this.tap = null;
    return tap;
  }

  /** Forgets a spot that was tapped. */
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

  private held(...names: readonly string[]): number {
    return names.some((name) => this.keys[name]?.isDown) ? 1 : 0;
  }

  private place(pointer: Phaser.Input.Pointer): Phaser.Math.Vector2 {
    const { x, y } = this.scene.cameras.main.getWorldPoint(pointer.x, pointer.y);
    return new Phaser.Math.Vector2(x, y);
  }
}
