/** The models of a game: the network in its worker, and the n-gram tables that answer synchronously. */

import { createNgramModel } from '../generate/ngram.ts';
import { createSlicedNgram } from '../generate/time-sliced-model.ts';
import { createWorkerComposer } from '../generate/worker/client.ts';
import { shippedDrummer, shippedModel } from '../generate/worker/shipped-model.ts';
import { plainText, reasonOf } from '../mood/names.ts';
import type { Drummer } from '../music/drum-performance.ts';
import { type ConductorSource, PhraseBank, type PhraseBankFile } from '../soundtrack/phrase-bank.ts';
import type { MusicHost } from './host.ts';
import { RestartingModel } from './restarting-model.ts';

/** A source of phrases, with its loading state. */
export interface GameSource {
  readonly source: ConductorSource;
  /** True once the composer is loaded or has failed for good. */
  readonly settled: boolean;
  /** Whether music must wait for it. */
  readonly mustCome: boolean;
  /** Longest slice of writing on the game's thread so far, in ms; 0 if everything is written in the worker. */
  readonly longestSlice: number;
  /** Lengths of the last slices of writing on the game's thread, in ms, oldest first. */
  readonly slices: readonly number[];
  /** Starts loading the composer. Later calls do nothing. */
  begin(): void;
  /** Stops the worker, even while it starts. */
  dispose(): void;
}

/** The fields of a soundtrack that select the composer. */
export interface ComposerOptions {
  readonly model?: string | null;
  readonly workerUrl?: string | null;
  readonly bank?: PhraseBankFile | string | null;
}

/** A worker that died restarts after a second, doubling up to a minute; one that never started is tried three more times. */
const REVIVAL = { pauseMs: 1000, longestPauseMs: 60_000, tries: 3 } as const;

/** Names of errors that a retry does not cure. */
const LASTING: readonly string[] = ['WeightsError', 'WasmError', 'WorkerVersionError'];

/** A source with the package's weights, or those that a scene loads under a key; loading starts with `begin()`. */
export function createModelSource(
  host: MusicHost,
  { model = null, workerUrl = null, bank = null }: ComposerOptions,
  warn: (message: string) => void,
): GameSource {
  if (bank !== null) return composeFromBank(host, bank, warn);
  const fallback = createNgramModel();
  const ahead = createSlicedNgram();
  const ended = new AbortController();
  const where = model === null ? 'the music model of the package' : `music model '${plainText(model)}'`;
  let gone = false;
  const files = async () => {
    if (typeof Worker === 'undefined') gone = true;
    if (gone) throw new Error('this browser has no workers, which the network needs');
    if (model === null) return shippedModel();
    return host.model(model, ended.signal).catch((reason: unknown) => {
      // The game's own loader does not retry, so neither does this.
      gone = true;
      throw reason;
    });
  };
  const options = { where, workerUrl, signal: ended.signal };
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const drums = drummerFinder(shippedDrummer, warn);
  const start = async () => {
    await begun;
    const [model] = await Promise.all([files(), drums.find()]);
    return createWorkerComposer(model, options);
  };
  const composer = new RestartingModel(start, {
    ...REVIVAL,
    isRetryable: (reason) => !gone && !(reason instanceof Error && LASTING.includes(reason.name)),
  });
  return {
    source: { composer, fallback, ahead, drummer: () => drums.drummer },
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

/** For games with a phrase bank: no network, worker or WebAssembly. A bank with a key is available once a scene has loaded it. */
function composeFromBank(host: MusicHost, bank: PhraseBankFile | string, warn: (message: string) => void): GameSource {
  const fallback = createNgramModel();
  const ahead = createSlicedNgram();
  let read: PhraseBank | null = null;
  let settled = typeof bank !== 'string';
  const find = () => {
    if (settled || typeof bank !== 'string') return read;
    const loaded: unknown = host.bank(bank);
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

/** For games without sound: loads nothing. */
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

/** Loads the drummer at each start of a worker until it is there. Without one, the drums are patterns, which is reported once. */
export function drummerFinder(load: () => Promise<Drummer>, warn: (message: string) => void) {
  let hasWarned = false;
  const finder = {
    drummer: null as Drummer | null,
    async find(): Promise<void> {
      finder.drummer ??= await load().catch((reason: unknown) => {
        if (!hasWarned) warn(`the drummer could not be loaded: ${reasonOf(reason)}`);
        hasWarned = true;
        return null;
      });
    },
  };
  return finder;
}
