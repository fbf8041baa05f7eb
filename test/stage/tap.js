/** Listens to what the game plays, on the audio thread: peaks of short blocks, posted many at a time, so that a blocked page misses none. */

/** Frames of a block: 5 ms at 48 kHz. */
const BLOCK = 240;
const BATCH = 20;

class Tap extends AudioWorkletProcessor {
  constructor() {
    super();
    this.peaks = [];
    this.peak = 0;
    this.frames = 0;
    this.from = currentTime;
  }

  process([input]) {
    const channels = input ?? [];
    const length = channels[0]?.length ?? 128;
    for (const channel of channels) for (const sample of channel) this.peak = Math.max(this.peak, Math.abs(sample));
    this.frames += length;
    if (this.frames >= BLOCK) {
      this.peaks.push([currentTime + length / sampleRate, this.peak]);
      this.frames = 0;
      this.peak = 0;
    }
    if (this.peaks.length >= BATCH) this.port.postMessage(this.peaks.splice(0));
    return true;
  }
}

registerProcessor('tap', Tap);
