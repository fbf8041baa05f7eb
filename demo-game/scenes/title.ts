/** The title: a moonlit valley. The first click or key wakes the music, the next one sets out. */

import * as Phaser from 'phaser';
import { paintHills, paintPines } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { paint } from '../art/paint.ts';
import { paintSky } from '../art/sky.ts';
import { restart } from '../journey.ts';
import { GROUND, PLAY, SERIF, WIDTH } from '../layout.ts';
import { CREAM, EMBER, fade, LAMP, MINT, type PlaceColours, tint } from '../palette.ts';
import { write } from '../world/hud.ts';
import { buildScenery, DEPTH, fireflies, mist } from '../world/scenery.ts';

const NIGHT: PlaceColours = {
  sky: ['#0b1030', '#263c78', '#c986a0'],
  far: '#34427a',
  middle: '#222c5c',
  near: '#151c42',
  ground: ['#22365a', '#0d1730'],
  path: '#6a7aa0',
  front: '#070b1c',
};
const STORY = [
  'The well of Hollowmere used to sing.',
  'Then one night its three notes were swallowed',
  'by things that live in the wood and in the cave.',
  '',
  'Bring them home.',
];

/** The first thing a player sees. */
export class Title extends Phaser.Scene {
  private awake = false;

  constructor() {
    super('Title');
  }

  create(): void {
    this.awake = false;
    restart(this);
    this.cameras.main.setViewport(0, 0, WIDTH, PLAY).fadeIn(900, 9, 12, 24);
    this.furnish();
    const title = this.lettering();
    const hint = write(this, WIDTH / 2, 452, 'click or press any key', 22, CREAM)
      .setDepth(DEPTH.ui)
      .setScrollFactor(0);
    this.tweens.add({ targets: hint, alpha: 0.35, duration: 1100, yoyo: true, repeat: -1, ease: 'sine.inOut' });
    const keys = write(
      this,
      WIDTH / 2,
      PLAY - 26,
      'arrows or WASD walk   ·   Space acts   ·   M mutes   ·   − + volume',
      15,
      '#c9d2ee',
    );
    keys.setDepth(DEPTH.ui).setAlpha(0.8).setScrollFactor(0);
    const go = () => {
      if (this.awake) this.setOut();
      else this.wake(title, hint);
    };
    this.input.on('pointerdown', go);
    this.input.keyboard?.on('keydown', (event: KeyboardEvent) => {
      if (!['m', 'M', '-', '+', '='].includes(event.key)) go();
    });
  }

  override update(time: number): void {
    this.cameras.main.scrollX = time / 60;
  }

  private wake(title: Phaser.GameObjects.Container, hint: Phaser.GameObjects.Text): void {
    this.awake = true;
    this.tweens.killTweensOf(hint);
    this.tweens.add({ targets: title, y: title.y - 66, scale: 0.74, duration: 1300, ease: 'cubic.inOut' });
    this.tweens.add({
      targets: hint,
      alpha: 0,
      duration: 300,
      onComplete: () => hint.setText('press any key or click to set out'),
    });
    STORY.forEach((text, index) => {
      const line = write(this, WIDTH / 2, 268 + index * 32, text, 22)
        .setScrollFactor(0)
        .setDepth(DEPTH.ui)
        .setAlpha(0);
      this.tweens.add({ targets: line, alpha: 1, duration: 900, delay: 700 + index * 650 });
    });
    this.tweens.add({ targets: hint, alpha: 1, y: 458, duration: 900, delay: 3900 });
    this.add
      .particles(WIDTH / 2, 190, 'note', {
        lifespan: 3000,
        speed: { min: 40, max: 130 },
        scale: { start: 0.9, end: 0.1 },
        alpha: { start: 1, end: 0 },
        blendMode: 'ADD',
        emitting: false,
      })
      .setScrollFactor(0)
      .setDepth(DEPTH.air)
      .explode(18);
  }

  private setOut(): void {
    this.input.removeAllListeners();
    this.input.keyboard?.removeAllListeners();
    this.cameras.main.fadeOut(700, 9, 12, 24);
    this.cameras.main.once(Phaser.Cameras.Scene2D.Events.FADE_OUT_COMPLETE, () => this.scene.start('Forest'));
  }

  private furnish(): void {
    paintSky(this, 'title-sky', NIGHT, { x: 760, y: 120, radius: 46, colour: '#fff1cf' }, 170);
    paintHills(this, 'title-far', { colour: NIGHT.far, rim: '#e0a0b0', base: 226, rough: 150, seed: 12, peaks: true });
    paintHills(this, 'title-middle', { colour: NIGHT.middle, rim: '#7a6aa8', base: 292, rough: 50, seed: 31 });
    paintPines(this, 'title-pines', { colour: NIGHT.near, mist: '#3a4a86', height: 190, count: 38, seed: 2 });
    paintGround(this, 'title-ground', NIGHT, 'grass', ['#9db8ff', '#ffcfe0']);
    paintFront(this, 'title-front', NIGHT.front, 'grass');
    buildScenery(this, {
      sky: 'title-sky',
      layers: [
        { key: 'title-far', pace: 0.12 },
        { key: 'title-middle', pace: 0.3 },
        { key: 'title-pines', pace: 0.62 },
      ],
      ground: 'title-ground',
      front: 'title-front',
    });
    const traveller = this.add
      .sprite(250, 444, 'hero-walk')
      .setOrigin(0.44, 0.92)
      .setScale(1.15)
      .setScrollFactor(0)
      .setDepth(444);
    traveller.play('hero-walk');
    this.add.image(250, 446, 'shadow').setScrollFactor(0).setDepth(443).setScale(0.8, 0.6);
    this.add
      .image(270, 416, 'glow')
      .setTint(tint(LAMP))
      .setBlendMode('ADD')
      .setScale(1.5, 1.2)
      .setAlpha(0.45)
      .setScrollFactor(0)
      .setDepth(445);
    mist(this, '#9fb0ea', GROUND.far - 56, 0.5);
    fireflies(this, LAMP, 34);
    fireflies(this, MINT, 10);
  }

  private lettering(): Phaser.GameObjects.Container {
    paint(this, 'title-name', 820, 200, (brush) => {
      brush.textAlign = 'center';
      brush.textBaseline = 'middle';
      const line = (text: string, y: number, size: number) => {
        brush.font = `italic 700 ${size}px ${SERIF}`;
        brush.shadowColor = fade(EMBER, 0.75);
        brush.shadowBlur = 30;
        brush.shadowOffsetY = 4;
        const gradient = brush.createLinearGradient(0, y - size / 2, 0, y + size / 2);
        gradient.addColorStop(0, '#fffdf2');
        gradient.addColorStop(0.55, LAMP);
        gradient.addColorStop(1, EMBER);
        brush.fillStyle = gradient;
        brush.fillText(text, 410, y);
        brush.shadowColor = 'transparent';
        brush.strokeStyle = fade('#2a1030', 0.5);
        brush.lineWidth = 1.2;
        brush.strokeText(text, 410, y);
      };
      line('The', 34, 38);
      line('Singing Well', 112, 104);
    });
    const name = this.add.image(0, 0, 'title-name');
    const below = write(this, 0, 104, 'a small adventure whose music is composed while you play', 19, '#e8dcf0');
    const title = this.add
      .container(WIDTH / 2, 196, [name, below])
      .setScrollFactor(0)
      .setDepth(DEPTH.ui);
    this.tweens.add({ targets: name, y: 5, duration: 2600, yoyo: true, repeat: -1, ease: 'sine.inOut' });
    return title;
  }
}
