/** The models behind the music of a game: the network in its worker, and the tables that answer at once when it cannot. */

import type { Game } from 'phaser';
import { createNgramModel } from '../generate/ngram.ts';
import type { PhraseSource } from '../generate/source.ts';
import { createWorkerComposer } from '../generate/worker/client.ts';
import { shippedModel } from '../generate/worker/shipped-model.ts';
import { DeferredModel } from './deferred-model.ts';
import { loadedModel } from './model-file.ts';

/** A source of phrases and its end. */
export interface GameSource {
  readonly source: PhraseSource;
  /** True once the composer is there, or will never be. */
  readonly settled: boolean;
  /** Stops the worker, also one that is still starting. */
  dispose(): void;
}

/** The part of a soundtrack that says which composer. */
export interface ComposerWish {
  readonly model?: string | null;
  readonly workerUrl?: string | null;
}

/** Begins to load a composer at once: the weights of the package, or those that a scene loads under a key. */
export function composeFor(game: Game, { model = null, workerUrl = null }: ComposerWish): GameSource {
  const fallback = createNgramModel();
  const ended = new AbortController();
  const files = model === null ? shippedModel() : loadedModel(game, model, ended.signal);
  const where = model === null ? 'the music model of the package' : `music model '${model}'`;
  const composer = new DeferredModel(files.then((whole) => createWorkerComposer(whole, { where, workerUrl })));
  return {
    source: { composer, fallback },
    get settled() {
      return composer.settled;
    },
    dispose() {
      ended.abort();
      composer.dispose();
      fallback.dispose();
    },
  };
}

/** For games without sound: nothing is loaded, as nothing will be heard. */
export function composeNothing(): GameSource {
  const fallback = createNgramModel();
  return { source: { composer: null, fallback }, settled: true, dispose: () => fallback.dispose() };
}
