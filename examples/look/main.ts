/** Look: the colors of the picture move the music. Keys 1, 2 and 3 change the scene; every few seconds it is looked at. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { musicPlugin } from 'phaser-adaptive-music';

/** Sky and ground by Phaser's names of the keys. */
const SCENES = { ONE: [0x9cc8f0, 0x6fb050], TWO: [0x1c2340, 0x10141f], THREE: [0x5a1020, 0xd05028] } as const;

class Landscape extends Phaser.Scene {
  private words!: Phaser.GameObjects.Text;

  constructor() {
    super('Landscape');
  }

  create(): void {
    const sky = this.add.rectangle(0, 0, 480, 160, 0).setOrigin(0);
    const ground = this.add.rectangle(0, 160, 480, 110, 0).setOrigin(0);
    const show = ([above, below]: readonly [number, number]) => {
      sky.setFillStyle(above);
      ground.setFillStyle(below);
    };
    show(SCENES.ONE);
    for (const [key, colors] of Object.entries(SCENES)) this.input.keyboard?.on(`keydown-${key}`, () => show(colors));
    this.words = this.add.text(20, 20, 'Keys 1, 2 and 3: day, night, fire.');
    this.time.addEvent({ delay: 3000, loop: true, callback: () => void this.listen() });
  }

  private async listen(): Promise<void> {
    const { feel, moods, problem } = await this.soundtrack.look();
    if (!this.scene.isActive()) return;
    // Where nothing could be seen, feel is empty: the mood has its own.
    this.soundtrack.feel(feel);
    this.words.setText(
      problem ?? `looks like ${moods[0]?.mood}\narousal ${feel.arousal}\nKeys 1, 2 and 3: day, night, fire.`,
    );
  }
}

const music = musicPlugin({ scenes: { Landscape: 'exploration' } });

const game = new Phaser.Game({ width: 480, height: 270, scene: [Landscape], plugins: { global: [music] } });
Object.assign(window, { game });
