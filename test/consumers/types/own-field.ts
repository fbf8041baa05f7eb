/** A game whose scenes have a field `soundtrack` of their own, as many do, maps the plugin elsewhere. */

import * as Phaser from 'phaser';
import type { AdaptiveMusicPlugin } from 'phaser-adaptive-music';

declare global {
  namespace Phaser {
    interface Scene {
      music: AdaptiveMusicPlugin;
    }
  }
}

export class MusicScene extends Phaser.Scene {
  private soundtrack?: Phaser.Sound.BaseSound;
  create(): void {
    this.soundtrack = this.sound.add('soundtrack');
    this.soundtrack.play({ loop: true });
    this.music.mood('forest');
    this.load.musicModel('mine', 'm.json');
  }
}
/** Other kinds of the same: a method, a getter, a static tag of another meaning. */
export class Method extends Phaser.Scene {
  soundtrack(name: string): string {
    return name;
  }
}
export class Getter extends Phaser.Scene {
  get soundtrack(): readonly string[] {
    return ['forest.ogg'];
  }
}
export abstract class Base extends Phaser.Scene {
  protected abstract readonly soundtrack: number;
}
