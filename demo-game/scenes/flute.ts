/** The flute: seven keys play the scale of the moment, and when the player rests, the music goes on from what was played. */

import * as Phaser from 'phaser';
import { moveByScale, scaleOf, TONICS, tonicAnchor } from 'phaser-adaptive-music/headless';
import { onLayout } from '../layout.ts';
import { CREAM, INK, LAMP, MINT, tint } from '../palette.ts';
import { answer, heardSteps } from '../world/answer.ts';
import { type Blown, FluteVoice } from '../world/flute-voice.ts';
import { duck, unduck } from '../world/loudness.ts';
import { type Words, write } from '../world/text.ts';
import { touched } from '../world/touch.ts';
import { Place } from './place.ts';

const KEYS = 7;
/** Rest this long, and the answer comes. */
const REST_MS = 1300;
const LEAST = 3;
const MOST = 12;
const PITCH_UP = 12;
const PANEL = { width: 236, height: 84 } as const;

/** Lies over a place while the traveller plays. */
export class Flute extends Phaser.Scene {
  private place!: string;
  private voice!: FluteVoice;
  private panel!: Phaser.GameObjects.Container;
  private buttons: Phaser.GameObjects.Rectangle[] = [];
  private names: Words[] = [];
  private words!: Words;
  private dots: Phaser.GameObjects.Image[] = [];
  private readonly blown = new Map<number, Blown>();
  private played: { step: number; time: number }[] = [];
  private restsAt = Number.POSITIVE_INFINITY;
  private answersUntil = 0;

  constructor() {
    super('Flute');
  }

  init({ place }: { place: string }): void {
    this.place = place;
  }

  create(): void {
    this.voice = new FluteVoice(this.sound);
    this.restsAt = Number.POSITIVE_INFINITY;
    this.answersUntil = 0;
    this.played = [];
    this.dots = [];
    duck(this, 0.55);
    this.build();
    const { keyboard } = this.input;
    for (let i = 0; i < KEYS; i++) {
      const name = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN'][i]!;
      keyboard?.on(`keydown-${name}`, ({ repeat }: KeyboardEvent) => repeat || this.press(i));
      keyboard?.on(`keyup-${name}`, () => this.release(i));
    }
    for (const key of ['F', 'ESC'])
      keyboard?.once(`keydown-${key}`, () => this.time.delayedCall(1, () => this.close()));
    this.input.gamepad?.on('down', (_pad: unknown, { index }: { index: number }) => {
      if (index === 1 || index === 3) this.close();
    });
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => {
      for (const note of this.blown.values()) note.stop();
      this.blown.clear();
      this.time.delayedCall(600, () => undefined);
      const { voice } = this;
      setTimeout(() => voice.close(), 2500);
    });
  }

  override update(): void {
    const key = this.soundtrack.snapshot()?.key;
    if (key)
      for (const [i, name] of this.names.entries())
        name.setText(
          TONICS[(tonicAnchor(key.tonic) + moveByScale(0, i, key.mode)) % 12]!.replace('#', '♯').replace(/b$/, '♭'),
        );
    for (const [i, button] of this.buttons.entries()) button.setFillStyle(tint(this.blown.has(i) ? LAMP : '#27345c'));
    if (this.time.now > this.restsAt && this.played.length >= LEAST && this.blown.size === 0) this.reply();
    if (touched('flute')) this.close();
  }

  private press(i: number): void {
    const key = this.soundtrack.snapshot()?.key;
    if (!key || this.blown.has(i) || this.time.now < this.answersUntil) return;
    this.blown.set(i, this.voice.blow(tonicAnchor(key.tonic) + PITCH_UP + moveByScale(0, i, key.mode)));
    this.played = [...this.played, { step: i, time: this.voice.now }].slice(-MOST);
    this.restsAt = this.time.now + REST_MS;
    this.dot(i, LAMP);
  }

  private release(i: number): void {
    this.blown.get(i)?.stop();
    this.blown.delete(i);
    this.restsAt = this.time.now + REST_MS;
  }

  /** The music answers in its own key and time, from its next beat on. */
  private reply(): void {
    const now = this.soundtrack.snapshot();
    this.restsAt = Number.POSITIVE_INFINITY;
    if (!now) return;
    const { key, tempo } = now;
    const steps = answer(heardSteps(this.played, tempo), scaleOf(key.mode).length);
    this.played = [];
    this.words.setText('it answers…').setTint(tint(MINT));
    let at = this.voice.now + 0.1;
    for (const { step, quarters } of steps) {
      const seconds = (quarters * 60) / tempo;
      this.voice.blow(tonicAnchor(key.tonic) + moveByScale(0, step, key.mode), at, seconds * 0.94);
      this.time.delayedCall((at - this.voice.now) * 1000, () => this.dot(step, MINT));
      at += seconds;
    }
    const ms = (at - this.voice.now) * 1000;
    this.answersUntil = this.time.now + ms;
    this.time.delayedCall(ms, () => {
      this.words.setText('keys 1 to 7 play   F puts it away').setTint(tint(CREAM));
      const place = this.scene.get(this.place);
      if (place instanceof Place) place.heard();
    });
  }

  private close(): void {
    unduck(this);
    this.time.delayedCall(320, () => this.scene.stop());
  }

  /** A note on the little staff. */
  private dot(step: number, colour: string): void {
    if (this.dots.length >= MOST * 2) this.dots.shift()?.destroy();
    const dot = this.add
      .image(0, 30 - step * 2, 'note')
      .setTint(tint(colour))
      .setScale(1);
    this.panel.add(dot);
    this.dots.push(dot);
    for (const [i, one] of this.dots.slice(-18).entries()) one.setX(i * 12 - 104).setVisible(true);
    for (const one of this.dots.slice(0, -18)) one.setVisible(false);
  }

  private build(): void {
    this.panel = this.add.container(0, 0);
    const back = this.add.rectangle(0, 28, PANEL.width, PANEL.height, tint(INK), 0.86).setStrokeStyle(1, tint(LAMP));
    this.panel.add(back);
    for (let line = 0; line < 5; line++)
      this.panel.add(this.add.rectangle(0, 16 + line * 4, PANEL.width - 20, 1, tint('#36507a')));
    this.buttons = [];
    this.names = [];
    for (let i = 0; i < KEYS; i++) {
      const x = (i - (KEYS - 1) / 2) * 31;
      const button = this.add.rectangle(x, 53, 27, 24, tint('#27345c')).setStrokeStyle(1, tint(CREAM)).setInteractive();
      button.on('pointerdown', () => this.press(i));
      button.on('pointerup', () => this.release(i));
      button.on('pointerout', () => this.release(i));
      const name = write(this, x, 48, '', 1, CREAM);
      this.panel.add([button, name, write(this, x, 59, String(i + 1), 1, LAMP)]);
      this.buttons.push(button);
      this.names.push(name);
    }
    this.words = write(this, 0, -6, 'keys 1 to 7 play   F puts it away');
    this.panel.add([this.words, this.add.image(-106, -6, 'flute')]);
    onLayout(this, (width) => void this.panel.setPosition(Math.round(width / 2), 24));
  }
}
