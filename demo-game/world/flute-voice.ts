/** The sound of a flute, of three sines and noise, played through Phaser's output with its volume and mute. */

import * as Phaser from 'phaser';

/** Harmonics: number and level. */
const HARMONICS = [
  [1, 0.5],
  [2, 0.16],
  [3, 0.05],
] as const;
const ATTACK = 0.045;
const RELEASE = 0.16;
const LEVEL = 0.32;
/** Rate in Hz, depth in semitones, and delay in seconds of the vibrato. */
const VIBRATO = { rate: 5.1, depth: 0.14, after: 0.28 };
const ECHO = { time: 0.31, back: 0.34, level: 0.3 };

const hertz = (pitch: number) => 440 * 2 ** ((pitch - 69) / 12);

/** A sounding note. */
export interface Blown {
  stop(): void;
}

/** A flute. Silent, without an error, if there is no Web Audio. */
export class FluteVoice {
  private readonly context: AudioContext | null = null;
  private readonly out: GainNode | null = null;
  private readonly breath: AudioBuffer | null = null;

  constructor(sound: Phaser.Scene['sound']) {
    if (!(sound instanceof Phaser.Sound.WebAudioSoundManager)) return;
    const { context } = sound;
    this.context = context;
    this.out = new GainNode(context, { gain: LEVEL });
    const echo = new DelayNode(context, { delayTime: ECHO.time, maxDelayTime: 1 });
    const back = new GainNode(context, { gain: ECHO.back });
    const level = new GainNode(context, { gain: ECHO.level });
    this.out.connect(sound.destination);
    this.out.connect(echo).connect(back).connect(echo);
    echo.connect(level).connect(sound.destination);
    this.breath = noise(context);
  }

  /** The audio clock, in seconds. */
  get now(): number {
    return this.context?.currentTime ?? 0;
  }

  /** Plays a MIDI pitch from a time of the audio clock on, for a length or until it is stopped. */
  blow(pitch: number, at = this.now, seconds: number | null = null): Blown {
    const { context, out } = this;
    if (!context || !out) return { stop: () => undefined };
    const swell = new GainNode(context, { gain: 0 });
    swell.connect(out);
    swell.gain.setValueAtTime(0, at);
    swell.gain.linearRampToValueAtTime(1, at + ATTACK);
    swell.gain.setTargetAtTime(0.78, at + ATTACK, 0.12);
    const vibrato = new OscillatorNode(context, { frequency: VIBRATO.rate });
    const depth = new GainNode(context, { gain: 0 });
    depth.gain.setValueAtTime(0, at + VIBRATO.after);
    depth.gain.linearRampToValueAtTime(VIBRATO.depth * 100, at + VIBRATO.after + 0.3);
    vibrato.connect(depth);
    const sources: AudioScheduledSourceNode[] = [vibrato];
    for (const [number, level] of HARMONICS) {
      const tone = new OscillatorNode(context, { frequency: hertz(pitch) * number });
      depth.connect(tone.detune);
      tone.connect(new GainNode(context, { gain: level })).connect(swell);
      sources.push(tone);
    }
    const air = new AudioBufferSourceNode(context, { buffer: this.breath, loop: true });
    const band = new BiquadFilterNode(context, { type: 'bandpass', frequency: hertz(pitch) * 2, Q: 1.2 });
    air
      .connect(band)
      .connect(new GainNode(context, { gain: 0.05 }))
      .connect(swell);
    sources.push(air);
    for (const source of sources) source.start(at);
    let ended = false;
    const stop = (end = Math.max(this.now, at + ATTACK)) => {
      if (ended) return;
      ended = true;
      swell.gain.cancelScheduledValues(end);
      swell.gain.setTargetAtTime(0, end, RELEASE / 4);
      for (const source of sources) source.stop(end + RELEASE * 2);
      sources[0]!.onended = () => swell.disconnect();
    };
    if (seconds !== null) stop(at + seconds);
    return { stop: () => stop() };
  }

  /** Frees all nodes; sounding notes end. */
  close(): void {
    this.out?.disconnect();
  }
}

/** A second of noise. It affects no note. */
function noise(context: AudioContext): AudioBuffer {
  const buffer = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
  const samples = buffer.getChannelData(0);
  let state = 1;
  for (let i = 0; i < samples.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    samples[i] = state / 0x8000_0000;
  }
  return buffer;
}
