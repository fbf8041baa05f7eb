/** What a scene asks of the music ends with the scene: signals, getters, pushed moods, ducks and snapshots. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { SoundtrackDefinition } from '../../plugin/index.ts';
import { gesture, next, type Played, pause, play, scene, until } from './game.ts';

const SOUNDTRACK: SoundtrackDefinition = {
  start: 'calm',
  signals: { danger: { attack: 0, release: 0 }, health: { initial: 1 }, place: { initial: 'road' } },
};

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

/** A game in its first scene, `Forest`, which plays. */
async function inForest(keys: readonly string[] = ['Forest', 'Menu', 'Hud']): Promise<Played> {
  played = await play(SOUNDTRACK, { scene: keys.map((key) => scene(key)) });
  const begun = next(played.soundtrack, 'start');
  await gesture(played);
  await begun;
  return played;
}

const sceneOf = ({ game }: Played, key: string) => game.scene.getScene(key);

async function go({ game }: Played, from: string, to: string): Promise<void> {
  sceneOf({ game } as Played, from).scene.start(to);
  await until(() => game.scene.isActive(to) && !game.scene.isActive(from));
  await pause(150);
}

/** The last value that the log has of a signal. */
function logged({ soundtrack }: Played, name: string): unknown {
  const commands = soundtrack.record()!.entries as readonly { kind: string; signal?: string; value?: unknown }[];
  return commands.filter(({ kind, signal }) => kind === 'signal' && signal === name).at(-1)?.value;
}

