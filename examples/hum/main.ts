/** Humming: the player hums to the music, and the music answers on the next bar line, or takes the melody as a theme. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

const HINT = 'Press A and hum: the music answers.\nPress T and hum a theme: it opens the next phrase.';

class Campfire extends Phaser.Scene {
  private words!: Phaser.GameObjects.Text;

  constructor() {
    super('Campfire');
  }

  create(): void {
    this.words = this.add.text(20, 20, HINT);
    this.input.keyboard?.on('keydown-A', async () => {
      const phrase = await this.hum();
      if (phrase) await this.soundtrack.answer(phrase.notes, { play: true });
    });
    this.input.keyboard?.on('keydown-T', async () => {
      const phrase = await this.hum();
      if (phrase) this.soundtrack.tune({ themes: { hummed: phrase.theme } }).theme('hummed');
    });
  }

  private async hum() {
    this.words.setText('Hum…');
    const phrase = await this.soundtrack.listen({ seconds: 8 });
    this.words.setText(
      phrase.heard ? `I heard ${phrase.notes.length} notes.\n\n${HINT}` : `Heard nothing: ${phrase.reason}.\n\n${HINT}`,
    );
    return phrase.heard ? phrase : null;
  }
}

const music = musicPlugin({ scenes: { Campfire: 'village' } });
const game = new Phaser.Game({ width: 480, height: 270, scene: [Campfire], plugins: { global: [music] } });
Object.assign(window, { game });
