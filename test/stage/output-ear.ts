/** Keeps what leaves a game, sample by sample, by the times of the audio clock. */

import earUrl from './ear.js?url&no-inline';

/** Seconds of samples that are kept. */
const KEPT = 12;

/** Reads what was heard. */
export interface OutputEar {
  /** The left channel between two times of the audio clock, once it has been heard. */
  samples(from: number, to: number): Promise<Float32Array>;
}

/** Begins to hear what a node gives, on the audio thread: a busy page misses nothing. */
export async function hearOutput(node: AudioNode): Promise<OutputEar> {
  const { context } = node;
  await context.audioWorklet.addModule(earUrl);
  const ear = new AudioWorkletNode(context, 'ear', { numberOfOutputs: 0 });
  const heard: { readonly from: number; readonly samples: Float32Array }[] = [];
  ear.port.onmessage = ({ data: block }: MessageEvent<(typeof heard)[number]>) => {
    heard.push(block);
    while (block.from - heard[0]!.from > KEPT * context.sampleRate) heard.shift();
  };
  node.connect(ear);
  return {
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
  };
}
