/** Loader file type `midi`: a MIDI file as it is, for moods with a score. */

import { type Game, Loader } from 'phaser';
import { plainText } from '../mood/names.ts';

function loadMidi(this: Loader.LoaderPlugin, key: string, url?: string): Loader.LoaderPlugin {
  if (typeof key !== 'string' || key === '')
    throw new TypeError(
      `load.midi: the key is ${plainText(JSON.stringify(key))}; give a name, e.g. load.midi('tavern', 'tavern.mid')`,
    );
  const file = url ?? (/\.midi?$/i.test(key) ? key : `${key}.mid`);
  this.addFile(new Loader.FileTypes.BinaryFile(this, key, file));
  return this;
}

/** The bytes that a scene has loaded under a key, or undefined. */
export function loadedMidi(game: Game, key: string): unknown {
  return game.cache.binary?.get(key);
}

/** Adds `load.midi` to all scenes of the game, present and future. */
export function registerMidi(game: Game): void {
  game.plugins.registerFileType('midi', loadMidi);
  for (const scene of game.scene.scenes) {
    if (scene.load) scene.load.midi = loadMidi;
  }
}

declare global {
  namespace Phaser.Loader {
    interface LoaderPlugin {
      /**
       * Loads a MIDI file as the music of a mood, which names the key in `score`. It is kept in `cache.binary`.
       * @param url default: the key, with `.mid` where it has no such ending
       */
      midi(key: string, url?: string): this;
    }
  }
}
