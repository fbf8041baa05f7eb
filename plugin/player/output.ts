/** The audio output of a game, on its audio context. */

import { type BatchedOutput, createBatchedOutput } from '../audio/batched-output.ts';
import { createMixer, type Mixer } from '../audio/mixer.ts';
import type { Seconds } from '../music/time.ts';
import { budgetOf, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { MusicHost, SoundPort } from './host.ts';

/** A mixer with its context and volume. */
export interface Output {
  /** The audio context in use. */
  readonly context: BaseAudioContext;
  readonly output: BatchedOutput;
  /** True once the audio clock runs: at once where the browser allows it, else after the player's first gesture. */
  readonly running: boolean;
  volume: number;
  muted: boolean;
  /** Volume of the sounds of a place, 0..1. */
  ambienceVolume: number;
  /** Number of sounds of a place that have a voice. */
  readonly placeSounds: number;
  /** Number of voices that sound or are scheduled. */
  readonly voices: number;
  /** Number of audio nodes. */
  readonly nodes: number;
  /** Number of voice gains among them, including idle ones. */
  readonly gains: number;
  /** Bytes of decoded samples. */
  readonly bytes: number;
  /** Whether it is connected to the current context of a game. */
  isOf(sound: SoundPort): boolean;
  /** A deck's fade gain at a clock time, 0..1. */
  levelAt(deck: number, time: Seconds): number;
  dispose(): void;
}

/** Opens the output of a game, which unlocks, suspends and resumes the context; this only reads its state. */
export function openOutput(
  host: MusicHost,
  context: BaseAudioContext,
  destination: AudioNode,
  { palettes = {}, ...budget }: Pick<SoundtrackDefinition, 'palettes' | 'budget'>,
  warn: (message: string) => void,
): Output {
  const { voices, samplesMB, sampleRate } = budgetOf(budget);
  const mixer: Mixer = createMixer(context, destination, {
    warn,
    palettes,
    ...(voices === undefined ? {} : { maxVoices: voices }),
    ...(samplesMB === undefined ? {} : { budget: samplesMB * 2 ** 20 }),
    ...(sampleRate === undefined ? {} : { storedRate: sampleRate }),
    // Looked up per bar: a scene may load its sounds long after the music has started.
    audio: (key) => host.recording(key),
  });
  const patient = createBatchedOutput(mixer);
  return {
    context,
    output: {
      ...patient,
      run(deadline, isBusy) {
        const hasWorked = patient.run(deadline, isBusy);
        mixer.tick();
        return hasWorked;
      },
    },
    get running() {
      // Not Phaser's `sound.locked`: it stays true on a running context until the next gesture.
      return context.state === 'running';
    },
    get volume() {
      return mixer.volume;
    },
    set volume(value) {
      mixer.volume = value;
    },
    get muted() {
      return mixer.muted;
    },
    set muted(value) {
      mixer.muted = value;
    },
    get ambienceVolume() {
      return mixer.ambienceVolume;
    },
    set ambienceVolume(value) {
      mixer.ambienceVolume = value;
    },
    get placeSounds() {
      return mixer.ambience.voices;
    },
    get voices() {
      return mixer.voices;
    },
    get nodes() {
      return mixer.nodes;
    },
    get gains() {
      return mixer.gains;
    },
    get bytes() {
      return mixer.bytes;
    },
    isOf: (other) => other.context === context && other.destination === destination,
    levelAt: (deck, time) => mixer.levelAt(deck, time),
    dispose: () => mixer.dispose(),
  };
}
