/** Where the music goes out: Phaser's own audio context and its master mute and volume, or nowhere. */

import { type Game, Sound } from 'phaser';
import { type BatchedOutput, createBatchedOutput } from '../audio/batched-output.ts';
import { createMixer, type Mixer } from '../audio/mixer.ts';
import type { Seconds } from '../music/time.ts';
import { budgetOf, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';

/** A stage with a volume. */
export interface Output {
  /** The audio context that it plays on. */
  readonly context: BaseAudioContext;
  readonly stage: BatchedOutput;
  /** True as soon as the audio clock runs: at once where the browser allows it, else after the player's first gesture. */
  readonly running: boolean;
  volume: number;
  muted: boolean;
  /** Voices that sound or are about to. */
  readonly voices: number;
  /** Audio nodes of all of it. */
  readonly nodes: number;
  /** Those among them that are gains of voices, or wait for the next. */
  readonly gains: number;
  /** Bytes of decoded samples. */
  readonly bytes: number;
  /** Whether it goes out where a game's sound goes out now. */
  isOf(sound: Sound.WebAudioSoundManager): boolean;
  /** A deck's fade at a clock time, 0..1. */
  levelAt(deck: number, time: Seconds): number;
  dispose(): void;
}

/** Opens the output of a game. Phaser unlocks, suspends and resumes the context; this only looks at it. */
export function openOutput(
  game: Game,
  sound: Sound.WebAudioSoundManager,
  { palettes = {}, ...wish }: Pick<SoundtrackDefinition, 'palettes' | 'budget'>,
  warn: (message: string) => void,
): Output {
  const { context, destination } = sound;
  const { voices, samplesMB, sampleRate } = budgetOf(wish);
  const mixer: Mixer = createMixer(context, destination, {
    warn,
    palettes,
    ...(voices === undefined ? {} : { maxVoices: voices }),
    ...(samplesMB === undefined ? {} : { budget: samplesMB * 2 ** 20 }),
    ...(sampleRate === undefined ? {} : { storedRate: sampleRate }),
    // Looked up bar by bar: a scene may load its sounds long after the music has begun.
    audio: (key) => loadedSound(game, key),
  });
  const patient = createBatchedOutput(mixer);
  return {
    context,
    stage: {
      ...patient,
      run(deadline, isBusy) {
        const hasWorked = patient.run(deadline, isBusy);
        mixer.tick();
        return hasWorked;
      },
    },
    get running() {
      // Not `sound.locked`: that stays true on a context which runs already, until the next gesture.
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

/** What `this.load.audio` has put under a key; null while it is not there. */
export function loadedSound(game: Game, key: string): AudioBuffer | null {
  const sound: unknown = game.cache.audio.get(key);
  return sound instanceof AudioBuffer ? sound : null;
}

/** The sound of a game that music can be made with, or a line that says why there is none. */
export function webAudioOf(game: Game): Sound.WebAudioSoundManager | string {
  const { sound } = game;
  if (sound instanceof Sound.WebAudioSoundManager) return sound;
  if (game.config.audio.noAudio) return 'the game config says audio: { noAudio: true }; leave it out to hear music';
  if (game.config.audio.disableWebAudio)
    return 'the game config says audio: { disableWebAudio: true }, and music is made with Web Audio; leave it out to hear music';
  return 'this browser has no Web Audio';
}
