/** Ears and eyes for a tour: what reaches the speakers, what the music says of itself, and what the console complains of. */

import type { Game } from 'phaser';
import type { Page } from 'playwright';

/** What was heard in one stretch of about half a second. */
export interface Heard {
  /** Audio clock at its end, in seconds. */
  readonly time: number;
  readonly seconds: number;
  /** Root mean square of all samples, over both channels. */
  readonly rms: number;
  readonly peak: number;
}

/** An event of the music, as it came. */
export interface Told {
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>>;
}

interface Ears {
  context: AudioContext | null;
  readonly heard: Heard[];
  readonly told: Told[];
}

declare global {
  interface Window {
    ears: Ears;
    /** The demo puts its game here. */
    game: Game;
  }
}

/** Taps everything that is connected to an AudioContext's destination. Call before the page loads. */
export async function growEars(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ears: Ears = { context: null, heard: [], told: [] };
    window.ears = ears;
    const connect = AudioNode.prototype.connect;
    const listen = (context: AudioContext): AudioNode => {
      // A script processor hears every sample; an analyser that is looked at now and then would miss some.
      const ear = context.createScriptProcessor(16384, 2, 2);
      ear.onaudioprocess = ({ inputBuffer }) => {
        let sum = 0;
        let peak = 0;
        for (let channel = 0; channel < inputBuffer.numberOfChannels; channel++) {
          for (const sample of inputBuffer.getChannelData(channel)) {
            sum += sample * sample;
            peak = Math.max(peak, Math.abs(sample));
          }
        }
        const seconds = inputBuffer.duration;
        const rms = Math.sqrt(sum / (inputBuffer.length * inputBuffer.numberOfChannels));
        ears.heard.push({ time: context.currentTime, seconds, rms, peak });
      };
      Reflect.apply(connect, ear, [context.destination]);
      return ear;
    };
    let ear: AudioNode | null = null;
    AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
      const [target] = args;
      if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
        ears.context = target.context;
        ear ??= listen(target.context);
        Reflect.apply(connect, this, [ear]);
      }
      return Reflect.apply(connect, this, args);
    } as typeof AudioNode.prototype.connect;
  });
}

/** Decibels of full scale. */
export function decibels(level: number): number {
  return 20 * Math.log10(Math.max(1e-9, level));
}
