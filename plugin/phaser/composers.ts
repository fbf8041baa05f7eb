/** The models behind the music of a game: the network in its worker, and the tables that answer at once when it cannot. */

import type { Game } from 'phaser';
import { createNgramModel } from '../generate/ngram.ts';
import { createSlicedNgram } from '../generate/time-sliced-model.ts';
import { createWorkerComposer } from '../generate/worker/client.ts';
import { shippedModel } from '../generate/worker/shipped-model.ts';
import { plainText, reasonOf } from '../mood/names.ts';
import { type ConductorSource, PhraseBank, type PhraseBankFile } from '../soundtrack/phrase-bank.ts';
import { loadedModel } from './model-file.ts';
import { RestartingModel } from './restarting-model.ts';

/** A source of phrases and its end. */
export interface GameSource {
  readonly source: ConductorSource;
  /** True once the composer is there, or will never be. */
  readonly settled: boolean;
  /** Whether there is no music without it. */
  readonly mustCome: boolean;
  /** The longest that writing has held the game up so far, in ms; 0 where all is written in the worker. */
  readonly longestSlice: number;
  /** How long the last slices of writing held it up, in ms, oldest first. */
  readonly slices: readonly number[];
  /** Begins to load the composer. Calls after the first do nothing. */
  begin(): void;
  /** Stops the worker, also one that is still starting. */
  dispose(): void;
}

/** The part of a soundtrack that says which composer. */
export interface ComposerWish {
  readonly model?: string | null;
  readonly workerUrl?: string | null;
  readonly bank?: PhraseBankFile | string | null;
}

/** A worker that died is started again after a second, a minute at most; one that never came is tried three times more. */
const REVIVAL = { pauseMs: 1000, longestPauseMs: 60_000, tries: 3 } as const;

/** Names of errors that are the same the next time. */
const LASTING: readonly string[] = ['WeightsError', 'WasmError', 'WorkerVersionError'];

/** A composer with the weights of the package, or those that a scene loads under a key; it is loaded from `begin()` on. */
export function createModelSource(
  game: Game,
  { model = null, workerUrl = null, bank = null }: ComposerWish,
  warn: (message: string) => void,
): GameSource {
  if (bank !== null) return composeFromBank(game, bank, warn);
  const fallback = createNgramModel();
  const ahead = createSlicedNgram();
  const ended = new AbortController();
  const where = model === null ? 'the music model of the package' : `music model '${plainText(model)}'`;
  let gone = false;
  const files = async () => {
    if (typeof Worker === 'undefined') gone = true;
    if (gone) throw new Error('this browser has no workers, in which the network could write');
    if (model === null) return shippedModel();
    return loadedModel(game, model, ended.signal).catch((reason: unknown) => {
      // What the game's own loader could not load, it does not load again.
      gone = true;
      throw reason;
    });
  };
  const options = { where, workerUrl, signal: ended.signal };
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const start = async () => {
    await begun;
    return createWorkerComposer(await files(), options);
  };
  const composer = new RestartingModel(start, {
    ...REVIVAL,
    isRetryable: (reason) => !gone && !(reason instanceof Error && LASTING.includes(reason.name)),
  });
  return {
    source: { composer, fallback, ahead },
    get settled() {
      return !composer.loading;
    },
    mustCome: false,
    get longestSlice() {
      return ahead.longestSlice;
    },
    get slices() {
      return ahead.slices;
    },
    begin: () => begin(),
    dispose() {
      ended.abort();
      composer.dispose();
      ahead.dispose();
      fallback.dispose();
    },
  };
}

/** For games that know their notes: no network, no worker, no wasm. A bank under a key is there once a scene has loaded it. */
function composeFromBank(game: Game, bank: PhraseBankFile | string, warn: (message: string) => void): GameSource {
  const fallback = createNgramModel();
  const ahead = createSlicedNgram();
  let read: PhraseBank | null = null;
  let settled = typeof bank !== 'string';
  const find = () => {
    if (settled || typeof bank !== 'string') return read;
    const loaded: unknown = game.cache.json?.get(bank);
    if (loaded === undefined || loaded === null) return null;
    settled = true;
    try {
      read = new PhraseBank(loaded);
    } catch (error) {
      warn(`phrase bank '${plainText(bank)}': ${reasonOf(error)}`);
    }
    return read;
  };
  return {
    source: { composer: null, fallback, ahead, bank: find },
    get settled() {
      find();
      return settled;
    },
    mustCome: true,
    get longestSlice() {
      return ahead.longestSlice;
    },
    get slices() {
      return ahead.slices;
    },
    begin() {},
    dispose() {
      ahead.dispose();
      fallback.dispose();
    },
  };
}

/** For games without sound: nothing is loaded, as nothing will be heard. */
export function composeNothing(): GameSource {
  const fallback = createNgramModel();
  return {
    source: { composer: null, fallback },
    settled: true,
    mustCome: false,
    longestSlice: 0,
    slices: [],
    begin() {},
    dispose: () => fallback.dispose(),
  };
}
