/** Where the code of the phrase worker comes from, and what is believed of what it answers. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createWorkerComposer } from '../../plugin/generate/worker/client.ts';
import { shippedModel } from '../../plugin/generate/worker/shipped-model.ts';
import type { SoundtrackDefinition } from '../../plugin/index.ts';
import { phraseRequest } from '../helper/phrase-request.ts';
import { gesture, next, type Played, play, until } from './game.ts';

const open: Played[] = [];
/** Addresses that workers were started from. */
const started: string[] = [];
const RealWorker = globalThis.Worker;

/** Takes note of every worker's address, and starts it. */
class WatchedWorker extends RealWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    started.push(String(url));
    super(url, options);
  }
}

afterEach(async () => {
  for (const game of open.splice(0)) await game.end();
  globalThis.Worker = RealWorker;
  started.length = 0;
  vi.restoreAllMocks();
});

async function playing(soundtrack: SoundtrackDefinition): Promise<Played> {
  globalThis.Worker = WatchedWorker;
  const game = await play(soundtrack);
  open.push(game);
  return game;
}

/** The address of a classic worker that answers as comlink does, with whatever a function makes of the call. */
function workerOf(answer: string): string {
  const code = `onmessage = ({ data }) => {
    const called = (data.path || []).join('.');
    postMessage({ id: data.id, type: 'RAW', value: (${answer})(called, data) });
  };`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

describe(`the phrase worker on Phaser ${Phaser.VERSION}`, () => {
  test('comes from where the game was set up to have it from, whatever a soundtrack says that comes later', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const game = await playing({ start: 'forest', workerUrl: '/own/phrase-worker.js' });
    await until(() => started.length > 0);
    for (const workerUrl of ['./uploads/avatar.js', 'https://evil.example/worker.js', '/own/phrase-worker.js', null]) {
      game.soundtrack.restart(JSON.parse(JSON.stringify({ start: 'village', workerUrl })));
      expect(game.soundtrack.definition).toEqual({ start: 'village', workerUrl: '/own/phrase-worker.js' });
    }
    await until(() => started.length > 1);
    expect(new Set(started)).toEqual(new Set(['/own/phrase-worker.js']));
    const said = warn.mock.calls
      .map(([text]) => String(text))
      .filter((text) => text.includes('workerUrl of a soundtrack'));
    expect(said).toHaveLength(2);
  });

  test('comes with the package where the game says nothing, and so does that of a soundtrack that comes later', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const game = await playing({ start: 'forest' });
    await until(() => started.length > 0);
    // The network that is loaded serves on, so that no other worker is asked for.
    game.soundtrack.restart({ start: 'cave', workerUrl: './uploads/avatar.js' });
    await until(() => game.soundtrack.snapshot()?.inHand.includes('cave') === true);
    expect(started).toHaveLength(1);
    expect(started.filter((url) => url.includes('avatar'))).toEqual([]);
    expect(game.soundtrack.definition).toEqual({ start: 'cave' });
  });

  test('that speaks another version is a missing composer: the n-gram model plays, and one line says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    // A worker of version 0.3.0 answers `load` with the model's name alone.
    const url = workerOf(
      "(called) => called === 'load' ? 'lstm-256' : { phrase: { notes: 'x', request: null }, tensors: 0 }",
    );
    globalThis.Worker = class extends RealWorker {
      constructor() {
        super(url);
      }
    };
    const game = await play({ start: 'forest', moods: { forest: { controls: { tempo: 200 } } } });
    open.push(game);
    const degraded = next(game.soundtrack, 'degraded');
    let errors = 0;
    game.soundtrack.on('error', () => errors++);
    await gesture(game);
    expect((await degraded).reason).toContain('another version than the package');
    await next(game.soundtrack, 'bar');
    await next(game.soundtrack, 'bar');
    expect(game.soundtrack.snapshot()!.phrase!.source).toBe('ngram');
    expect(errors).toBe(0);
    const said = warn.mock.calls.filter(([text]) => String(text).includes('n-gram model plays'));
    expect(said).toHaveLength(1);
  });

  test.each([
    'data:text/javascript,postMessage(1)',
    ' data:text/javascript,1',
    'da\nta:text/javascript,1',
    'DATA:text/javascript,1',
    'blob:https://game.example/1',
    'javascript:alert(1)',
  ])('does not come from %j, an address that holds code', async (workerUrl) => {
    const game = await playing({ start: 'forest' });
    expect(() => game.soundtrack.restart({ start: 'forest', workerUrl })).toThrow(
      'soundtrack.workerUrl must be the URL of phrase-worker.js',
    );
    expect(game.soundtrack.snapshot()).not.toBeNull();
  });
});

describe('a worker of another program', () => {
  test.each([
    ['a text', "() => 'lstm'"],
    ['nothing', '() => undefined'],
    ['an object of another version', "() => ({ protocol: 1, name: 'lstm' })"],
    ['itself', '(called, data) => data'],
  ])('that answers with %s is refused before it is asked for a phrase', async (_, answer) => {
    const made = createWorkerComposer(await shippedModel(), { workerUrl: workerOf(answer) });
    await expect(made).rejects.toThrow('the phrase worker has another version than the package');
  });

  test.each([
    ['nothing', 'undefined'],
    ['no phrase', '{ phrase: 7, tensors: 0 }'],
    ['a phrase without tensors', '{ phrase: {} }'],
    ['notes that are a text', "{ phrase: { notes: 'x', request: data.argumentList }, tensors: 0 }"],
  ])('that greets rightly and then answers with %s rejects, in one line, and may be asked again', async (_, answer) => {
    const url = workerOf(`(called, data) => called === 'load' ? { protocol: 2, name: 'x' } : (${answer})`);
    const model = await createWorkerComposer(await shippedModel(), { workerUrl: url });
    for (let i = 0; i < 2; i++) {
      const reason = await model.generate(phraseRequest()).catch((error: Error) => error.message);
      expect(reason).toMatch(/^the phrase worker[^\n]*phrase/);
    }
    model.dispose();
  });
});
