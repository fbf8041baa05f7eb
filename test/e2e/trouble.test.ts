/** What may go wrong with worker, wasm and weights on a page: the music goes on, one warning and one event report it, and it recovers where it can. */

import type { ConsoleMessage, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { bakeBank } from '../../plugin/compose/compose-bank.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import type { ModelFiles } from '../../plugin/generate/weights.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { PPQ } from '../../plugin/music/time.ts';
import { held, heldByGame, keepMakers } from '../helper/page-counts.ts';
import { begin, longestGap, type TestPageOptions } from '../helper/served-test-page.ts';
import { testPages } from '../helper/test-pages.ts';

const stage = testPages();

/** A mood whose band never rests, so fast that its phrases are soon over. */
const SOUNDTRACK = {
  seed: 'trouble',
  start: 'battle',
  moods: { battle: { controls: { tempo: 220, meter: '3/4' } } },
} as const;
const BEAT = 60 / SOUNDTRACK.moods.battle.controls.tempo;

/** Opens the page, clicks, and keeps our warnings. */
async function play(options: TestPageOptions = {}): Promise<{ page: Page; warnings: string[] }> {
  const page = await stage.open({ soundtrack: SOUNDTRACK, ...options });
  const warnings: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'warning' && message.text().includes('phaser-adaptive-music')) warnings.push(message.text());
  });
  await begin(page);
  return { page, warnings };
}

const reported = (from: Page, name: string) =>
  from.evaluate(
    (wanted) => window.stage.reported.filter((entry) => entry.name === wanted).map(({ event }) => event),
    name,
  );

/** Seconds of the longest silence since the first phrase. */
async function gap(from: Page): Promise<number> {
  const { peaks, start, now } = await from.evaluate(() => ({
    peaks: window.stage.peaks,
    start: window.stage.reported.find(({ name }) => name === 'phrase')!.time,
    now: window.stage.peaks.at(-1)![0],
  }));
  return longestGap(peaks, start + 0.2, now);
}

async function expectFallback({ page: from, warnings }: { page: Page; warnings: string[] }, reason: RegExp) {
  // A network that may still come is tried again for some seconds before it is given up.
  await from.waitForFunction(
    () => {
      const count = (wanted: string) => window.stage.reported.filter(({ name }) => name === wanted).length;
      return count('phrase') >= 3 && count('degraded') > 0;
    },
    null,
    { timeout: 60_000 },
  );
  const phrases = await reported(from, 'phrase');
  expect(new Set(phrases.map(({ source }) => source))).toEqual(new Set(['ngram']));
  expect(await reported(from, 'degraded')).toEqual([
    { reason: expect.stringMatching(reason), time: expect.any(Number) },
  ]);
  expect(warnings).toEqual([expect.stringMatching(reason)]);
  expect(await reported(from, 'error')).toEqual([]);
  expect(await gap(from)).toBeLessThan(BEAT);
}

test('a context without a gesture stays suspended: the browser keeps its autoplay policy', async () => {
  const page = await stage.open({
    soundtrack: SOUNDTRACK,
    before: () => void Object.assign(window, { probe: new AudioContext() }),
  });
  // An evaluation counts as a gesture for contexts made later, so only the one made at the page's start is evidence.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 60; frame++) await new Promise(requestAnimationFrame);
  });
  const state = await page.evaluate(() => (window as unknown as { probe: AudioContext }).probe.state);
  expect(state).toBe('suspended');
});

test('with a phrase bank no wasm, worker or weights are asked for, and only approved phrases play', async () => {
  const moods = [resolveMoods().get('battle')!];
  const bank = await bakeBank({ model: createNgramModel(), moods, takes: 1, phrases: 4, seed: 'approved' });
  stage.files.set('/bank.json', JSON.stringify(bank));
  const urls: string[] = [];
  const game = await play({
    soundtrack: { ...SOUNDTRACK, bank: 'bank' },
    bank: '/bank.json',
    csp: "worker-src 'none'; script-src 'self' blob:",
    asked: (url) => void urls.push(new URL(url).pathname),
  });
  await game.page.waitForFunction(
    () => window.stage.reported.filter(({ name }) => name === 'phrase').length >= 3,
    null,
    {
      timeout: 60_000,
    },
  );
  const approved = bank.phrases.map(({ hash }) => hash);
  for (const { hash } of await reported(game.page, 'phrase')) expect(approved).toContain(hash);
  expect([await reported(game.page, 'degraded'), game.warnings]).toEqual([[], []]);
  expect(urls.filter((url) => /wasm|worker|weights|group1|shard|model/i.test(url))).toEqual([]);
  expect(game.page.workers()).toEqual([]);
  expect(await gap(game.page)).toBeLessThan(BEAT);
});

