/** When the music takes its share of the machine, with which mood it begins, and that it follows the game to another audio context. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SoundtrackDefinition } from '../../plugin/index.ts';
import { gesture, loudest, next, type Played, pause, play, scene, until } from './game.ts';

let played: Played | null = null;
afterEach(async () => {
  vi.restoreAllMocks();
  await played?.end();
  played = null;
});

async function start(...args: Parameters<typeof play>): Promise<Played> {
  played = await play(...args);
  return played;
}

/** A scene that loads for `ms`. */
const loading = (key: string, ms: number) =>
  scene(key, {
    preload(this: Phaser.Scene) {
      // A file whose answer takes its time.
      const { load } = this;
      class Slow extends Phaser.Loader.File {
        override load(): void {
          setTimeout(() => {
            this.state = Phaser.Loader.FILE_LOADED;
            load.nextFile(this, true);
          }, ms);
        }
        override onProcess(): void {
          this.onProcessComplete();
        }
        override addToCache(): void {}
      }
      load.addFile(new Slow(load, { type: 'slow', key, url: key, extension: '', cache: false }));
    },
    create(this: Phaser.Scene) {
      if (key !== 'Menu') this.scene.start('Menu');
    },
  } as Phaser.Types.Scenes.CreateSceneFromObjectConfig);

describe(`before the first scene is up on Phaser ${Phaser.VERSION}`, () => {
  test('nothing but registration happens: no worker, no node, no decoding; afterwards all of it', async () => {
    const made: string[] = [];
    const menuUp = () => played?.game.scene.isActive('Menu') ?? false;
    let before: string[] | null = null;
    const note = (what: string) => void made.push(what);
    const RealWorker = window.Worker;
    vi.stubGlobal(
      'Worker',
      class extends RealWorker {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args);
          note('worker');
        }
      },
    );
    const { createConvolver, decodeAudioData } = BaseAudioContext.prototype;
    vi.spyOn(BaseAudioContext.prototype, 'createConvolver').mockImplementation(function (this: BaseAudioContext) {
      note('convolver');
      return createConvolver.call(this);
    });
    vi.spyOn(BaseAudioContext.prototype, 'decodeAudioData').mockImplementation(function (
      this: BaseAudioContext,
      ...args: unknown[]
    ) {
      note('decoding');
      return Reflect.apply(decodeAudioData, this, args);
    });
    const menu = scene('Menu', {
      create() {
        before = [...made];
      },
    });
    const parts = [loading('Boot', 1500), menu];
    const game = await start({ scenes: { Menu: 'calm' } }, { scene: parts });
    expect(game.soundtrack.snapshot()?.state).toBe('idle');
    await until(menuUp);
    expect(before).toEqual([]);
    await until(() => ['worker', 'convolver', 'decoding'].every((what) => made.includes(what)));
    vi.unstubAllGlobals();
  });

  test('every call is obeyed and checked all the same', async () => {
    const heard: unknown[] = [];
    const early = scene('Only', {
      init(this: Phaser.Scene) {
        this.soundtrack.mood('battle').signal('danger', 0.6).duck('voice').mix('underwater').stinger('victory');
        this.soundtrack.volume = 0.5;
        for (const wrong of [() => this.soundtrack.mood('batle'), () => this.soundtrack.signal('dangr', 1)]) {
          try {
            wrong();
          } catch (error) {
            heard.push((error as Error).message);
          }
        }
      },
    });
    const game = await start({ scenes: { Other: 'calm' } }, { scene: [early] });
    expect(heard).toEqual([expect.stringMatching(/unknown mood/), expect.stringMatching(/unknown signal/)]);
    await gesture(game);
    await next(game.soundtrack, 'bar');
    expect(game.soundtrack.snapshot()).toMatchObject({ mood: 'battle' });
    expect(game.soundtrack.inspect()!.mix).toMatchObject({ ducks: ['voice'], snapshots: ['underwater'] });
    expect(game.soundtrack.inspect()!.sound!.nodes).toBeGreaterThan(40);
  });
});

describe(`the mood that the music begins with on Phaser ${Phaser.VERSION}`, () => {
  const SCENES = { scene: [scene('Boot'), scene('Menu')] };
  test.each<[string, SoundtrackDefinition]>([
    ["where start is 'none'", { start: 'none' }],
    ["where start is 'none' and scenes are tagged", { start: 'none', scenes: { Menu: 'village' } }],
    ['where the scene that runs is not tagged, but another is', { scenes: { Menu: 'village' } }],
  ])('%s is the first that is asked for; until then nothing plays', async (_, soundtrack) => {
    const game = await start(soundtrack, SCENES);
    await gesture(game);
    const started: string[] = [];
    game.soundtrack.on('mood', ({ from, to }) => void started.push(`${from ?? 'nothing'} -> ${to}`));
    await pause(800);
    expect(game.soundtrack.snapshot()?.state).toBe('idle');
    expect(await loudest(game, 300)).toBe(0);
    const begun = next(game.soundtrack, 'bar');
    if (soundtrack.scenes) game.game.scene.getScene('Boot').scene.start('Menu');
    else game.soundtrack.mood('village');
    await begun;
    expect(game.soundtrack.snapshot()).toMatchObject({ state: 'playing', mood: 'village' });
    expect(started.filter((move) => move.includes('exploration'))).toEqual([]);
  });

  test('is the one that start names, or exploration where no scene is tagged', async () => {
    for (const [soundtrack, mood] of [
      [{ start: 'forest', scenes: { Menu: 'village' } }, 'forest'],
      [{}, 'exploration'],
    ] as const) {
      const game = await start(soundtrack, SCENES);
      await gesture(game);
      await next(game.soundtrack, 'bar');
      expect(game.soundtrack.snapshot()?.mood).toBe(mood);
      await game.end();
      played = null;
    }
  });

  test('may be one that is pushed, or give way to a recording', async () => {
    const game = await start({ start: 'none' }, SCENES);
    await gesture(game);
    await pause(300);
    game.soundtrack.push('boss');
    await next(game.soundtrack, 'bar');
    expect(game.soundtrack.snapshot()?.mood).toBe('boss');
  });
});

