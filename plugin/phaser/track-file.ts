/** Loader file type `track`: a recording like those of `load.audio`, whose loop points are read before it is decoded. */

import { type Game, Loader } from 'phaser';
import { plainText } from '../mood/names.ts';
import type { LoopPoints } from '../soundtrack/track-layout.ts';

/** Loop points by game and key. */
const loops = new WeakMap<object, Map<string, LoopPoints>>();

function loadTrack(this: Loader.LoaderPlugin, key: string, urls: string | string[]): Loader.LoaderPlugin {
  if (typeof key !== 'string' || key === '' || urls === undefined)
    throw new TypeError(
      `load.track: the key is ${plainText(JSON.stringify(key))}, the url ${plainText(JSON.stringify(urls))}; give both, e.g. load.track('boss', 'boss.ogg')`,
    );
  const file = Loader.FileTypes.AudioFile.create(this, key, urls) as Loader.File | null;
  if (file === null) return this;
  const decode = file.onProcess.bind(file);
  const known = loops.get(this.systems.game) ?? new Map<string, LoopPoints>();
  loops.set(this.systems.game, known);
  file.onProcess = () => {
    const response: unknown = file.xhrLoader?.response;
    if (!(response instanceof ArrayBuffer)) {
      decode();
      return;
    }
    // Decoding takes the bytes away.
    const read = import('../audio/loop-points.ts').then(({ loopPointsIn }) => {
      const points = loopPointsIn(response);
      if (points !== null) known.set(key, points);
    });
    read.then(decode, decode);
  };
  this.addFile(file);
  return this;
}

/** The loop points of a recording that was loaded with `load.track`, or null. */
export function loadedLoop(game: Game, key: string): LoopPoints | null {
  return loops.get(game)?.get(key) ?? null;
}

/** Adds `load.track` to all scenes of the game, present and future. */
export function registerTrack(game: Game): void {
  game.plugins.registerFileType('track', loadTrack);
  for (const scene of game.scene.scenes) {
    if (scene.load) scene.load.track = loadTrack;
  }
}

declare global {
  namespace Phaser.Loader {
    interface LoaderPlugin {
      /**
       * Loads a recording as `load.audio` does, and reads its loop points: the comments `LOOPSTART` and `LOOPLENGTH` (Ogg, FLAC)
       * or the chunk `smpl` (WAV). `soundtrack.track(key, { loop: true })` repeats between them.
       */
      track(key: string, urls: string | string[]): this;
    }
  }
}
