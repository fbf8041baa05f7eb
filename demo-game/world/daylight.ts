/** Time of day: the sky changes, sun and moon cross it, and everything outdoors is tinted. */

import * as Phaser from 'phaser';
import { SKY_TOP } from '../art/sky.ts';
import { GROUND, view } from '../layout.ts';
import { channels } from '../palette.ts';
import { DEPTH, sky } from './scenery.ts';

/** An object that daylight tints. */
export interface Lit {
  setTint(color: number): unknown;
}

/** Colors of the light by darkness (0 noon, 1 midnight). */
const LIGHTS = [
  [0, '#ffffff'],
  [0.34, '#fff4dc'],
  [0.5, '#ffc09a'],
  [0.64, '#b894cc'],
  [0.8, '#808acc'],
  [1, '#6c7ac4'],
] as const;
const CHANGE = 0.006;

/** The color of the light at a darkness, 0..1. */
export function lightAt(dark: number): number {
  const after = Math.max(
    1,
    LIGHTS.findIndex(([at]) => at >= dark),
  );
  const [from, a] = LIGHTS[after - 1]!;
  const [to, b] = LIGHTS[after]!;
  const share = Phaser.Math.Clamp((dark - from) / (to - from), 0, 1);
  const [x, y] = [channels(a), channels(b)];
  const part = (key: 'r' | 'g' | 'b') => Math.round(x[key] + (y[key] - x[key]) * share);
  return (part('r') << 16) | (part('g') << 8) | part('b');
}

/** The sky of an outdoor place, and its light. */
export class Daylight {
  private readonly lit = new Set<Lit>();
  private readonly glows: Phaser.GameObjects.Image[] = [];
  private readonly day: Phaser.GameObjects.Image;
  private readonly dusk: Phaser.GameObjects.Image;
  private readonly night: Phaser.GameObjects.Image;
  private readonly stars: Phaser.GameObjects.Image;
  private readonly sun: Phaser.GameObjects.Image;
  private readonly moon: Phaser.GameObjects.Image;
  private readonly clouds: Phaser.GameObjects.Image[];
  private dark = -1;
  /** The current color of the light. */
  color = 0xffffff;

  constructor(
    private readonly scene: Phaser.Scene,
    daySky: 'sky-day' | 'sky-sand',
    cloudy = 5,
  ) {
    this.day = sky(scene, daySky);
    this.dusk = sky(scene, 'sky-dusk').setDepth(DEPTH.sky + 1);
    this.night = sky(scene, 'sky-night').setDepth(DEPTH.sky + 2);
    this.stars = sky(scene, 'stars').setDepth(DEPTH.sky + 3);
    this.sun = scene.add
      .image(0, 0, 'sun')
      .setScrollFactor(0, 1)
      .setDepth(DEPTH.sky + 4);
    this.moon = scene.add
      .image(0, 0, 'moon')
      .setScrollFactor(0, 1)
      .setDepth(DEPTH.sky + 4);
    this.clouds = Array.from({ length: cloudy }, (_, i) =>
      scene.add
        .image(0, SKY_TOP + 84 + ((i * 37) % 70), `cloud-${i % 3}`)
        .setOrigin(0, 0.5)
        .setScrollFactor(0, 1)
        .setDepth(DEPTH.sky + 5)
        .setAlpha(0.9),
    );
  }

  /** Tints objects from now on. */
  add(...things: readonly Lit[]): void {
    for (const thing of things) {
      this.lit.add(thing);
      thing.setTint(this.color);
    }
  }

  /** Stops tinting an object. */
  remove(thing: Lit): void {
    this.lit.delete(thing);
  }

  /** Makes a lamp shine in proportion to the darkness. */
  glow(lamp: Phaser.GameObjects.Image): Phaser.GameObjects.Image {
    this.glows.push(lamp);
    return lamp;
  }

  /**
   * Sets the sky to an hour.
   * @param hour 0..1 from midnight to midnight
   * @param dark 0..1
   */
  show(hour: number, dark: number): void {
    const { width } = view(this.scene);
    this.place(this.sun, (hour - 0.22) / 0.56, width);
    this.place(this.moon, (((hour + 0.5) % 1) - 0.22) / 0.56, width);
    const { scrollX } = this.scene.cameras.main;
    for (const [i, cloud] of this.clouds.entries())
      cloud.x = Math.round(
        Phaser.Math.Wrap(i * 157 + this.scene.time.now / (170 + i * 20) - scrollX * 0.06, -120, Math.max(width, 560)),
      );
    if (Math.abs(dark - this.dark) < CHANGE) return;
    this.dark = dark;
    this.color = lightAt(dark);
    const ramp = (from: number, to: number) => Phaser.Math.Clamp((dark - from) / (to - from), 0, 1);
    const [dusk, night] = [ramp(0.3, 0.52), ramp(0.58, 0.82)];
    this.day.setVisible(dusk < 1);
    this.dusk.setVisible(dusk > 0 && night < 1).setAlpha(dusk);
    this.night.setVisible(night > 0).setAlpha(night);
    this.stars.setVisible(night > 0).setAlpha(night);
    for (const cloud of this.clouds) cloud.setTint(this.color);
    for (const thing of this.lit) thing.setTint(this.color);
    for (const lamp of this.glows) lamp.setAlpha(0.85 * ramp(0.3, 0.75)).setVisible(dark > 0.3);
  }

  private place(orb: Phaser.GameObjects.Image, along: number, width: number): void {
    const up = along > -0.05 && along < 1.05;
    orb.setVisible(up);
    if (!up) return;
    const arc = Math.sin(along * Math.PI);
    orb.setPosition(Math.round(along * width), Math.round(GROUND.far - 8 - arc * 104));
  }
}
