/** The defeat screen; then the traveller wakes in the village. */

import * as Phaser from 'phaser';
import { gameStateOf } from '../game-state.ts';
import { FLOOR, onLayout, view } from '../layout.ts';
import { MIST, ROSE } from '../palette.ts';
import { buildScenery, DEPTH, frame, sky } from '../world/scenery.ts';
import { write } from '../world/text.ts';
import { touch } from '../world/touch.ts';
import { fireflies } from '../world/weather.ts';

/** Shown at zero health; the scene's tag gives it the mood `sorrow` and the stinger. */
export class Defeat extends Phaser.Scene {
  constructor() {
    super('Defeat');
  }

  create(): void {
    const { width } = view(this);
    frame(this, width);
    this.cameras.main.fadeIn(900, 11, 13, 26);
    sky(this, 'sky-night');
    sky(this, 'stars');
    // The title has painted this valley.
    const layers = ['title-far', 'title-middle', 'title-pines'].map((key) => ({ key, pace: 0 }));
    buildScenery(this, { layers, ground: 'title-ground', front: 'title-front' });
    this.soundtrack.signal('danger', 0).signal('health', 0);
    const hero = this.add
      .sprite(0, FLOOR - 40, 'hero-idle')
      .setAngle(90)
      .setTint(0xa5cfd6)
      .setDepth(FLOOR - 40);
    const glow = this.add
      .image(0, FLOOR - 44, 'glow')
      .setTint(0x6f9fb8)
      .setBlendMode('ADD')
      .setScale(2.4, 1.2)
      .setAlpha(0.5);
    const words = write(this, 0, 92, 'Everything goes quiet', 2, MIST);
    const hint = write(this, 0, 122, touch.used ? 'touch to wake' : 'press any key to wake', 1, ROSE).setAlpha(0);
    for (const text of [words, hint]) text.setDepth(DEPTH.ui);
    onLayout(this, (wide) => {
      for (const thing of [hero, glow, words, hint]) thing.setX(Math.round(wide / 2));
    });
    this.tweens.add({ targets: glow, alpha: 0.2, duration: 1600, yoyo: true, repeat: -1 });
    this.tweens.add({ targets: hint, alpha: 1, duration: 600, delay: 1600 });
    fireflies(this, '#6f9fb8', 14);
    this.time.delayedCall(1600, () => {
      const wake = () => {
        gameStateOf(this).health = 0.6;
        this.cameras.main.fadeOut(500, 11, 13, 26);
        this.cameras.main.once(Phaser.Cameras.Scene2D.Events.FADE_OUT_COMPLETE, () => this.scene.start('Village'));
      };
      this.input.once('pointerdown', wake);
      this.input.keyboard?.once('keydown', wake);
      this.input.gamepad?.once('down', wake);
    });
  }
}
