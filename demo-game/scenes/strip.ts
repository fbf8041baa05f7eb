/** The "now playing" strip under the picture: what sounds, who wrote it, and the notes as they pass. */

import * as Phaser from 'phaser';
import { PLAY, SERIF, STRIP, WIDTH } from '../layout.ts';
import { CREAM, EMBER, fade, LAMP, MINT, ROSE, tint } from '../palette.ts';
import { PianoRoll } from '../world/piano-roll.ts';

const LAYERS = ['melody', 'counter', 'chords', 'pad', 'bass', 'drums'] as const;
const COLOURS: Record<string, number> = {
  melody: tint(LAMP),
  counter: tint(MINT),
  chords: 0x9db8ff,
  pad: 0x7a86c9,
  bass: tint(EMBER),
  drums: tint(ROSE),
  stinger: tint(CREAM),
};
const ROLL = { x: 362, width: 370 };
const VOLUME_STEP = 0.1;

/** Stays on top of every other scene; it looks at the music and changes nothing but its loudness. */
export class Strip extends Phaser.Scene {
  private mood!: Phaser.GameObjects.Text;
  private place!: Phaser.GameObjects.Text;
  private key!: Phaser.GameObjects.Text;
  private origin!: Phaser.GameObjects.Text;
  private loudness!: Phaser.GameObjects.Text;
  private lamps!: ReadonlyMap<string, Phaser.GameObjects.Arc>;
  private roll!: PianoRoll;

  constructor() {
    super('Strip');
  }

  create(): void {
    this.cameras.main.setViewport(0, PLAY, WIDTH, STRIP).setBackgroundColor('#0a0d18');
    this.add.rectangle(0, 0, WIDTH, 2, tint(LAMP), 0.35).setOrigin(0);
    this.mood = this.text(20, 8, 26, CREAM).setFontStyle('italic bold').setPadding(0, 0, 8, 0);
    this.place = this.text(20, 46, 14, '#aeb8d8');
    this.key = this.text(170, 46, 14, '#aeb8d8');
    this.origin = this.text(170, 17, 14, MINT);
    this.loudness = this.text(WIDTH - 18, 48, 13, '#aeb8d8').setOrigin(1, 0);
    this.roll = new PianoRoll(this, { ...ROLL, y: 6, height: STRIP - 12 }, COLOURS);
    this.lamps = new Map(LAYERS.map((name, index) => [name, this.light(name, 750 + index * 45)]));
    this.input.keyboard?.on('keydown-M', () => {
      this.soundtrack.mute = !this.soundtrack.mute;
    });
    this.input.keyboard?.on('keydown', ({ key }: KeyboardEvent) => {
      const step = key === '+' || key === '=' ? VOLUME_STEP : key === '-' ? -VOLUME_STEP : 0;
      if (step !== 0)
        this.soundtrack.volume = Phaser.Math.Clamp(Math.round((this.soundtrack.volume + step) * 10) / 10, 0, 1);
    });
  }

  override update(): void {
    if (this.scene.manager.scenes.at(-1) !== this) this.scene.bringToTop();
    const now = this.soundtrack.snapshot();
    this.loudness.setText(this.soundtrack.mute ? 'muted · M' : `volume ${Math.round(this.soundtrack.volume * 100)} %`);
    if (now?.state !== 'playing') {
      this.mood.setText('…').setColor('#6b769c');
      this.place.setText(now?.state === 'paused' ? 'paused' : 'the music waits for a click or key');
      return;
    }
    this.mood.setText(now.mood).setColor(CREAM);
    this.place.setText(now.next ? `→ ${now.next}` : `bar ${now.bar + 1} . ${now.beat + 1}   ${now.meter}`);
    this.key.setText(`${now.key.tonic} ${now.key.mode}`);
    const writer = now.phrase?.source === 'lstm' ? '● LSTM' : '○ n-gram';
    this.origin
      .setText(`${now.phrase ? writer : ''}  ${Math.round(now.tempo)} bpm  ${now.chord}`)
      .setColor(now.degraded ? EMBER : MINT);
    this.roll.draw(now);
    for (const [role, lamp] of this.lamps) {
      const on = now.bars.some(
        (bar) => bar.time <= now.time && bar.parts.some((part) => part.role === role && part.notes.length > 0),
      );
      const sounds = now.notes.some((note) => note.role === role);
      lamp.setAlpha(Phaser.Math.Linear(lamp.alpha, sounds ? 1 : on ? 0.5 : 0.12, 0.25)).setScale(sounds ? 1.15 : 1);
    }
  }

  private light(name: string, x: number): Phaser.GameObjects.Arc {
    const lamp = this.add.circle(x + 10, 22, 7, COLOURS[name] ?? 0xffffff).setAlpha(0.12);
    this.text(x + 10, 31, 11, '#8a94b8')
      .setOrigin(0.5, 0)
      .setText(name);
    return lamp;
  }

  private text(x: number, y: number, size: number, color: string): Phaser.GameObjects.Text {
    const text = this.add.text(x, y, '', { fontFamily: SERIF, fontSize: `${size}px`, color });
    return text.setShadow(0, 1, fade('#000000', 0.6), 2).setResolution(Math.min(2, window.devicePixelRatio || 1));
  }
}
