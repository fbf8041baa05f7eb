/** Games that follow or accompany each other on one page, each with its own soundtrack, and plugins that are wrong, removed or installed late. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AdaptiveMusicPlugin, musicPlugin, type SoundtrackDefinition } from '../../plugin/index.ts';
import { gesture, loudest, next, type Played, pause, play, scene, until } from './game.ts';

const games: Phaser.Game[] = [];
const gone = new WeakSet<Phaser.Game>();
const made: Element[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const game of games.splice(0)) await end(game);
  for (const element of made.splice(0)) element.remove();
});

async function end(game: Phaser.Game): Promise<void> {
  if (!gone.has(game)) game.destroy(true);
  await until(() => gone.has(game));
}

/** What scenes of a game saw in their create(). */
interface Seen {
  readonly game: Phaser.Game;
  soundtrack?: AdaptiveMusicPlugin | undefined;
}

const entry = (data: SoundtrackDefinition) => ({
  key: 'soundtrack',
  plugin: AdaptiveMusicPlugin,
  mapping: 'soundtrack',
  start: true,
  data,
});

/** Makes a game as the docs say, without waiting for it; `plugin` is its entry. */
function make(plugin: { readonly mapping: string }): Seen {
  const parent = document.createElement('div');
  document.body.append(parent);
  made.push(parent);
  const seen: { game: Phaser.Game; soundtrack?: AdaptiveMusicPlugin | undefined } = {
    game: new Phaser.Game({
      type: Phaser.CANVAS,
      width: 80,
      height: 60,
      parent,
      banner: false,
      plugins: { global: [plugin] } as Phaser.Types.Core.PluginObject,
      scene: {
        key: 'Only',
        create(this: Phaser.Scene) {
          seen.soundtrack = Reflect.get(this, plugin.mapping);
        },
      },
    }),
  };
  const { game } = seen;
  games.push(game);
  game.events.once('destroy', () => gone.add(game));
  return seen;
}

const up = (seen: Seen) => until(() => seen.game.isRunning && seen.game.loop.frame > 2);

describe(`games on one page on Phaser ${Phaser.VERSION}`, () => {
  test.each<[string, () => Seen[] | Promise<Seen[]>]>([
    ['two at once', () => [make(entry({ start: 'forest' })), make(entry({ start: 'cave' }))]],
    [
      'the second half a second later',
      async () => {
        const first = make(entry({ start: 'forest' }));
        await pause(500);
        return [first, make(entry({ start: 'cave' }))];
      },
    ],
    [
      'destroyed and made again in one tick',
      async () => {
        const first = make(entry({ start: 'forest' }));
        await up(first);
        first.game.destroy(true);
        return [make(entry({ start: 'cave' }))];
      },
    ],
    [
      'mounted, unmounted and mounted in one tick, as React does in strict mode',
      () => {
        const first = make(entry({ start: 'forest' }));
        first.game.destroy(true);
        return [make(entry({ start: 'cave' }))];
      },
    ],
    [
      'made again once the first says that it is gone',
      async () => {
        const first = make(entry({ start: 'forest' }));
        await up(first);
        await end(first.game);
        return [make(entry({ start: 'cave' }))];
      },
    ],
    [
      'with the entry that musicPlugin gives, made once and used by two games',
      () => {
        const plugin = musicPlugin({ start: 'cave' });
        return [make(plugin), make(plugin)];
      },
    ],
    [
      'with an entry of its own from musicPlugin',
      () => [make(musicPlugin({ start: 'forest' })), make(musicPlugin({ start: 'cave' }))],
    ],
    [
      'three, of which the second uses another mapping',
      () => [
        make(entry({ start: 'forest' })),
        make({ ...entry({ start: 'boss' }), mapping: 'music' }),
        make(entry({ start: 'cave' })),
      ],
    ],
  ])('%s: the last has its own music under its mapping, and nothing is said on the console', async (_, begin) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const seen = await begin();
    for (const one of seen) await up(one);
    const last = seen.at(-1)!;
    expect(last.soundtrack?.definition.start).toBe('cave');
    expect(() => last.soundtrack!.mood('village').signal('danger', 0.5)).not.toThrow();
    expect(new Set(seen.map(({ soundtrack }) => soundtrack)).size).toBe(seen.length);
    expect(seen.filter(({ soundtrack }) => soundtrack === undefined)).toEqual([]);
    expect(warned.mock.calls.filter(([text]) => /Plugin key/.test(String(text)))).toEqual([]);
  });

  test('the end of the first takes nothing from the second', async () => {
    const first = make(entry({ start: 'forest' }));
    const second = make(entry({ start: 'cave' }));
    await up(second);
    await end(first.game);
    await pause(100);
    expect(first.soundtrack!.snapshot()).toBeNull();
    expect(second.soundtrack!.snapshot()?.state).not.toBe('disposed');
    expect(second.game.plugins.get('soundtrack')).toBeInstanceOf(AdaptiveMusicPlugin);
    second.game.scene.add('Late', scene('Late'), true);
    await pause(100);
    expect(second.game.scene.getScene('Late').soundtrack.definition.start).toBe('cave');
  });

  test('a game that is stopped and started through its plugin manager keeps its music', async () => {
    const seen = make(entry({ start: 'forest' }));
    await up(seen);
    seen.game.plugins.stop('soundtrack');
    expect(seen.soundtrack!.snapshot()).toBeNull();
    seen.game.plugins.start('soundtrack');
    expect(seen.soundtrack!.snapshot()?.state).toBe('idle');
  });

  test('musicPlugin gives every call a key of its own and refuses a wrong soundtrack where it is called', () => {
    const entries = [musicPlugin(), musicPlugin({ start: 'cave' }), musicPlugin({}, 'music')];
    expect(new Set(entries.map(({ key }) => key)).size).toBe(3);
    expect(entries.map(({ mapping }) => mapping)).toEqual(['soundtrack', 'soundtrack', 'music']);
    expect(() => musicPlugin({ start: 'forrest' })).toThrow(/did you mean 'forest'\?/);
    expect(() => musicPlugin({}, '')).toThrow(/mapping/);
  });
});

