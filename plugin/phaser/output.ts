/** The audio output of a game: on Phaser's audio context, after its master mute and volume. */

import { type Game, Sound } from 'phaser';
import { type BatchedOutput, createBatchedOutput } from '../audio/batched-output.ts';
import { createMixer, type Mixer } from '../audio/mixer.ts';
import type { Seconds } from '../music/time.ts';
import { budgetOf, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';

/** A mixer with its context and volume. */
export interface Output {
  /** The audio context in use. */
  readonly context: BaseAudioContext;
  readonly output: BatchedOutput;
  /** True once the audio clock runs: at once where the browser allows it, else after the player's first gesture. */
  readonly running: boolean;
  volume: number;
  muted: boolean;
  /** Number of voices that sound or are scheduled. */
  readonly voices: number;
  /** Number of audio nodes. */
  readonly nodes: number;
  /** Number of voice gains among them, including idle ones. */
  readonly gains: number;
  /** Bytes of decoded samples. */
  readonly bytes: number;
  /** Whether it is connected to a sound manager's current context. */
  isOf(sound: Sound.WebAudioSoundManager): boolean;
  /** A deck's fade gain at a clock time, 0..1. */
  levelAt(deck: number, time: Seconds): number;
  dispose(): void;
}

/** Opens the output of a game. Phaser unlocks, suspends and resumes the context; this only reads its state. */
export function openOutput(
  game: Game,
  sound: Sound.WebAudioSoundManager,
  { palettes = {}, ...budget }: Pick<SoundtrackDefinition, 'palettes' | 'budget'>,
  warn: (message: string) => void,
): Output {
  const { context, destination } = sound;
  const { voices, samplesMB, sampleRate } = budgetOf(budget);
  const mixer: Mixer = createMixer(context, destination, {
    warn,
    palettes,
    ...(voices === undefined ? {} : { maxVoices: voices }),
    ...(samplesMB === undefined ? {} : { budget: samplesMB * 2 ** 20 }),
    ...(sampleRate === undefined ? {} : { storedRate: sampleRate }),
    // Looked up per bar: a scene may load its sounds long after the music has started.
    audio: (key) => loadedSound(game, key),
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
      // Not `sound.locked`: it stays true on a running context until the next gesture.
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

/** The audio buffer that `this.load.audio` stored under a key, or null. */
export function loadedSound(game: Game, key: string): AudioBuffer | null {
  const sound: unknown = game.cache.audio.get(key);
  return sound instanceof AudioBuffer ? sound : null;
}

/** The game's Web Audio sound manager, or the reason why there is none. */
export function webAudioOf(game: Game): Sound.WebAudioSoundManager | string {
  const { sound } = game;
  if (sound instanceof Sound.WebAudioSoundManager) return sound;
  if (game.config.audio.noAudio) return 'the game config says audio: { noAudio: true }; leave it out to hear music';
  if (game.config.audio.disableWebAudio)
    return 'the game config says audio: { disableWebAudio: true }, and music is made with Web Audio; leave it out to hear music';
  return 'this browser has no Web Audio';
}
