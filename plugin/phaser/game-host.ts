/** A Phaser game as the host of its music. */

import { type Game, Sound } from 'phaser';
import type { MusicHost } from '../player/host.ts';
import { FirstScene } from './first-scene.ts';
import { loadedMidi } from './midi-file.ts';
import { loadedModel } from './model-file.ts';

/** Plays on Phaser's audio context, after its master mute and volume, with what the game's loader has loaded. */
export function gameHost(game: Game): MusicHost {
  return {
    get sound() {
      return webAudioOf(game);
    },
    reopen: 'call sound.setAudioContext(new AudioContext())',
    watchStart() {
      const first = new FirstScene(game);
      return (wanted) => first.isUp(wanted);
    },
    recording: (key) => loadedSound(game, key),
    model: (key, signal) => loadedModel(game, key, signal),
    bank: (key) => game.cache.json?.get(key),
    score: (key) => loadedMidi(game, key),
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
