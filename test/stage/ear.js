/** Hears what the game plays, on the audio thread: its samples, posted many at a time, with the frame of the first. */

const FRAMES = 2048;

class Ear extends AudioWorkletProcessor {
  constructor() {
    super();
    this.samples = new Float32Array(FRAMES);
    this.length = 0;
    this.from = 0;
  }

  process([input]) {
    const [channel] = input ?? [];
    if (this.length === 0) this.from = currentFrame;
    if (channel) this.samples.set(channel, this.length);
    this.length += 128;
    if (this.length === FRAMES) {
      this.port.postMessage({ from: this.from, samples: this.samples.slice() });
      this.samples.fill(0);
      this.length = 0;
    }
    return true;
  }
}

registerProcessor('ear', Ear);