describe(`a game that exchanges its audio context on Phaser ${Phaser.VERSION}`, () => {
  const soundOf = ({ game }: Played) => game.sound as Phaser.Sound.WebAudioSoundManager;

  async function playing(): Promise<Played> {
    const game = await start({ start: 'battle', moods: { battle: { controls: { tempo: 180 } } } });
    await gesture(game);
    await next(game.soundtrack, 'bar');
    return game;
  }

  test('takes the music along: it goes on with the bar that was interrupted, as loud and as open', async () => {
    const game = await playing();
    const { soundtrack } = game;
    game.soundtrack.volume = 0.8;
    soundtrack.duck('voice', { db: -3, attack: 0 });
    await next(soundtrack, 'bar');
    const { bar } = soundtrack.snapshot()!;
    const other = new AudioContext({ sampleRate: 40_000 });
    soundOf(game).setAudioContext(other);
    await other.resume();
    const on = await next(soundtrack, 'bar');
    expect(on.bar - bar).toBeLessThanOrEqual(1);
    // Events have times of the clock that is heard.
    expect(Math.abs(on.time - other.currentTime)).toBeLessThan(2);
    expect(await loudest(game, 2000)).toBeGreaterThan(0.01);
    expect(soundtrack.inspect()!.mix.ducks).toEqual(['voice']);
    expect(soundtrack.snapshot()).toMatchObject({ state: 'playing', mood: 'battle' });
    expect(soundtrack.record()!.entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['pause', 'resume']));
  });

  test('for one that no music can be made on is warned once, and goes on with the next', async () => {
    const game = await playing();
    const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const broken = new AudioContext();
    broken.createConvolver = () => {
      throw new DOMException('no such thing here', 'NotSupportedError');
    };
    const heard: string[] = [];
    game.soundtrack.on('error', ({ message }) => void heard.push(message));
    soundOf(game).setAudioContext(broken);
    await until(() => heard.length > 0);
    await pause(300);
    expect([heard.length, failed.mock.calls.length]).toEqual([1, 1]);
    expect(game.soundtrack.snapshot()!.state).toBe('paused');
    const other = new AudioContext();
    soundOf(game).setAudioContext(other);
    await other.resume();
    await next(game.soundtrack, 'bar');
    expect(await loudest(game, 1500)).toBeGreaterThan(0.01);
  });

  test('twice, in a row and while a mood is on its way', async () => {
    const game = await playing();
    for (const mood of ['village', 'forest']) {
      game.soundtrack.mood(mood, { at: 'bar' });
      const other = new AudioContext();
      soundOf(game).setAudioContext(other);
      await other.resume();
      await until(() => game.soundtrack.snapshot()!.mood === mood && game.soundtrack.snapshot()!.state === 'playing');
      await next(game.soundtrack, 'bar');
    }
    expect(await loudest(game, 2000)).toBeGreaterThan(0.01);
  });

  test('while the music is paused, finds it paused, and then goes on', async () => {
    const game = await playing();
    game.soundtrack.pause();
    const other = new AudioContext();
    soundOf(game).setAudioContext(other);
    await other.resume();
    await pause(400);
    expect(game.soundtrack.snapshot()!.state).toBe('paused');
    game.soundtrack.resume();
    await next(game.soundtrack, 'bar');
    expect(await loudest(game, 1500)).toBeGreaterThan(0.01);
  });

  test('before the music has begun, hears it begin on the other', async () => {
    const game = await start({ start: 'none' });
    await gesture(game);
    await pause(300);
    const other = new AudioContext();
    soundOf(game).setAudioContext(other);
    await other.resume();
    game.soundtrack.mood('battle');
    await next(game.soundtrack, 'bar');
    expect(await loudest(game, 1500)).toBeGreaterThan(0.01);
  });

  test('closes it, and is warned once what to do; with another the music goes on', async () => {
    const game = await playing();
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await soundOf(game).context.close();
    const ours = () => warned.mock.calls.filter(([text]) => /audio context was closed/.test(String(text)));
    await until(() => ours().length > 0);
    await pause(300);
    expect(ours()).toHaveLength(1);
    const { setAudioContext } = soundOf(game);
    // Phaser closes the old one, which is closed already.
    vi.spyOn(AudioContext.prototype, 'close').mockImplementation(() => Promise.resolve());
    const other = new AudioContext();
    setAudioContext.call(soundOf(game), other);
    vi.restoreAllMocks();
    await other.resume();
    await next(game.soundtrack, 'bar');
    expect(await loudest(game, 1500)).toBeGreaterThan(0.01);
  });
});