describe(`a plugin in trouble on Phaser ${Phaser.VERSION}`, () => {
  test.each<[string, unknown, RegExp]>([
    ['a mood that is not known', { start: 'forrest' }, /unknown mood 'forrest'/],
    ['a field that nobody reads', { scene: {} }, /unknown field 'scene'; did you mean 'scenes'/],
    ['a modulation of no signal', { modulations: [{ signal: 'dread', control: 'tempo', amount: 3 }] }, /dread/],
    ['a transition between three', { transitions: { 'calm -> forest -> cave': {} } }, /must read 'mood -> mood'/],
    ['a palette that is not known', { palettes: { mine: { like: 'folc' } } }, /folc/],
  ])(
    'a soundtrack with %s is one line and an event; the game boots, and every call is obeyed',
    async (_, data, line) => {
      const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
      const seen = make(entry(data as SoundtrackDefinition));
      await up(seen);
      const { soundtrack } = seen;
      const ours = failed.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('adaptive-music'));
      expect(ours).toEqual([expect.stringMatching(line)]);
      const heard: string[] = [];
      soundtrack!.on('error', ({ message }) => void heard.push(message));
      soundtrack!.once('error', () => {});
      await pause(50);
      expect(heard).toEqual([expect.stringMatching(/^no music: /)]);
      const only = seen.game.scene.getScene('Only');
      soundtrack!
        .mood('whatever')
        .signal('dangr', 1)
        .bind('nothing', () => 1)
        .push('x')
        .pop('x')
        .stinger('y');
      soundtrack!.theme('z').override({}).mix('paused').unmix().duck('voice').unduck('voice').pause().resume();
      soundtrack!
        .zone(only.add.sprite(0, 0, 'none'), { inside: new Phaser.Geom.Rectangle(0, 0, 9, 9), mood: 'x' })
        .remove();
      soundtrack!.track('none').endTrack();
      soundtrack!.volume = 0.5;
      expect([soundtrack!.snapshot(), soundtrack!.save(), soundtrack!.record()]).toEqual([null, null, null]);
      // A right one makes music of it yet.
      soundtrack!.restart({ start: 'village' });
      expect(soundtrack!.snapshot()?.mood).toBe('village');
    },
  );

  test('whatever the audio throws while the music is set up, the game boots and says one line', async () => {
    const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(BaseAudioContext.prototype, 'createConvolver').mockImplementation(() => {
      throw new DOMException('no such thing here', 'NotSupportedError');
    });
    const seen = make(entry({ start: 'forest' }));
    await up(seen);
    await until(() => failed.mock.calls.length + warned.mock.calls.length > 0);
    const heard: string[] = [];
    seen.soundtrack!.on('error', ({ message }) => void heard.push(message));
    await until(() => heard.length > 0);
    const said = [...failed.mock.calls, ...warned.mock.calls].map(([text]) => String(text));
    expect(said.filter((text) => text.includes('no such thing here'))).toHaveLength(1);
    expect(() => seen.soundtrack!.mood('battle').signal('danger', 1).stinger('victory')).not.toThrow();
  });
});

describe(`a plugin that is removed on Phaser ${Phaser.VERSION}`, () => {
  let played: Played | null = null;
  afterEach(async () => {
    await played?.end();
    played = null;
  });

  test('ends with its music within a frame, though the plugin manager tells it nothing', async () => {
    played = await play({ start: 'battle' });
    await gesture(played);
    await next(played.soundtrack, 'bar');
    played.game.plugins.removeGlobalPlugin('soundtrack');
    await until(() => played!.soundtrack.snapshot() === null);
    await pause(300);
    expect(await loudest(played, 400)).toBe(0);
    expect(() => played!.soundtrack.mood('calm').signal('danger', 1).pause().resume()).not.toThrow();
  });

  test('ends with the game, where that is destroyed in the same breath', async () => {
    played = await play({ start: 'battle' });
    const { soundtrack } = played;
    await gesture(played);
    await next(soundtrack, 'bar');
    played.game.plugins.removeGlobalPlugin('soundtrack');
    const ended = played;
    played = null;
    await ended.end();
    expect(soundtrack.snapshot()).toBeNull();
  });

  test('can be installed again, under the same key and with other data, and scenes that run have the new one', async () => {
    played = await play({ start: 'battle' });
    const { game } = played;
    game.plugins.removeGlobalPlugin('soundtrack');
    const anew = game.plugins.install('soundtrack', AdaptiveMusicPlugin, true, 'soundtrack', { start: 'village' });
    expect(anew).toBeInstanceOf(AdaptiveMusicPlugin);
    await pause(200);
    const [only] = game.scene.getScenes(true);
    expect(only!.soundtrack.snapshot()?.mood).toBe('village');
    game.scene.add('Late', scene('Late'), true);
    await pause(100);
    expect(game.scene.getScene('Late').soundtrack.definition.start).toBe('village');
  });
});
