/** Zones: the music of the cave plays inside it, and danger rises near the dragon. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

class World extends Phaser.Scene {
  private hero!: Phaser.GameObjects.Arc;
  private keys?: Phaser.Types.Input.Keyboard.CursorKeys;

  constructor() {
    super('World');
  }

  create(): void {
    const cave = new Phaser.Geom.Rectangle(300, 0, 180, 130);
    this.add.graphics().fillStyle(0x333344).fillRectShape(cave);
    const dragon = this.add.circle(420, 220, 12, 0xcc3333);
    this.hero = this.add.circle(60, 140, 8, 0xeeeeaa);
    this.add.text(20, 20, 'Walk with the arrow keys:\nthe cave, the dragon.');
    this.keys = this.input.keyboard?.createCursorKeys();

    this.soundtrack.zone(this.hero, { inside: cave, mood: 'cave', at: 'bar', fade: 2 });
    this.soundtrack.zone(this.hero, { near: dragon, within: 200, full: 40, signal: 'danger' });
  }

  override update(_time: number, delta: number): void {
    const { keys } = this;
    if (!keys) return;
    this.hero.x += (Number(keys.right.isDown) - Number(keys.left.isDown)) * 0.15 * delta;
    this.hero.y += (Number(keys.down.isDown) - Number(keys.up.isDown)) * 0.15 * delta;
  }
}

const music = musicPlugin({ scenes: { World: 'exploration' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [World], plugins: { global: [music] } });
Object.assign(window, { game });
