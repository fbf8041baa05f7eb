/** The title: a moonlit valley. The first click or key starts the music, the next one the game. */

import * as Phaser from 'phaser';
import { paintHills, paintPines } from '../art/backdrops.ts';
import { paintFront, paintGround } from '../art/ground.ts';
import { paintTitle } from '../art/title.ts';
import { restart } from '../game-state.ts';
import { GROUND, onLayout } from '../layout.ts';
import { LAMP, MINT, MIST, type PlaceColors } from '../palette.ts';
import { buildScenery, DEPTH, frame, mist, sky } from '../world/scenery.ts';
import { type Words, write } from '../world/text.ts';
import { touch } from '../world/touch.ts';
import { Walker } from '../world/traveller.ts';
import { fireflies } from '../world/weather.ts';

const NIGHT: PlaceColors = {
  far: '#36507a',
  middle: '#27345c',
  near: '#1b2340',
  ground: ['#27345c', '#12172b'],
  path: '#4b7399',
  front: '#0b0d1a',
};
const STORY = [
  'The well of Hollowmere used to sing.',
  'Then one night its three notes were swallowed',
  'by things that live in wood, sand and cave.',
  '',
  'Bring them home.',
];
/** Keys that do not start the game. */
const OTHER_KEYS = ['m', 'M', '-', '+', '=', 'h', 'H'];

/** The first visible scene. */
export class Title extends Phaser.Scene {
  private awake = false;
  private hero!: Walker;

  constructor() {
    super('Title');
  }

  create(): void {
    this.awake = false;
    restart(this);
    frame(this, 1e6);
    this.cameras.main.fadeIn(900, 11, 13, 26);
    this.furnish();
    const name = this.add.image(0, 0, 'title-name');
    const below = write(this, 0, 0, 'its music is composed while you play', 1, MIST);
    const hint = write(this, 0, 0, touch.used ? 'touch to begin' : 'click or press any key');
    const keys = write(
      this,
      0,
      0,
      'arrows or WASD walk  ·  Space acts  ·  F flute  ·  P pauses  ·  H how it works',
      1,
      MIST,
    );
    const story = STORY.map((text) => write(this, 0, 0, text).setAlpha(0));
    for (const part of [name, below, hint, keys, ...story]) part.setScrollFactor(0).setDepth(DEPTH.ui);
    onLayout(this, (width, height) => {
      const middle = Math.round(width / 2);
      for (const part of [name, below, hint, keys, ...story]) part.setX(middle);
      name.setY(this.awake ? 40 : 66);
      below.setY(this.awake ? 74 : 104);
      for (const [i, line] of story.entries()) line.setY(94 + i * 13);
      hint.setY(height - 34);
      keys.setY(height - 10).setVisible(keys.width < width && !touch.used);
    });
    this.tweens.add({ targets: hint, alpha: 0.35, duration: 1100, yoyo: true, repeat: -1, ease: 'sine.inOut' });
    const go = () => {
      if (this.awake) this.setOut();
      else this.wake({ name, below, story });
    };
    this.input.on('pointerdown', go);
    this.input.keyboard?.on('keydown', ({ key }: KeyboardEvent) => OTHER_KEYS.includes(key) || go());
    this.input.gamepad?.on('down', go);
  }

  override update(_time: number, delta: number): void {
    this.hero.walk(new Phaser.Math.Vector2(1, 0), Math.min(delta, 100) / 1000, 22);
    this.cameras.main.scrollX = Math.round(this.hero.x - this.cameras.main.width * 0.26);
  }

  private wake(parts: {
    readonly name: Phaser.GameObjects.Image;
    readonly below: Words;
    readonly story: readonly Words[];
  }): void {
    this.awake = true;
    // The tale starts with its hero's theme.
    this.soundtrack.theme('hero');
    this.tweens.add({ targets: parts.name, y: 40, duration: 900, ease: 'cubic.inOut' });
    this.tweens.add({ targets: parts.below, y: 74, duration: 900, ease: 'cubic.inOut' });
    for (const [index, line] of parts.story.entries())
      this.tweens.add({ targets: line, alpha: 1, duration: 700, delay: 600 + index * 550 });
  }

  private setOut(): void {
    this.input.removeAllListeners();
    this.input.keyboard?.removeAllListeners();
    this.cameras.main.fadeOut(700, 11, 13, 26);
    this.cameras.main.once(Phaser.Cameras.Scene2D.Events.FADE_OUT_COMPLETE, () => this.scene.start('Forest'));
  }

  private furnish(): void {
    sky(this, 'sky-night');
    sky(this, 'stars').setDepth(DEPTH.sky + 1);
    const moon = this.add
      .image(0, 40, 'moon')
      .setScrollFactor(0, 1)
      .setDepth(DEPTH.sky + 2);
    const halo = this.add.image(0, 40, 'glow').setBlendMode('ADD').setAlpha(0.4).setScale(1.6).setScrollFactor(0, 1);
    halo.setDepth(DEPTH.sky + 2);
    onLayout(this, (width) => {
      for (const part of [moon, halo]) part.setX(Math.round(width * 0.9));
    });
    paintHills(this, 'title-far', {
      color: NIGHT.far,
      rim: '#6f9fb8',
      base: 226,
      roughness: 150,
      seed: 12,
      peaks: true,
    });
    paintHills(this, 'title-middle', { color: NIGHT.middle, rim: '#4b7399', base: 292, roughness: 50, seed: 31 });
    paintPines(this, 'title-pines', { color: NIGHT.near, mist: '#36507a', height: 190, count: 40, seed: 2 });
    paintGround(this, 'title-ground', NIGHT, 'grass', ['#6f9fb8', '#d9c8f2']);
    paintFront(this, 'title-front', NIGHT.front, 'grass');
    paintTitle(this);
    buildScenery(this, {
      layers: [
        { key: 'title-far', pace: 0.12 },
        { key: 'title-middle', pace: 0.3 },
        { key: 'title-pines', pace: 0.62 },
      ],
      ground: 'title-ground',
      front: 'title-front',
    });
    this.hero = new Walker(this, 'hero', 0, 180, { left: -1e6, right: 1e6 });
    mist(this, MIST, GROUND.far - 22, 0.3);
    fireflies(this, LAMP, 24);
    fireflies(this, MINT, 8);
  }
}
