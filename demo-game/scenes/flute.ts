/** The flute: seven keys play the current scale, or the player hums to it; after a pause, the music continues the melody. */

import * as Phaser from 'phaser';
import type { ListenResult, PlayedNote } from 'phaser-adaptive-music';
import { moveByScale, tonicAnchor } from 'phaser-adaptive-music/headless';
import { onLayout } from '../layout.ts';
import { CREAM, INK, LAMP, MINT, tint } from '../palette.ts';
import { type Blown, FluteVoice } from '../world/flute-voice.ts';
import { onKey } from '../world/keys.ts';
import { duck, loudness, unduck } from '../world/loudness.ts';
import { noteName } from '../world/note-names.ts';
import { type Words, write } from '../world/text.ts';
import { touch, touched } from '../world/touch.ts';
import { WalkableScene } from './walkable-scene.ts';

const KEYS = 7;
/** Pause after which the answer comes. */
const REST_MS = 1300;
const LEAST = 3;
const MOST = 12;
const PITCH_UP = 12;
/** The pitch on the lowest line of the staff. */
const MIDDLE = 72;
const HINT = { keys: '1 to 7 play   L hum   F ends', touch: 'play, then pause' } as const;
/** How long the player may hum, in seconds. */
const HUM = 8;
/** What is said where nobody was heard. */
const UNHEARD = {
  refused: 'the microphone may not listen',
  absent: 'there is no microphone',
  silent: 'nobody hummed',
  aborted: '',
} as const satisfies Record<Extract<ListenResult, { heard: false }>['reason'], string>;
const PANEL = { width: 236, height: 84 } as const;

