/** What happens to a game while it runs: it loses the focus, its page is hidden, its sound is taken away and given back, another is started. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SoundtrackDefinition } from '../../plugin/index.ts';
import { gesture, loudest, next, type Played, pause, play, until } from './game.ts';

const open: Played[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const game of open.splice(0)) await game.end();
});

async function start(soundtrack?: SoundtrackDefinition, config: Partial<Phaser.Types.Core.GameConfig> = {}) {
  const game = await play(soundtrack, config);
  open.push(game);
  return game;
}

async function playing(): Promise<Played> {
  // Bars of a good second.
  const game = await start({ start: 'battle', moods: { battle: { controls: { tempo: 200 } } } });
  await gesture(game);
  await next(game.soundtrack, 'bar');
  return game;
}

const soundOf = ({ game }: Played) => game.sound as Phaser.Sound.WebAudioSoundManager;

/** Bars as they come, with their audio times. */
function bars({ soundtrack }: Played): { bar: number; time: number }[] {
  const heard: { bar: number; time: number }[] = [];
  soundtrack.on('bar', ({ bar, time }) => void heard.push({ bar, time }));
  return heard;
}

/** Every bar follows the one before it, and each is as long as the others. */
function expectGrid(heard: readonly { bar: number; time: number }[]): void {
  expect(heard.length).toBeGreaterThan(2);
  const numbers = heard.map(({ bar }) => bar);
  expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
  const lengths = heard.slice(1).map(({ time }, i) => time - heard[i]!.time);
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(0.001);
}

describe(`the life of a game on Phaser ${Phaser.VERSION}`, () => {
  test('focus lost and found, a page hidden and seen, sound taken away and given back: not a bar is lost, and all are on one grid', async () => {
    const game = await playing();
    const { events } = game.game;
    const sound = soundOf(game);
    const { context } = sound;
    const heard = bars(game);

    // A window that loses the focus falls silent, as Phaser has it.
    expect(sound.pauseOnBlur).toBe(true);
    events.emit(Phaser.Core.Events.BLUR);
    await until(() => context.state === 'suspended');
    const stood = context.currentTime;
    await pause(500);
    expect(context.currentTime).toBe(stood);
    events.emit(Phaser.Core.Events.FOCUS);
    expect(await loudest(game, 1000)).toBeGreaterThan(0.01);

    // Where the game will have it so, the music plays on.
    sound.pauseOnBlur = false;
    events.emit(Phaser.Core.Events.BLUR);
    expect(await loudest(game, 1000)).toBeGreaterThan(0.01);
    expect(context.state).toBe('running');
    events.emit(Phaser.Core.Events.FOCUS);

    // A page that is hidden has no frames, and its music needs none.
    let steps = 0;
    events.emit(Phaser.Core.Events.HIDDEN);
    // What the browser does: it calls for no frame.
    game.game.loop.sleep();
    events.on(Phaser.Core.Events.POST_STEP, () => void steps++);
    expect(await loudest(game, 1500)).toBeGreaterThan(0.01);
    expect(steps).toBeLessThan(3);
    game.game.loop.wake();
    events.emit(Phaser.Core.Events.VISIBLE);

    // A call, or another device: Phaser would wake the context at its next step, and while a call lasts it cannot.
    const resume = vi.spyOn(context, 'resume').mockImplementation(() => new Promise(() => {}));
    await context.suspend();
    await pause(600);
    expect(context.state).toBe('suspended');
    expect(game.soundtrack.snapshot()?.state).toBe('playing');
    resume.mockRestore();
    await context.resume();
    expect(await loudest(game, 1000)).toBeGreaterThan(0.01);

    // Headphones pulled out: the same context, no way out for a while.
    const routed = context as AudioContext & { setSinkId(sink: { type: 'none' }): Promise<void> };
    await routed.setSinkId({ type: 'none' });
    expect(await loudest(game, 800)).toBeGreaterThan(0.01);
    expectGrid(heard);
  });

  test.each([
    ['noAudio', { noAudio: true }],
    ['disableWebAudio', { disableWebAudio: true }],
  ] as const)(
    'without Web Audio (%s) every call is obeyed in silence, with one line on the console',
    async (_, audio) => {
      const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
      const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
      const game = await start({ scenes: { Only: 'forest' } }, { audio });
      const { soundtrack } = game;
      soundtrack
        .mood('battle')
        .signal('danger', 1)
        .stinger('victory')
        .push('boss')
        .pop('boss')
        .duck('voice')
        .unduck('voice');
      soundtrack.mix('paused').unmix().override({ tempo: 90 }).tune({}).reroll().pause().resume();
      soundtrack.volume = 0.5;
      soundtrack.mute = true;
      expect(soundtrack.snapshot()).not.toBeNull();
      expect(soundtrack.exportMidi()).not.toBeNull();
      await pause(300);
      const ours = warned.mock.calls.map(([text]) => String(text)).filter((text) => /music/.test(text));
      expect(ours).toEqual([expect.stringMatching(/^\[phaser-adaptive-music\] no music: the game config says/)]);
      expect(failed.mock.calls.filter(([text]) => /music/.test(String(text)))).toEqual([]);
    },
  );

  test('two games on one page have a music each, and one that ends leaves the other alone', async () => {
    const first = await playing();
    const heard = bars(first);
    const second = await start({ start: 'village' });
    await gesture(second);
    await next(second.soundtrack, 'bar');
    expect(second.soundtrack).not.toBe(first.soundtrack);
    expect([first, second].map(({ soundtrack }) => soundtrack.definition.start)).toEqual(['battle', 'village']);
    const [scene] = second.game.scene.getScenes(true);
    expect(scene!.soundtrack.definition).toBe(second.soundtrack.definition);
    second.soundtrack.mood('calm');
    expect(first.soundtrack.snapshot()?.mood).toBe('battle');
    open.splice(open.indexOf(second), 1);
    await second.end();
    expect(await loudest(first, 800)).toBeGreaterThan(0.01);
    await until(() => heard.length > 2);
    expectGrid(heard);
  });

  test('a scene whose code is loaded anew starts again, and not a bar is lost', async () => {
    const game = await playing();
    const heard = bars(game);
    game.game.scene.remove('Only');
    game.game.scene.add('Only', { create() {} }, true);
    await until(() => heard.length > 2);
    expectGrid(heard);
    // The plugin's own module, too: a new one takes the place of the old.
    game.game.plugins.removeGlobalPlugin('soundtrack');
    const { AdaptiveMusicPlugin } = await import('../../plugin/index.ts');
    const anew = game.game.plugins.install('soundtrack', AdaptiveMusicPlugin, true, 'soundtrack', {
      start: 'village',
    }) as unknown as typeof game.soundtrack;
    await next(anew, 'bar');
    expect(anew.snapshot()?.mood).toBe('village');
  });
});
