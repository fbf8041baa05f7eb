/** The smallest game that a user of the package would write; what it heard is left on the window for the test to read. */

import * as Phaser from 'phaser';
import 'phaser-adaptive-music/scene';
import { AdaptiveMusicPlugin, defineSoundtrack } from 'phaser-adaptive-music';

/** What the test reads. */
export interface Heard {
  readonly phrases: string[];
  readonly trouble: string[];
  /** Highest RMS at the master volume so far. */
  loudest: number;
  /** Phrases that the network has written. */
  written: number;
  /** What the package has warned of on the console. */
  readonly warnings: string[];
}

const heard: Heard = { phrases: [], trouble: [], loudest: 0, written: 0, warnings: [] };
Object.assign(window, { heard });
const warn = console.warn.bind(console);
console.warn = (...parts: unknown[]) => {
  if (String(parts[0]).includes('[phaser-adaptive-music]')) heard.warnings.push(parts.map(String).join(' '));
  warn(...parts);
};

const soundtrack = defineSoundtrack({
  seed: 'consumer',
  scenes: { Arena: { mood: 'battle', at: 'now' } },
});

class Arena extends Phaser.Scene {
  constructor() {
    super('Arena');
  }

  create(): void {
    this.soundtrack
      .signal('danger', 0.7)
      .on('phrase', ({ source }) => heard.phrases.push(source))
      .on('degraded', ({ reason }) => heard.trouble.push(reason))
      .on('error', ({ message }) => heard.trouble.push(message));
    this.listen(this.sound as Phaser.Sound.WebAudioSoundManager);
  }

  private listen(sound: Phaser.Sound.WebAudioSoundManager): void {
    const analyser = sound.context.createAnalyser();
    sound.masterVolumeNode.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.events.on('update', () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      heard.loudest = Math.max(heard.loudest, Math.sqrt(power));
      heard.written = this.soundtrack.inspect()?.health.answered ?? 0;
    });
  }
}

new Phaser.Game({
  width: 320,
  height: 180,
  scene: [Arena],
  plugins: {
    global: [{ key: 'soundtrack', plugin: AdaptiveMusicPlugin, mapping: 'soundtrack', start: true, data: soundtrack }],
  },
});