/** An overlay scene while the traveller plays. */
export class Flute extends Phaser.Scene {
  private place!: string;
  private voice!: FluteVoice;
  private panel!: Phaser.GameObjects.Container;
  private buttons: Phaser.GameObjects.Rectangle[] = [];
  private names: Words[] = [];
  private words!: Words;
  private dots: Phaser.GameObjects.Image[] = [];
  private readonly blown = new Map<number, { readonly note: Blown; readonly pitch: number; readonly at: number }>();
  private played: readonly PlayedNote[] = [];
  private listens = false;
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
    this.listens = false;
    this.played = [];
    this.dots = [];
    duck(this, 0.55);
    this.build();
    for (let i = 0; i < KEYS; i++) {
      const name = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN'][i]!;
      onKey(
        this,
        name,
        () => this.press(i),
        () => this.release(i),
      );
    }
    onKey(this, 'L', () => void this.hum());
    for (const key of ['F', 'ESC']) onKey(this, key, () => this.time.delayedCall(1, () => this.close()));
    this.input.gamepad?.on('down', (_pad: unknown, { index }: { index: number }) => {
      if (index === 1 || index === 3) this.close();
      if (index === 2) void this.hum();
    });
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => {
      for (const { note } of this.blown.values()) note.stop();
      this.blown.clear();
      this.soundtrack.volume = loudness(this);
      const { voice } = this;
      setTimeout(() => voice.close(), 2500);
    });
  }

  override update(): void {
    const key = this.soundtrack.snapshot()?.key;
    if (key)
      for (const [i, name] of this.names.entries()) name.setText(noteName(key.tonic, moveByScale(0, i, key.mode)));
    for (const [i, button] of this.buttons.entries()) button.setFillStyle(tint(this.blown.has(i) ? LAMP : '#27345c'));
    if (this.time.now > this.restsAt && this.played.length >= LEAST && this.blown.size === 0) {
      this.restsAt = Number.POSITIVE_INFINITY;
      void this.reply(this.takePlayed());
    }
    if (touched('flute')) this.close();
  }

  private press(i: number): void {
    const key = this.soundtrack.snapshot()?.key;
    if (!key || this.blown.has(i) || this.listens || this.time.now < this.answersUntil) return;
    const pitch = tonicAnchor(key.tonic) + PITCH_UP + moveByScale(0, i, key.mode);
    this.blown.set(i, { note: this.voice.blow(pitch), pitch, at: this.voice.now });
    this.restsAt = this.time.now + REST_MS;
    this.dot(pitch, LAMP);
  }

  private release(i: number): void {
    const one = this.blown.get(i);
    if (!one) return;
    one.note.stop();
    this.blown.delete(i);
    this.played = [...this.played, { pitch: one.pitch, time: one.at, duration: this.voice.now - one.at }].slice(-MOST);
    this.restsAt = this.time.now + REST_MS;
  }

  /** Listens to the player through the microphone. */
  private async hum(): Promise<void> {
    if (this.listens || this.blown.size > 0 || this.time.now < this.answersUntil) return;
    this.restsAt = Number.POSITIVE_INFINITY;
    this.played = [];
    this.listens = true;
    this.words.setText('hum something…').setTint(tint(LAMP));
    const phrase = await this.soundtrack.listen({ seconds: HUM });
    this.listens = false;
    if (!this.scene.isActive()) return;
    if (!phrase.heard) {
      this.words.setText(UNHEARD[phrase.reason] || hint()).setTint(tint(CREAM));
      return;
    }
    for (const { pitch } of phrase.notes.slice(-MOST)) this.dot(onStaff(pitch), LAMP);
    await this.reply(phrase.notes);
  }

  /** What was played on the keys, from its first note on. */
  private takePlayed(): readonly PlayedNote[] {
    const from = this.played[0]!.time;
    const question = this.played.map(({ time, ...note }) => ({ ...note, time: time - from }));
    this.played = [];
    return question;
  }

  /** Requests a continuation of the player's notes and plays it on the next bar line. */
  private async reply(question: readonly PlayedNote[]): Promise<void> {
    this.listens = true;
    this.words.setText('it listens…').setTint(tint(MINT));
    const answer = await this.soundtrack.answer(question);
    this.listens = false;
    if (!this.scene.isActive()) return;
    this.words.setText('it answers');
    for (const { pitch, at, duration } of answer) {
      const high = onStaff(pitch);
      this.voice.blow(high, at, duration * 0.94);
      this.time.delayedCall((at - this.voice.now) * 1000, () => this.dot(high, MINT));
    }
    const ms = Math.max(0, ...answer.map(({ at, duration }) => at + duration - this.voice.now)) * 1000;
    this.answersUntil = this.time.now + ms;
    this.time.delayedCall(ms, () => {
      this.words.setText(hint()).setTint(tint(CREAM));
      const place = this.scene.get(this.place);
      if (place instanceof WalkableScene) place.heard();
    });
  }

  private close(): void {
    unduck(this);
    this.time.delayedCall(320, () => this.scene.stop());
  }

  /** Draws a note on the staff. */
  private dot(pitch: number, color: string): void {
    if (this.dots.length >= MOST * 2) this.dots.shift()?.destroy();
    const dot = this.add.image(0, Math.round(30 - (pitch - MIDDLE) * 1.1), 'note').setTint(tint(color));
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
    this.words = write(this, -4, -6, hint());
    const hum = this.add.rectangle(80, -4, 32, 15, tint('#27345c')).setStrokeStyle(1, tint(LAMP)).setInteractive();
    hum.on('pointerdown', () => void this.hum());
    const end = this.add.rectangle(107, -4, 15, 15, tint('#27345c')).setStrokeStyle(1, tint(LAMP)).setInteractive();
    end.on('pointerdown', () => this.close());
    this.panel.add([this.words, this.add.image(-106, -6, 'flute')]);
    this.panel.add([hum, write(this, 80, -4, 'hum', 1, LAMP), end, write(this, 107, -5, '×', 1, LAMP)]);
    onLayout(this, (width) => void this.panel.setPosition(Math.round(width / 2), 24));
  }
}

/** What to do, by what the player has. */
function hint(): string {
  return touch.used ? HINT.touch : HINT.keys;
}

/** A voice may be lower than the staff of the flute. */
function onStaff(pitch: number): number {
  return pitch < MIDDLE - PITCH_UP ? onStaff(pitch + PITCH_UP) : pitch;
}
