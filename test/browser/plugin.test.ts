/** What a game developer may rely on, in a real browser with a real game; run once a Phaser version. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AdaptiveMusicPlugin, type SoundtrackEvents } from '../../plugin/index.ts';
import { click, gesture, loudest, next, type Played, pause, play, scene, unclicked, until } from './game.ts';

let played: Played | null = null;
async function start(...args: Parameters<typeof play>): Promise<Played> {
  played = await play(...args);
  return played;
}
afterEach(async () => {
  await played?.end();
  played = null;
  vi.restoreAllMocks();
});

const MAP = { scenes: { Forest: 'forest', Battle: { mood: 'battle', at: 'now', fade: 0.2 } } } as const;
const SCENES = { scene: [scene('Forest'), scene('Battle'), scene('Hud')] };

describe(`the plugin on Phaser ${Phaser.VERSION}`, () => {
  test('with no configuration at all, music waits for the first gesture and then sounds', async () => {
    const game = await start(undefined, await unclicked());
    expect(game.soundtrack.snapshot()?.state).toBe('idle');
    const sources: string[] = [];
    game.soundtrack.on('phrase', ({ source }) => void sources.push(source));
    await click(game);
    await until(() => sources.includes('lstm'));
    expect(game.soundtrack.snapshot()).toMatchObject({ state: 'playing', mood: 'exploration', degraded: false });
    expect(await loudest(game, 2500)).toBeGreaterThan(0.01);
  });

  test('every scene has the music under its mapping, typed', async () => {
    let seen: AdaptiveMusicPlugin | null = null;
    class Typed extends Phaser.Scene {
      create(): void {
        seen = this.soundtrack.signal('danger', 0.5);
      }
    }
    const game = await start({ seed: 'typed' }, { scene: [Typed] });
    expect(seen).toBeInstanceOf(AdaptiveMusicPlugin);
    // A scene has a view of its own; the music behind it is one.
    expect(seen!.definition).toBe(game.soundtrack.definition);
    seen!.volume = 0.25;
    expect(game.soundtrack.volume).toBe(0.25);
  });

  test('the scene that starts brings its mood, and an unmapped one on top changes nothing', async () => {
    const game = await start(MAP, SCENES);
    await gesture(game);
    // If a mood is replaced before its first note, the next one is reported as the start.
    await until(() => game.soundtrack.snapshot()?.mood === 'forest' && game.soundtrack.snapshot()!.bar >= 0);
    const moved = next(game.soundtrack, 'mood');
    game.game.scene.start('Battle');
    game.game.scene.start('Hud');
    expect(await moved).toMatchObject({ from: 'forest', to: 'battle' });
    await pause(300);
    expect(game.soundtrack.snapshot()).toMatchObject({ mood: 'battle', next: null });
  });

  test("a mood asked for in a scene's create() is not undone by the scene's tag", async () => {
    class Forest extends Phaser.Scene {
      constructor() {
        super('Forest');
      }
      create(): void {
        this.soundtrack.mood('boss');
      }
    }
    const game = await start(MAP, { scene: [Forest] });
    await gesture(game);
    await until(() => game.soundtrack.snapshot()?.state === 'playing');
    expect(game.soundtrack.snapshot()?.mood).toBe('boss');
  });

  test("events are typed and released; 'once' fires once", async () => {
    const game = await start();
    const beats: SoundtrackEvents['beat'][] = [];
    const listener = (beat: SoundtrackEvents['beat']) => void beats.push(beat);
    let once = 0;
    game.soundtrack.on('beat', listener).once('beat', () => void once++);
    await gesture(game);
    await until(() => beats.length >= 3);
    expect(once).toBe(1);
    game.soundtrack.off('beat', listener);
    const heard = beats.length;
    await next(game.soundtrack, 'beat');
    expect(beats).toHaveLength(heard);
  });

  test('music goes through the volume and mute of the game, and has its own', async () => {
    const game = await start();
    await gesture(game);
    await next(game.soundtrack, 'bar');
    game.game.sound.mute = true;
    await pause(200);
    expect(await loudest(game, 800)).toBe(0);
    game.game.sound.mute = false;
    expect(await loudest(game, 2500)).toBeGreaterThan(0.01);
    game.soundtrack.mute = true;
    await pause(300);
    expect(await loudest(game, 800)).toBeLessThan(1e-4);
  });

  test('pause keeps the place and resume goes on', async () => {
    const game = await start();
    await gesture(game);
    await next(game.soundtrack, 'bar');
    game.soundtrack.pause();
    expect(game.soundtrack.snapshot()?.state).toBe('paused');
    const { bar } = game.soundtrack.snapshot()!;
    await pause(600);
    const on = next(game.soundtrack, 'bar');
    game.soundtrack.resume();
    await on;
    expect(game.soundtrack.snapshot()!.bar - bar).toBeLessThanOrEqual(1);
  });

  test('a pause asked for before the first gesture holds', async () => {
    const game = await start(MAP, { ...SCENES, ...(await unclicked()) });
    game.soundtrack.pause();
    await click(game);
    await pause(600);
    expect(game.soundtrack.snapshot()?.state).toBe('idle');
    game.soundtrack.resume();
    await next(game.soundtrack, 'start');
  });

  test('a mistake is reported at once: what, which, and what to do', async () => {
    const { soundtrack } = await start();
    expect(() => soundtrack.mood('forrest')).toThrow(/unknown mood 'forrest'; did you mean 'forest'\?/);
    expect(() => soundtrack.mood('forest', { fade: 99 })).toThrow(/fade is 99; it must lie in 0\.\.30/);
    expect(() => soundtrack.signal('dangr', 1)).toThrow(/unknown signal 'dangr'; did you mean 'danger'\?/);
    expect(() => soundtrack.stinger('taa-daa')).toThrow(/unknown stinger 'taa-daa'/);
    expect(() => {
      soundtrack.volume = 2;
    }).toThrow(/soundtrack\.volume is 2; it must lie in 0\.\.1/);
  });

  test.each([
    ['noAudio', { noAudio: true }],
    ['disableWebAudio', { disableWebAudio: true }],
  ])('a game with %s is warned once why it is silent, and nothing throws', async (_name, audio) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const game = await start(MAP, { ...SCENES, audio });
    game.soundtrack.mood('battle').signal('danger', 1).stinger('victory').pause().resume();
    game.soundtrack.volume = 0.5;
    game.game.scene.start('Battle');
    await pause(300);
    const ours = warn.mock.calls.filter(([text]) => String(text).includes('phaser-adaptive-music'));
    expect(ours).toEqual([[expect.stringContaining('no music')]]);
    expect(() => game.soundtrack.mood('forrest')).toThrow(/unknown mood/);
  });

  test('stopped by the plugin manager it falls silent, started again it plays, and listeners stay', async () => {
    const game = await start();
    await gesture(game);
    await next(game.soundtrack, 'bar');
    game.game.plugins.stop('soundtrack');
    expect(game.soundtrack.snapshot()).toBeNull();
    await pause(400);
    expect(await loudest(game, 500)).toBe(0);
    const again = next(game.soundtrack, 'bar');
    game.game.plugins.start('soundtrack');
    await again;
  });
});
