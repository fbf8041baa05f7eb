/** A context on which nothing is decoded or rendered until it is let go, as on a slow device; everything else runs. */

import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';

/** What a context is held up by. */
export interface HeldUp {
  /** Lets everything be decoded and rendered from now on, and what was asked for, too. */
  letGo(): void;
  /** How many recordings and synthesizers have been asked for. */
  readonly asked: { decoded: number; rendered: number };
}

/** Holds a context up. @param what Default: decoding and rendering. */
export async function holdUp(
  context: BaseAudioContext,
  what: { readonly decoding?: boolean; readonly rendering?: boolean } = { decoding: true, rendering: true },
): Promise<HeldUp> {
  const Offline = await offlineAudio();
  let letGo = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked = { decoded: 0, rendered: 0 };
  const decode = context.decodeAudioData.bind(context);
  context.decodeAudioData = async (data: ArrayBuffer) => {
    asked.decoded++;
    if (what.decoding) await free;
    return decode(data);
  };
  class Slow extends Offline {
    override async startRendering(): Promise<AudioBuffer> {
      asked.rendered++;
      if (what.rendering) await free;
      return super.startRendering();
    }
  }
  // Where there is no class of the browser's, synthesizers are rendered with the context's own.
  Object.defineProperty(context, 'constructor', { value: Slow, configurable: true });
  return { letGo: () => letGo(), asked };
}
