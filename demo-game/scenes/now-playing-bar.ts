/** The now-playing strip below the picture: what sounds, who wrote it, and the notes; and the global keys. */

import * as Phaser from 'phaser';
import type { ConductorSnapshot } from 'phaser-adaptive-music';
import { onLayout, STRIP } from '../layout.ts';
import { CREAM, EMBER, INK, LAMP, MINT, MIST, ROSE, tint } from '../palette.ts';
import { onKey } from '../world/keys.ts';
import { changeVolume } from '../world/loudness.ts';
import { PianoRoll } from '../world/piano-roll.ts';
import { toggleLabels } from '../world/signal-labels.ts';
import { type Words, write } from '../world/text.ts';
import { touch, touched } from '../world/touch.ts';

const COLORS: Record<string, number> = {
  melody: tint(LAMP),
  counter: tint(MINT),
  chords: tint(MIST),
  pad: 0x7b58b0,
  bass: tint(EMBER),
  drums: tint(ROSE),
  stinger: tint(CREAM),
};
/** Short names of layers with little room. */
const SHORT: Record<string, string> = { melody: 'tune', counter: 'second' };
const LAYERS = ['melody', 'counter', 'chords', 'pad', 'bass', 'drums'] as const;
/** Widths of the text and of the layer names, in pixels. */
const WORDS = 122;
const LAMPS = 104;
/** Scenes that a pause stops. */
const PLAYED = ['Forest', 'Village', 'Desert', 'Cave', 'Battle', 'Boss'];
const WORDS_EVERY_MS = 150;
/** Interval of updates; between them only the notes move. */
const LOOK_EVERY_MS = 80;

/** Stays above all other scenes; it changes nothing about the music except its volume. */
export class NowPlayingBar extends Phaser.Scene {
  private mood!: Words;
  private detail!: Words;
  private lamps!: ReadonlyMap<string, Words>;
  private roll!: PianoRoll;
  private wordsDue = 0;
  private seen: ConductorSnapshot | null = null;
  private seenAt = 0;
  private lookDue = 0;

  constructor() {
    super('NowPlayingBar');
  }

  create(): void {
    const back = this.add.rectangle(0, 0, 10, STRIP, tint(INK)).setOrigin(0);
    const edge = this.add.rectangle(0, 0, 10, 1, tint(LAMP)).setOrigin(0);
    this.mood = write(this, 5, 8, '', 1, LAMP).hold(0, 0.5);
    this.detail = write(this, 5, 18, '', 1, MIST).hold(0, 0.5);
    this.roll = new PianoRoll(this, COLORS);
    this.lamps = new Map(LAYERS.map((name, i) => [name, this.lamp(name, i)]));
    onLayout(this, (width, height) => {
      this.cameras.main.setViewport(0, height, width, STRIP);
      for (const part of [back, edge]) part.setSize(width, part.height);
      this.roll.place(WORDS, width - WORDS - LAMPS);
      for (const [i, name] of LAYERS.entries()) this.lamps.get(name)!.setX(width - LAMPS + 4 + (i % 3) * 34);
    });
    this.keys();
  }

  private keys(): void {
    onKey(this, 'M', () => {
      this.soundtrack.mute = !this.soundtrack.mute;
    });
    onKey(this, 'H', () => toggleLabels(this));
    for (const key of ['PLUS', 'NUMPAD_ADD']) onKey(this, key, () => changeVolume(this, 1));
    for (const key of ['MINUS', 'NUMPAD_SUBTRACT']) onKey(this, key, () => changeVolume(this, -1));
    for (const key of ['ESC', 'P']) onKey(this, key, () => this.pause());
    this.input.gamepad?.on('down', (_pad: unknown, { index }: { index: number }) => index === 9 && this.pause());
  }

  override update(time: number): void {
    if (this.scene.manager.scenes.at(-1) !== this) this.scene.bringToTop();
    if (touched('pause')) this.pause();
    if (time >= this.lookDue) {
      this.lookDue = time + LOOK_EVERY_MS;
      this.seen = this.soundtrack.snapshot();
      this.seenAt = time;
      this.light(this.seen);
    }
    // The notes move in every frame, by the clock.
    const { seen } = this;
    if (seen?.state === 'playing') this.roll.draw({ ...seen, time: seen.time + (time - this.seenAt) / 1000 });
    if (time < this.wordsDue) return;
    this.wordsDue = time + WORDS_EVERY_MS;
    this.showTexts(seen);
  }

  /** Lights the lamps of the layers that sound. */
  private light(now: ConductorSnapshot | null): void {
    if (now?.state !== 'playing') return;
    for (const name of LAYERS) this.lamps.get(name)!.setAlpha(now.notes.some(({ role }) => role === name) ? 1 : 0.3);
  }

  private showTexts(now: ConductorSnapshot | null): void {
    if (now?.state !== 'playing') {
      this.mood.setText('♪');
      this.detail.setText(
        now?.state === 'paused' ? 'paused' : touch.used ? 'waits for a touch' : 'waits for a click or key',
      );
      return;
    }
    const level = Math.round(this.soundtrack.volume * 100);
    const heard = this.soundtrack.mute ? '  muted' : level < 100 ? `  ${level}%` : '';
    this.mood.setText(`♪ ${now.mood}${now.next ? ` → ${now.next}` : `  ${signs(now.chord)}`}${heard}`);
    this.mood.setTint(now.degraded ? tint(EMBER) : tint(LAMP));
    const key = `${signs(now.key.tonic)} ${now.key.mode}  ${Math.round(now.tempo)}`;
    this.detail.setText(`${key} BPM`);
    // Long names of modes leave no room for the unit.
    if (this.detail.width > WORDS - 8) this.detail.setText(key);
  }

  /** Pauses the current scene and opens the menu. */
  private pause(): void {
    if (this.scene.isActive('Pause') || this.scene.isActive('Flute')) return;
    const under = PLAYED.filter((key) => this.scene.isActive(key));
    if (under.length === 0) return;
    for (const key of under) this.scene.pause(key);
    this.scene.launch('Pause', { under });
  }

  private lamp(name: string, i: number): Words {
    return write(this, 0, i < 3 ? 8 : 18, SHORT[name] ?? name)
      .hold(0, 0.5)
      .setTint(COLORS[name]!)
      .setAlpha(0.3);
  }
}

/** A note or chord name with ♯ and ♭. */
function signs(name: string): string {
  return name.replace('#', '♯').replace(/^([A-G])b/, '$1♭');
}