describe('without a worker', () => {
  test.each<[string, TestPageOptions, RegExp]>([
    [
      'that the browser has not',
      {
        before: () => {
          Reflect.deleteProperty(window, 'Worker');
        },
      },
      /no workers/,
    ],
    ["that the page's policy forbids", { csp: "worker-src 'none'" }, /worker/],
  ])(
    '%s, the n-gram model writes on the main thread, in slices, the notes it always writes',
    async (_what, options, reason) => {
      const game = await play(options);
      await expectFallback(game, reason);
      const { slices, written, phrases } = await game.page.evaluate(() => {
        const { slices: lengths, health, bars } = window.stage.soundtrack.inspect()!;
        return { slices: lengths.length, written: health.fallbacks, phrases: bars.map(({ phrase }) => phrase) };
      });
      // The length of a slice depends on the machine's other work. Unsliced, each phrase would be one slice.
      expect(written).toBeGreaterThan(0);
      expect(slices).toBeGreaterThan(2 * written);
      const whole = phrases.find(({ request }) => request.plan !== undefined)!;
      const { notes } = createNgramModel().generateNow(whole.request);
      // The arranger lets some notes come an eighth early and others lean for a beat; all others are the model's as they are.
      const own = whole.notes.filter(({ sampled }) => sampled);
      expect(own.length).toBeGreaterThan(0);
      for (const { tick, pitch } of own) expect(notes).toContainEqual(expect.objectContaining({ tick, pitch }));
      const heard = notes.filter((note) =>
        whole.notes.some(({ tick, pitch }) => pitch === note.pitch && Math.abs(tick - note.tick) <= PPQ),
      );
      expect(heard.length).toBeGreaterThan(0.8 * notes.length);
    },
  );
});

test('wasm that the page’s policy forbids costs the network, not the music', async () => {
  const csp = "default-src 'self' data: blob:; script-src 'self' blob:; style-src 'unsafe-inline'";
  await expectFallback(await play({ csp }), /wasm|WebAssembly/i);
});

describe('weights of a game’s own', () => {
  const good = readModelFiles(SHIPPED_MODEL);
  const put = (name: string, { json, data }: ModelFiles) => {
    const [group] = json.weightsManifest;
    const manifest = { ...json, weightsManifest: [{ ...group!, paths: ['weights.bin'] }] };
    stage.files.set(`/${name}/model.json`, JSON.stringify(manifest));
    stage.files.set(`/${name}/weights.bin`, new Uint8Array(data));
    return `/${name}/model.json`;
  };
  test.each<[string, () => string, RegExp]>([
    ['that are not there', () => '/nowhere/model.json', /could not be loaded/],
    [
      'of which a part is not there',
      () => {
        const address = put('part', good);
        stage.files.delete('/part/weights.bin');
        return address;
      },
      /could not be loaded/,
    ],
    ['that are cut off', () => put('cut', { ...good, data: good.data.slice(0, 90_000) }), /cut off/],
    [
      'of another shape',
      () => {
        const [group] = good.json.weightsManifest;
        const weights = group!.weights.map((spec) => ({ ...spec, shape: [...spec.shape].reverse() }));
        return put('shape', { ...good, json: { ...good.json, weightsManifest: [{ ...group!, weights }] } });
      },
      /shape|another/,
    ],
  ])('%s cost the network, not the music', async (_what, load, reason) => {
    await expectFallback(await play({ load: load(), soundtrack: { ...SOUNDTRACK, model: 'own' } }), reason);
  });
});

