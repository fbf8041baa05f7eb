/** Measures what a page sends to its speakers, and collects the events of its music. */

import type { Game } from 'phaser';
import type { Page } from 'playwright';

/** Levels of about a quarter of a second of sound. */
export interface Stretch {
  /** Audio clock at its end, in seconds. */
  readonly time: number;
  readonly seconds: number;
  /** Root mean square of all samples, over both channels. */
  readonly rms: number;
  readonly peak: number;
}

/** An event of the plugin, in the order of arrival. */
export interface MusicEvent {
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>>;
}

interface OutputTap {
  context: AudioContext | null;
  readonly stretches: Stretch[];
  readonly events: MusicEvent[];
}

declare global {
  interface Window {
    tap: OutputTap;
    /** The demo puts its game here. */
    game: Game;
  }
}

/** Taps everything that is connected to an AudioContext's destination. Call before the page loads. */
export async function tapOutput(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tap: OutputTap = { context: null, stretches: [], events: [] };
    window.tap = tap;
    const connect = AudioNode.prototype.connect;
    // On the audio thread, so that no sample is missed however busy the page is.
    const processor = `registerProcessor('output-tap', class extends AudioWorkletProcessor {
      constructor() { super(); this.sum = 0; this.peak = 0; this.count = 0; this.frames = 0; }
      process([channels]) {
        for (const samples of channels) for (const sample of samples) {
          this.sum += sample * sample;
          this.peak = Math.max(this.peak, Math.abs(sample));
          this.count++;
        }
        this.frames += 128;
        if (this.frames >= sampleRate / 4) {
          const rms = this.count === 0 ? 0 : Math.sqrt(this.sum / this.count);
          this.port.postMessage({ time: currentTime, seconds: this.frames / sampleRate, rms, peak: this.peak });
          this.sum = this.peak = this.count = this.frames = 0;
        }
        return true;
      }
    });`;
    const listen = async (context: AudioContext): Promise<AudioNode> => {
      const url = URL.createObjectURL(new Blob([processor], { type: 'text/javascript' }));
      await context.audioWorklet.addModule(url);
      const node = new AudioWorkletNode(context, 'output-tap', { numberOfOutputs: 0 });
      node.port.onmessage = ({ data }) => void tap.stretches.push(data);
      return node;
    };
    let listener: Promise<AudioNode> | null = null;
    AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
      const [target] = args;
      if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
        tap.context = target.context;
        listener ??= listen(target.context);
        void listener.then((node) => Reflect.apply(connect, this, [node]));
      }
      return Reflect.apply(connect, this, args);
    } as typeof AudioNode.prototype.connect;
  });
}

/** Decibels of full scale. */
export function decibels(level: number): number {
  return 20 * Math.log10(Math.max(1e-9, level));
}