describe(`a scene that ends on Phaser ${Phaser.VERSION}`, () => {
  test('takes the signals that it sent with it, and the log says so', async () => {
    const game = await inForest();
    sceneOf(game, 'Forest').soundtrack.signal('danger', 1).signal('health', 0.2).mood('calm').signal('place', 'bridge');
    await pause(300);
    expect(game.soundtrack.snapshot()!.signals).toMatchObject({ danger: 1, place: 'bridge' });
    await go(game, 'Forest', 'Menu');
    await until(() => game.soundtrack.snapshot()!.signals.danger === 0);
    expect(['danger', 'health', 'place'].map((name) => logged(game, name))).toEqual([0, 1, 'road']);
  });

  test('takes them whichever way it ends: stopped, removed, restarted', async () => {
    const game = await inForest();
    const end: readonly [string, () => void][] = [
      ['stopped', () => game.game.scene.stop('Hud')],
      ['restarted', () => sceneOf(game, 'Hud').scene.restart()],
      ['removed', () => void game.game.scene.remove('Hud')],
    ];
    for (const [way, act] of end) {
      game.game.scene.start('Hud');
      await until(() => game.game.scene.isActive('Hud'));
      sceneOf(game, 'Hud').soundtrack.signal('danger', 1);
      await until(() => game.soundtrack.snapshot()!.signals.danger === 1);
      act();
      await until(() => logged(game, 'danger') === 0);
      expect(logged(game, 'danger'), way).toBe(0);
    }
  });

  test('leaves what it called global, and what was requested of the plugin itself', async () => {
    const game = await inForest();
    sceneOf(game, 'Forest').soundtrack.signal('health', 0.4, { global: true });
    game.soundtrack.signal('danger', 0.5);
    await go(game, 'Forest', 'Menu');
    await pause(200);
    expect([logged(game, 'health'), logged(game, 'danger')]).toEqual([0.4, 0.5]);
  });

  test('gives a signal back to a scene that still runs', async () => {
    const game = await inForest();
    game.game.scene.start('Hud');
    await until(() => game.game.scene.isActive('Hud'));
    sceneOf(game, 'Hud').soundtrack.signal('danger', 0.25);
    sceneOf(game, 'Forest').soundtrack.signal('danger', 1);
    await pause(200);
    await go(game, 'Forest', 'Menu');
    await until(() => logged(game, 'danger') === 0.25);
  });

  test('keeps what it said while it sleeps or is paused', async () => {
    const game = await inForest();
    sceneOf(game, 'Forest').soundtrack.signal('danger', 1);
    await pause(150);
    sceneOf(game, 'Forest').scene.switch('Menu');
    await until(() => game.game.scene.isSleeping('Forest'));
    await pause(200);
    expect(logged(game, 'danger')).toBe(1);
  });

  test('has its getters read no more, whatever they would have read', async () => {
    const game = await inForest();
    const forest = sceneOf(game, 'Forest');
    const enemy = forest.add.image(0, 0, '__DEFAULT');
    let reads = 0;
    forest.soundtrack.bind('danger', () => {
      reads++;
      return enemy.scene.cameras.main.zoom > 0 ? 0.9 : 0;
    });
    await until(() => logged(game, 'danger') === 0.9);
    const errors: string[] = [];
    game.soundtrack.on('error', ({ message }) => void errors.push(message));
    await go(game, 'Forest', 'Menu');
    const last = reads;
    await until(() => logged(game, 'danger') === 0);
    await pause(300);
    expect([reads - last, errors]).toEqual([0, []]);
  });

  test('says nothing afterwards: what its promises and timers send is not heard', async () => {
    const game = await inForest();
    const { soundtrack } = sceneOf(game, 'Forest');
    await go(game, 'Forest', 'Menu');
    soundtrack
      .signal('danger', 1)
      .bind('health', () => 0)
      .push('boss')
      .duck('late')
      .mix('underwater');
    await pause(300);
    expect([logged(game, 'danger'), logged(game, 'health')]).toEqual([undefined, undefined]);
    expect(game.soundtrack.snapshot()).toMatchObject({ mood: 'calm', next: null });
    expect(game.soundtrack.inspect()!.mix).toMatchObject({ ducks: [], snapshots: [] });
  });

  test('takes back the moods, ducks and snapshots that it laid over the music, unless they are global', async () => {
    const game = await inForest();
    const { soundtrack } = sceneOf(game, 'Forest');
    soundtrack.push('boss', { at: 'now', fade: 0 }).duck('voice').mix('underwater').override({ tempo: 90 });
    soundtrack.duck('radio', { global: true });
    await until(() => game.soundtrack.snapshot()!.mood === 'boss');
    await go(game, 'Forest', 'Menu');
    await until(() => game.soundtrack.snapshot()!.mood === 'calm' || game.soundtrack.snapshot()!.next === 'calm');
    expect(game.soundtrack.inspect()!.mix).toMatchObject({ ducks: ['radio'], snapshots: [] });
    const commands = game.soundtrack.record()!.entries as readonly { kind: string; controls?: object }[];
    expect(commands.filter(({ kind }) => kind === 'override').map(({ controls }) => controls)).toEqual([
      { tempo: 90 },
      {},
    ]);
  });

  test('ends what it listens for, also where a later call was refused', async () => {
    const microphone = new AudioContext();
    const { stream } = microphone.createMediaStreamDestination();
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
    onTestFinished(async () => {
      asked.mockRestore();
      await microphone.close();
    });
    const game = await inForest();
    const { soundtrack } = sceneOf(game, 'Forest');
    const melody = soundtrack.listen({ seconds: 30 });
    await until(() => game.soundtrack.inspect()!.mix.ducks.includes('listen'));
    await expect(soundtrack.listen({ seconds: -1 })).rejects.toThrow('seconds');
    await go(game, 'Forest', 'Menu');
    expect(game.soundtrack.inspect()!.mix.ducks).toEqual([]);
    expect(await melody).toEqual({ heard: false, reason: 'aborted' });
  });

  test('asks for what other music does not have, and neither its frames nor its end throw', async () => {
    const moods = { den: { like: 'cave' } } as const;
    const game = await inForest();
    game.soundtrack.restart({ ...SOUNDTRACK, moods, snapshots: { fog: { lowpass: 400, db: -6 } } });
    const forest = sceneOf(game, 'Forest');
    const hero = forest.add.zone(0, 0, 1, 1);
    const area = new Phaser.Geom.Rectangle(-5, -5, 10, 10);
    forest.soundtrack.zone(hero, { inside: area, signal: 'danger', mood: 'den' });
    forest.soundtrack.mix('fog').duck('voice');
    await until(() => logged(game, 'danger') === 1);
    game.soundtrack.restart({ start: 'calm' });
    expect(game.soundtrack.inspect()!.mix).toMatchObject({ ducks: ['voice'], snapshots: [] });
    const frame = game.game.loop.frame;
    await until(() => game.game.loop.frame > frame + 5);
    await go(game, 'Forest', 'Menu');
    await until(() => game.game.loop.frame > frame + 15);
    expect(game.soundtrack.inspect()!.mix).toMatchObject({ db: 0, ducks: [], snapshots: [] });
  });

  test('a scene that takes a signal up in its create() leaves no dip in the log', async () => {
    played = await play(SOUNDTRACK, {
      scene: [
        scene('Forest'),
        scene('Cave', {
          create(this: Phaser.Scene) {
            this.soundtrack.signal('danger', 0.8);
          },
        }),
      ],
    });
    const game = played;
    await gesture(game);
    await next(game.soundtrack, 'start');
    sceneOf(game, 'Forest').soundtrack.signal('danger', 1);
    await pause(200);
    await go(game, 'Forest', 'Cave');
    await pause(200);
    const commands = game.soundtrack.record()!.entries as readonly { kind: string; signal?: string; value?: unknown }[];
    expect(commands.flatMap(({ kind, value }) => (kind === 'signal' ? [value] : []))).toEqual([1, 0.8]);
  });

  test('getters that scenes bound are read again after a load', async () => {
    const game = await inForest();
    let danger = 0.3;
    sceneOf(game, 'Forest').soundtrack.bind('danger', () => danger);
    await until(() => logged(game, 'danger') === 0.3);
    game.soundtrack.load(game.soundtrack.save()!);
    danger = 0.7;
    await until(() => logged(game, 'danger') === 0.7);
  });
});

