/** A small game for tests and benches that need a page of their own: what the soundtrack is, the address says; what was heard, the window keeps. */

import * as Phaser from 'phaser';
import { AdaptiveMusicPlugin, type SoundtrackDefinition } from 'phaser-adaptive-music';
import earUrl from './ear.js?url&no-inline';
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
/** Seconds of samples that are kept. */
const KEPT = 12;

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
    const heard: { readonly from: number; readonly samples: Float32Array }[] = [];
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
        await context.audioWorklet.addModule(earUrl);
        const ear = new AudioWorkletNode(context, 'ear', { numberOfOutputs: 0 });
        ear.port.onmessage = ({ data: block }: MessageEvent<(typeof heard)[number]>) => {
          heard.push(block);
          while (block.from - heard[0]!.from > KEPT * context.sampleRate) heard.shift();
        };
        masterVolumeNode.connect(ear);
      },
      async samples(from, to) {
        const [first, last] = [from, to].map((time) => Math.round(time * context.sampleRate)) as [number, number];
        const reached = () => (heard.at(-1)?.from ?? 0) >= last;
        while (!reached()) await new Promise((done) => setTimeout(done, 20));
        const samples = new Float32Array(last - first);
        for (const block of heard) {
          const skipped = Math.max(0, first - block.from);
          const part = block.samples.subarray(skipped, Math.max(skipped, last - block.from));
          if (part.length > 0) samples.set(part, block.from + skipped - first);
        }
        return samples;
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