test('a worker killed in the middle of a phrase: no gap, one warning, one event, and the network comes back', async () => {
  const game = await play({
    before: () => {
      const workers: Worker[] = [];
      const RealWorker = window.Worker;
      window.Worker = class extends RealWorker {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args);
          workers.push(this);
        }
      };
      Object.assign(window, { workers });
    },
  });
  const from = game.page;
  await from.waitForFunction(
    () => window.stage.reported.some(({ name, event }) => name === 'phrase' && event.source === 'lstm'),
    null,
    { timeout: 60_000 },
  );
  // Killed while it writes, as a browser short of memory does: nothing reports it.
  await from.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.stage.soundtrack.reroll();
        const looking = setInterval(() => {
          const { health } = window.stage.soundtrack.inspect()!;
          if (health.asked === health.answered + health.refused) return;
          clearInterval(looking);
          for (const worker of (window as unknown as { workers: Worker[] }).workers) worker.terminate();
          resolve();
        }, 20);
      }),
  );
  await from.waitForFunction(() => window.stage.reported.some(({ name }) => name === 'recovered'), null, {
    timeout: 90_000,
  });
  expect(await reported(from, 'degraded')).toHaveLength(1);
  expect(await reported(from, 'recovered')).toHaveLength(1);
  expect(game.warnings).toHaveLength(1);
  expect(await reported(from, 'error')).toEqual([]);
  expect(await gap(from)).toBeLessThan(BEAT);
});

test('a browser without Web Audio: silence, one line on the console, and every call is obeyed', async () => {
  const complaints: string[] = [];
  const page = await stage.open({
    soundtrack: SOUNDTRACK,
    before: () => {
      for (const name of ['AudioContext', 'webkitAudioContext']) Reflect.deleteProperty(window, name);
      Object.assign(window, { thrown: [] });
      const keep = (event: Event) => (window as unknown as { thrown: string[] }).thrown.push(event.type);
      window.addEventListener('error', keep);
      window.addEventListener('unhandledrejection', keep);
    },
    said: (text) => complaints.push(text),
  });
  await page.mouse.click(80, 60);
  await page.evaluate(() => {
    const { soundtrack } = window.stage;
    soundtrack
      .mood('forest')
      .signal('danger', 1)
      .stinger('victory')
      .push('boss')
      .pop('boss')
      .duck('voice')
      .mix('paused');
    soundtrack.track('intro');
  });
  const ours = () => complaints.filter((text) => text.includes('phaser-adaptive-music'));
  await expect.poll(ours, { timeout: 30_000 }).not.toEqual([]);
  // What follows an error or a second complaint would come within some frames.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 60; frame++) await new Promise(requestAnimationFrame);
  });
  expect(ours()).toEqual([expect.stringMatching(/no music: this browser has no Web Audio/)]);
  expect(await page.evaluate(() => (window as unknown as { thrown: string[] }).thrown)).toEqual([]);
});

test('games that have ended are freed, with their workers, contexts, samples and nodes', async () => {
  // Nobody listens at the output: an ear of ours would hold on to its context.
  const page = await stage.open({ soundtrack: SOUNDTRACK, before: keepMakers });
  const from = page;
  const session = await from.context().newCDPSession(from);
  // How many buffers a game has depends on what came first, samples or what stands in for them: whose they are counts.
  const kinds = ['AudioContext', 'AudioBuffer', 'AudioNode'] as const;
  const games = () => Promise.all(kinds.map(async (kind) => Object.keys(await heldByGame(session, kind))));
  for (const game of ['1', '2', '3']) {
    await from.mouse.click(80, 60);
    await from.waitForFunction(() => {
      const { health, sound } = window.stage.soundtrack.inspect()!;
      return (health.tensors ?? 0) > 0 && sound !== null && sound.samplesMB > 0 && sound.voices > 0;
    });
    // A context takes a moment to close.
    await expect.poll(games, { timeout: 30_000 }).toEqual(kinds.map(() => [game]));
    expect(await held(session, 'Worker')).toBe(1);
    if (game === '3') break;
    await from.evaluate(() => window.stage.renew());
    await from.waitForFunction(() => window.stage !== undefined);
  }
});
