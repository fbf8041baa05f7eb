/** A small game for tests and benches that need a page of their own: what the soundtrack is, the address says; what was heard, the window keeps. */

import * as Phaser from 'phaser';
import { AdaptiveMusicPlugin, type SoundtrackDefinition } from 'phaser-adaptive-music';
import { hearOutput, type OutputEar } from './output-ear.ts';
import tapUrl from './tap.js?url&no-inline';

/** What a test reads. */
export interface Stage {
  readonly game: Phaser.Game;
  readonly soundtrack: AdaptiveMusicPlugin;
  /** Phrases, trouble and errors since the game began, oldest first. */
  readonly reported: { readonly name: string; readonly time: number; readonly event: Record<string, unknown> }[];
  /** Time on the audio clock, and peak, of each 5 ms that left the game, since {@link listen}. */
  readonly peaks: [time: number, peak: number][];
  /** Begins to listen at the game's output. */
  listen(): Promise<void>;
  /** Begins to keep the samples that leave the game, those of the last seconds. */
  hear(): Promise<void>;
  /** The left channel between two times of the audio clock, once it has been heard. */
  samples(from: number, to: number): Promise<Float32Array>;
  /** Ends the game and begins another. */
  renew(): void;
  /** Holds the page's thread up. */
  block(ms: number): void;
  /** The audio clock. */
  now(): number;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const parameters = new URLSearchParams(location.search);
const data = JSON.parse(parameters.get('soundtrack') ?? '{}') as SoundtrackDefinition;
const model = parameters.get('load');
const bank = parameters.get('bank');
const sound = parameters.get('sound');
const sounds = JSON.parse(parameters.get('sounds') ?? '{}') as Readonly<Record<string, string>>;

class Only extends Phaser.Scene {
  constructor() {
    super('Only');
  }

  preload(): void {
    if (model !== null) this.load.musicModel('own', model);
    if (bank !== null) this.load.json('bank', bank);
    if (sound !== null) this.load.audio('sound', sound);
    for (const [key, url] of Object.entries(sounds)) this.load.audio(key, url);
  }
}

function begin(): void {
  const game = new Phaser.Game({
    type: Phaser.CANVAS,
    width: 160,
    height: 120,
    banner: false,
    scene: [Only],
    plugins: { global: [{ key: 'soundtrack', plugin: AdaptiveMusicPlugin, mapping: 'soundtrack', start: true, data }] },
  });

  game.events.once('ready', () => {
    const soundtrack = game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
    const { context, masterVolumeNode } = game.sound as Phaser.Sound.WebAudioSoundManager;
    const reported: Stage['reported'] = [];
    const peaks: Stage['peaks'] = [];
    for (const name of ['start', 'phrase', 'degraded', 'recovered', 'error', 'mood', 'transition', 'beat'] as const)
      soundtrack.on(name, (event: object) => {
        reported.push({ name, time: context.currentTime, event: { ...event } });
        if (reported.length > 20_000) reported.shift();
      });
    let ear: OutputEar | null = null;
    window.stage = {
      game,
      soundtrack,
      reported,
      peaks,
      async listen() {
        await context.audioWorklet.addModule(tapUrl);
        const tap = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 1 });
        tap.port.onmessage = ({ data: blocks }: MessageEvent<[number, number][]>) => void peaks.push(...blocks);
        masterVolumeNode.connect(tap);
        tap.connect(context.destination);
      },
      async hear() {
        ear = await hearOutput(masterVolumeNode);
      },
      async samples(from, to) {
        if (ear === null) throw new Error('nothing is heard before hear()');
        return ear.samples(from, to);
      },
      renew() {
        game.events.once('destroy', () => setTimeout(begin));
        Reflect.deleteProperty(window, 'stage');
        game.destroy(true);
      },
      block(ms) {
        const end = performance.now() + ms;
        while (performance.now() < end);
      },
      now: () => context.currentTime,
    };
  });
}

begin();
