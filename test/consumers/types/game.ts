/** Uses every entry and every augmentation as a game would. */

import * as Phaser from 'phaser';
import { AdaptiveMusicPlugin, defineSoundtrack } from 'phaser-adaptive-music';
import 'phaser-adaptive-music/scene';
import { PRESETS } from 'phaser-adaptive-music/headless';
import { attachOverlay } from 'phaser-adaptive-music/overlay';
import { SoundtrackPlayer } from 'phaser-adaptive-music/player';
import { encodeWav } from 'phaser-adaptive-music/render';

class Forest extends Phaser.Scene {
  preload(): void {
    this.load.musicModel('mine', 'm.json').image('hero', 'hero.png');
  }
  create(): void {
    this.soundtrack.mood('forest').signal('danger', 0.7).stinger('discovery');
    const hero = this.add.sprite(0, 0, 'hero');
    this.soundtrack.zone(hero, { inside: new Phaser.Geom.Rectangle(0, 400, 640, 200), mood: 'cave' });
    this.soundtrack.on('mood', ({ from, to }) => console.log(`${from} -> ${to}`));
    attachOverlay(this.soundtrack);
    attachOverlay(new SoundtrackPlayer({ start: 'forest' }, { context: new AudioContext() }));
    this.soundtrack.at('beat', ({ beat }) => console.log(beat), { every: 1 });
  }
}
new Phaser.Game({
  scene: [Forest],
  plugins: {
    global: [
      {
        key: 'soundtrack',
        plugin: AdaptiveMusicPlugin,
        mapping: 'soundtrack',
        start: true,
        data: defineSoundtrack({ scenes: { Forest: 'forest' } }),
      },
    ],
  },
});
console.log(Object.keys(PRESETS), encodeWav);
