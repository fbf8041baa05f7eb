/** What takes the place of the music that plays, a log, a saved game or another soundtrack, is there before that ends. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AdaptiveMusicPlugin, ConductorLog, SavedMusic, SoundtrackDefinition } from '../../plugin/index.ts';
import { gesture, loudest, next, type Played, pause, play, until } from './game.ts';

const open: Played[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const game of open.splice(0)) await game.end();
});

/** Bars of a good second. */
const FAST = { seed: 'anew', start: 'battle', moods: { battle: { controls: { tempo: 200 } } } };

/** A game whose music plays and whose network has written: its own worker has started, however slow the machine. */
async function playing(soundtrack: SoundtrackDefinition = FAST): Promise<Played> {
  const game = await play(soundtrack);
  open.push(game);
  await gesture(game);
  await until(() => (game.soundtrack.inspect()?.health.answered ?? 0) > 0);
  await next(game.soundtrack, 'bar');
  return game;
}

const plain = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** The workers that are started from now on. */
function startedWorkers() {
  const started = vi.fn();
  const Real = globalThis.Worker;
  vi.stubGlobal(
    'Worker',
    class extends Real {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        started();
      }
    },
  );
  return started;
}

describe('what is refused late', () => {
  test.each<[string, (soundtrack: AdaptiveMusicPlugin, log: ConductorLog, saved: SavedMusic) => unknown]>([
    ['a log that begins with nothing', (s, log) => s.replay({ ...log, from: null as never })],
    ['a log that begins with a list', (s, log) => s.replay({ ...log, from: [] as never })],
    ['a log of a mood that is not there', (s, log, saved) => s.replay({ ...log, from: { ...saved, mood: 'forst' } })],
    ['a saved game tuned with no moods', (s, _, saved) => s.load({ ...saved, tuning: { moods: null as never } })],
    ['a saved game with a damaged phrase', (s, _, saved) => s.load({ ...saved, phrases: [{} as never] })],
    ['a soundtrack with instruments that are none', (s) => s.restart({ ...FAST, palettes: { a: null as never } })],
  ])('leaves the music playing, and nothing of it behind: %s', async (_, ask) => {
    const game = await playing();
    const { soundtrack } = game;
    const started = startedWorkers();
    const [log, saved] = [plain(soundtrack.record()!), plain(soundtrack.save()!)];
    const { nodes } = soundtrack.inspect()!.sound!;
    const { bar } = soundtrack.snapshot()!;
    expect(() => ask(soundtrack, log, saved)).toThrow();
    expect(soundtrack.snapshot()).toMatchObject({ state: 'playing', mood: 'battle' });
    expect(soundtrack.inspect()!.sound!.nodes).toBe(nodes);
    expect(started).not.toHaveBeenCalled();
    const heard = await next(soundtrack, 'bar');
    expect(heard.bar).toBeGreaterThan(bar);
    expect(await loudest(game, 300)).toBeGreaterThan(0.01);
  });

  test.each<[string, (soundtrack: AdaptiveMusicPlugin, times: number) => unknown]>([
    ['a saved game', (s, times) => s.load(readable(plain(s.save()!), times))],
    ['a log', (s, times) => s.replay(readable(plain(s.record()!), times))],
    ['a soundtrack', (s, times) => s.restart(readable(FAST, times))],
  ])('leaves the music playing, at whatever moment it fails: %s', async (_, ask) => {
    const game = await playing();
    const { soundtrack } = game;
    const started = startedWorkers();
    const refusals: unknown[] = [];
    const refuses = (times: number) => {
      try {
        ask(soundtrack, times);
        return false;
      } catch (error) {
        refusals.push(error);
        return true;
      }
    };
    // It can be read `times` times: it fails at the check, and then later and later.
    for (let times = 0; times < 6 && refuses(times); times++) {
      expect(soundtrack.snapshot()).toMatchObject({ state: 'playing', mood: 'battle' });
      await next(soundtrack, 'beat');
    }
    expect(refusals.length).toBeGreaterThan(0);
    expect(started).not.toHaveBeenCalled();
    await next(soundtrack, 'bar');
    expect(await loudest(game, 300)).toBeGreaterThan(0.01);
  });
});

/** An object whose seed can be read `times` times; after that, reading it throws. */
function readable<T extends object>(value: T, times: number): T {
  let left = times;
  const seed = {
    enumerable: true,
    get: () => {
      if (left-- <= 0) throw new TypeError('the seed has been read too often');
      return 'anew';
    },
  };
  return Object.defineProperty({ ...value }, 'seed', seed);
}

describe('what takes the place of the music', () => {
  test.each<[string, (soundtrack: AdaptiveMusicPlugin, log: ConductorLog, saved: SavedMusic) => unknown]>([
    ['a saved game', (s, _, saved) => s.load(saved)],
    ['a log', (s, log) => s.replay(log)],
    ['a soundtrack with another mood', (s) => s.restart({ ...FAST, moods: { battle: { controls: { tempo: 180 } } } })],
  ])('is written by the network and played on the instruments that are there: %s', async (_, ask) => {
    const game = await playing();
    const { soundtrack } = game;
    const started = startedWorkers();
    soundtrack.duck('voice', { db: -20, attack: 0 });
    const [log, saved] = [plain(soundtrack.record()!), plain(soundtrack.save()!)];
    const { composer: warm } = soundtrack.inspect()!.health;
    const { nodes, gains } = soundtrack.inspect()!.sound!;
    ask(soundtrack, log, saved);
    const first = next(soundtrack, 'phrase');
    expect(soundtrack.inspect()!.mix).toMatchObject({ db: -20, ducks: ['voice'] });
    await first;
    expect(started).not.toHaveBeenCalled();
    expect(soundtrack.inspect()!.health).toMatchObject({ composer: warm, degraded: false });
    const now = soundtrack.inspect()!.sound!;
    // Voices have gains and sources of their own; what stays is what was there.
    expect(now.nodes - now.gains - now.voices).toBeLessThanOrEqual(nodes - gains);
    soundtrack.unduck('voice');
    await pause(300);
    expect(await loudest(game, 600)).toBeGreaterThan(0.01);
  });
});

describe('a zone and a saved game', () => {
  test('what a zone says is said again by the zone, and by nobody else', async () => {
    const game = await playing({ ...FAST, moods: { ...FAST.moods, cave: { controls: { tempo: 200 } } } });
    const { soundtrack } = game;
    const scene = game.game.scene.getScene('Only');
    const hero = scene.add.rectangle(50, 50, 4, 4);
    const place = { x: 0, y: 0, width: 100, height: 100 };
    soundtrack.zone(hero, { inside: place, mood: 'cave', at: 'now' });
    soundtrack.zone(hero, { inside: place, signal: 'danger' });
    await until(() => soundtrack.snapshot()!.mood === 'cave');
    const saved = plain(soundtrack.save()!);
    expect(saved).toMatchObject({ pushed: [], signals: { danger: 0 }, place: { mood: 'cave' } });

    // Loaded while the hero is inside: the zone says so again.
    soundtrack.load(saved);
    await next(soundtrack, 'bar');
    await until(() => soundtrack.snapshot()!.signals.danger === 1);
    expect(soundtrack.snapshot()).toMatchObject({ mood: 'cave', next: null });

    // Loaded while he is outside: nobody wants the cave.
    hero.x = 500;
    soundtrack.load(saved);
    await until(() => soundtrack.snapshot()!.mood === 'battle');
    expect(soundtrack.snapshot()!.signals.danger).toBe(0);
  });
});