/** Half a second of silence, as a sound of the game. */
function soundIn({ game }: Played, config: object = {}): Phaser.Sound.WebAudioSound {
  const { context } = game.sound as Phaser.Sound.WebAudioSoundManager;
  if (!game.cache.audio.has('voice'))
    game.cache.audio.add('voice', context.createBuffer(1, context.sampleRate / 2, context.sampleRate));
  return game.sound.add('voice', config) as Phaser.Sound.WebAudioSound;
}

describe(`sounds and the music on Phaser ${Phaser.VERSION}`, () => {
  test.each<[string, (game: Played, voice: Phaser.Sound.WebAudioSound) => void]>([
    ['plays out', () => {}],
    ['is stopped', (_, voice) => voice.stop()],
    ['is destroyed', (_, voice) => voice.destroy()],
    ['is stopped with all others', ({ game }) => game.sound.stopAll()],
    ['is removed with all others', ({ game }) => game.sound.removeAll()],
    ['is stopped by its key', ({ game }) => void game.sound.stopByKey('voice')],
    ['is removed by its key', ({ game }) => void game.sound.removeByKey('voice')],
  ])('a duck for a sound ends when it %s', async (way, act) => {
    const game = await inForest();
    const ducks = () => game.soundtrack.inspect()!.mix.ducks;
    const voice = soundIn(game, { loop: way !== 'plays out' });
    game.soundtrack.duck('voice', { db: -9, while: voice });
    expect(ducks()).toEqual([]);
    voice.play();
    expect(ducks()).toEqual(['voice']);
    act(game, voice);
    await until(() => ducks().length === 0, 3000);
  });

  test('a duck for a sound rests while that is paused, follows another sound under the same name, and is taken back by unduck', async () => {
    const game = await inForest();
    const ducks = () => game.soundtrack.inspect()!.mix.ducks;
    const [one, two] = [soundIn(game, { loop: true }), soundIn(game, { loop: true })];
    one.play();
    game.soundtrack.duck('voice', { while: one });
    expect(ducks()).toEqual(['voice']);
    one.pause();
    expect(ducks()).toEqual([]);
    one.resume();
    expect(ducks()).toEqual(['voice']);
    two.play();
    game.soundtrack.duck('voice', { while: two });
    one.stop();
    expect(ducks()).toEqual(['voice']);
    game.soundtrack.unduck('voice');
    two.pause();
    two.resume();
    expect(ducks()).toEqual([]);
    expect(() => game.soundtrack.duck('voice', { while: {} as Phaser.Sound.BaseSound })).toThrow(
      /while must be a sound/,
    );
    expect(() => game.soundtrack.duck('voice', { db: 3, while: two })).toThrow(/db is 3/);
  });

  test('pauseAll and resumeAll pause and resume the music, too; stopAll and removeAll leave it', async () => {
    const game = await inForest();
    const { sound } = game.game;
    const state = () => game.soundtrack.snapshot()!.state;
    sound.pauseAll();
    expect(state()).toBe('paused');
    sound.resumeAll();
    expect(state()).toBe('playing');
    sound.stopAll();
    sound.removeAll();
    expect(state()).toBe('playing');
    await next(game.soundtrack, 'bar');
  });

  test('the music begins on a context that runs, though Phaser still waits for a gesture', async () => {
    played = await play({ start: 'battle' });
    const sound = played.game.sound as Phaser.Sound.WebAudioSoundManager;
    // What a game's own context does that a page which was clicked before resumes by itself.
    Object.assign(sound, { locked: true, unlocked: false });
    await sound.context.resume();
    await next(played.soundtrack, 'start');
    expect(sound.locked).toBe(true);
  });
});
