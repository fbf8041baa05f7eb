import { Scene } from 'phaser';

/** Waits for a click: browsers allow no sound before one. */
export class MainMenu extends Scene {
  constructor() {
    super('MainMenu');
  }

  create() {
    const centerX = this.scale.width / 2;
    this.add.circle(centerX, 300, 90, 0xf2c14e);
    this.add.text(centerX, 460, 'Click to play', { fontSize: '48px' }).setOrigin(0.5);
    this.input.once('pointerdown', () => this.scene.start('Game'));
  }
}
