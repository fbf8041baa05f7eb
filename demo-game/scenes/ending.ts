/** The well sings again. */

import * as Phaser from 'phaser';
import { GROUND, PLAY, WIDTH } from '../layout.ts';
import { LAMP, MINT, tint } from '../palette.ts';
import { write } from '../world/hud.ts';
import { buildScenery, DEPTH, fireflies, mist } from '../world/scenery.ts';

const LINES = [
  'Three notes climb out of the dark,',
  'and all of Hollowmere comes out to dance.',
  '',
  'Thank you for listening.',
];

/** Shown when all notes are home; the village has been painted by then. */
export class Ending extends Phaser.Scene {
  constructor() {
    super('Ending');
  }

  create(): void {
    this.cameras.main.setViewport(0, 0, WIDTH, PLAY).fadeIn(900, 255, 240, 210);
    buildScenery(this, {
      sky: 'village-sky',
      layers: [
        { key: 'village-hills-far', pace: 0 },
        { key: 'village-hills', pace: 0 },
        { key: 'village-pines', pace: 0 },
      ],
      ground: 'village-ground',
      front: 'village-front',
    });
    this.add
      .image(WIDTH / 2, 440, 'well')
      .setOrigin(0.5, 1)
      .setScale(1.5)
      .setDepth(440);
    this.add
      .image(WIDTH / 2, 360, 'glow')
      .setTint(tint(MINT))
      .setBlendMode('ADD')
      .setScale(3)
      .setDepth(439)
      .setAlpha(0.6);
    this.add
      .particles(WIDTH / 2, 330, 'note', {
        lifespan: 4200,
        frequency: 130,
        speedY: { min: -130, max: -60 },
        speedX: { min: -110, max: 110 },
        scale: { start: 0.3, end: 1.3 },
        alpha: { start: 1, end: 0 },
        blendMode: 'ADD',
      })
      .setDepth(DEPTH.air);
    this.dancers();
    mist(this, '#ffcfae', GROUND.far - 60, 0.4);
    fireflies(this, LAMP, 40);
    LINES.forEach((text, index) => {
      const line = write(this, WIDTH / 2, 96 + index * 36, text, 25)
        .setDepth(DEPTH.ui)
        .setAlpha(0);
      this.tweens.add({ targets: line, alpha: 1, duration: 1000, delay: 900 + index * 1000 });
    });
    this.time.delayedCall(4000, () => {
      const again = () => this.scene.start('Title');
      this.input.once('pointerdown', again);
      this.input.keyboard?.once('keydown-SPACE', again);
      this.input.keyboard?.once('keydown-ENTER', again);
    });
  }

  private dancers(): void {
    for (let i = 0; i < 7; i++) {
      const x = 150 + i * 122 + (i > 2 ? 10 : -10);
      const y = i === 3 ? 512 : 452 + (i % 2) * 34;
      const look = i === 3 ? 'hero' : `folk-${i % 4}`;
      const one = this.add
        .sprite(x, y, `${look}-walk`)
        .setOrigin(0.44, 0.92)
        .setScale(1.1)
        .setDepth(y)
        .play(`${look}-walk`);
      this.add
        .image(x, y + 2, 'shadow')
        .setScale(0.8, 0.6)
        .setDepth(y - 1);
      this.tweens.add({
        targets: one,
        y: y - 22,
        duration: 330,
        yoyo: true,
        repeat: -1,
        ease: 'sine.out',
        delay: i * 60,
      });
      this.tweens.add({
        targets: one,
        scaleX: -1.1,
        duration: 660,
        yoyo: true,
        repeat: -1,
        hold: 400,
        repeatDelay: 400,
        delay: i * 90,
      });
    }
  }
}
