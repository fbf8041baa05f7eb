/** The well sings again. */

import * as Phaser from 'phaser';
import { gameStateOf, LOST_NOTES } from '../game-state.ts';
import { FLOOR, GROUND, onLayout, view } from '../layout.ts';
import { CREAM, LAMP, MINT, MIST, tint } from '../palette.ts';
import { lightAt } from '../world/daylight.ts';
import { buildScenery, DEPTH, frame, mist, sky } from '../world/scenery.ts';
import { write } from '../world/text.ts';
import { touch } from '../world/touch.ts';
import { fireflies } from '../world/weather.ts';

const LINES = [
  'Three notes climb out of the dark,',
  'and all of Hollowmere comes out to dance.',
  '',
  'Thank you for listening.',
];
const WELL = 180;

/** Shown when all notes are returned; the village has been painted by then. */
export class Ending extends Phaser.Scene {
  constructor() {
    super('Ending');
  }

  create(): void {
    frame(this, view(this).width);
    this.cameras.main.fadeIn(900, 255, 240, 184);
    this.soundtrack
      .signal('danger', 0)
      .signal('health', 1)
      .signal('notes', gameStateOf(this).notes / LOST_NOTES);
    sky(this, 'sky-dusk');
    const shown = buildScenery(this, {
      layers: ['village-hills-far', 'village-hills', 'village-pines'].map((key) => ({ key, pace: 0 })),
      ground: 'village-ground',
      front: 'village-front',
    });
    for (const part of shown) part.setTint(lightAt(0.5));
    const middle = this.add.container(0, 0).setDepth(GROUND.far);
    middle.add(
      this.add
        .image(0, WELL - 20, 'glow')
        .setTint(tint(MINT))
        .setBlendMode('ADD')
        .setScale(1.6, 1.3)
        .setAlpha(0.6),
    );
    for (const [x, kind] of [
      [-150, 0],
      [152, 1],
    ] as const)
      middle.add(
        this.add
          .image(x, GROUND.far + 2, `house-${kind}`)
          .setOrigin(0.5, 1)
          .setTint(lightAt(0.5)),
      );
    middle.add(this.add.image(0, WELL, 'well').setOrigin(0.5, 1));
    middle.add(
      this.add.particles(0, WELL - 34, 'note', {
        lifespan: 3600,
        frequency: 150,
        speedY: { min: -52, max: -24 },
        speedX: { min: -44, max: 44 },
        alpha: { start: 1, end: 0 },
      }),
    );
    this.dancers(middle);
    mist(this, '#fff0b8', GROUND.far - 24, 0.3);
    fireflies(this, LAMP, 30);
    const lines = LINES.map((text, index) => {
      const line = write(this, 0, 28 + index * 14, text, 1, index === 3 ? LAMP : CREAM)
        .setDepth(DEPTH.ui)
        .setAlpha(0);
      this.tweens.add({ targets: line, alpha: 1, duration: 800, delay: 900 + index * 900 });
      return line;
    });
    onLayout(this, (width, height) => {
      middle.setX(Math.round(width / 2));
      for (const [index, line] of lines.entries())
        line.setPosition(Math.round(width / 2), FLOOR - height + 24 + index * 14);
    });
    const hint = write(this, 0, 0, touch.used ? 'touch to play again' : 'Space plays again', 1, MIST)
      .setDepth(DEPTH.ui)
      .setAlpha(0);
    onLayout(this, (width) => void hint.setPosition(Math.round(width / 2), FLOOR - 12));
    this.time.delayedCall(4000, () => {
      this.tweens.add({ targets: hint, alpha: 1, duration: 800 });
      const again = () => this.scene.start('Title');
      this.input.once('pointerdown', again);
      this.input.keyboard?.once('keydown-SPACE', again);
      this.input.keyboard?.once('keydown-ENTER', again);
      this.input.gamepad?.once('down', again);
    });
  }

  private dancers(ring: Phaser.GameObjects.Container): void {
    for (let i = 0; i < 7; i++) {
      const x = (i - 3) * 46;
      const y = i === 3 ? 206 : 184 + (i % 2) * 13;
      const look = i === 3 ? 'hero' : `folk-${i % 4}`;
      const one = this.add.sprite(x, y, `${look}-walk`).setOrigin(0.44, 0.92).play(`${look}-walk`);
      one.setFlipX(x > 0);
      ring.add([this.add.image(x, y, 'shadow').setScale(0.75, 0.7), one]);
      this.tweens.add({
        targets: one,
        y: y - 9,
        duration: 330,
        yoyo: true,
        repeat: -1,
        ease: 'sine.out',
        delay: i * 60,
      });
      this.time.addEvent({ delay: 660, loop: true, startAt: i * 90, callback: () => one.setFlipX(!one.flipX) });
    }
  }
}
