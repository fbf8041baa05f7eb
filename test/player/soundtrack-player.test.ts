/** The player on the real audio context of Node, without a browser, a page or a device. */

import { AudioContext as NodeContext, OfflineAudioContext } from 'node-web-audio-api';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import type { BeatMoment, SoundtrackPlayer } from '../../plugin/player.ts';

let Player: typeof SoundtrackPlayer;
let context: AudioContext;

beforeAll(async () => {
  // Tone finds the classes of Web Audio on import.
  await offlineAudio();
  Player = (await import('../../plugin/player.ts')).SoundtrackPlayer;
  // The types of the package leave out the option that needs no device.
  const silent: object = { sinkId: { type: 'none' } };
  context = new NodeContext(silent) as unknown as AudioContext;
});
afterAll(() => context.close());

/** Resolves when a mood is heard. */
function hears(player: SoundtrackPlayer, mood: string): Promise<void> {
  return new Promise((resolve) => {
    const handle = player.at(
      'beat',
      (moment) => {
        if (moment.mood !== mood) return;
        handle.cancel();
        resolve();
      },
      { every: 1 },
    );
  });
}

describe('the player', () => {
  test('has the sounds of a place, with a volume of their own', async () => {
    const moods = { pier: { like: 'calm', ambience: { wind: 0.6 } }, storm: { like: 'pier', ambience: { rain: 0.8 } } };
    const player = new Player({ start: 'pier', seed: 'page', moods }, { context, element: null });
    const sounds = (count: number) => vi.waitUntil(() => player.inspect()!.sound!.placeSounds === count, 20_000);
    await sounds(1);
    player.mood('storm', { at: 'now', fade: 0.1 });
    await sounds(2);
    player.ambienceVolume = 0.5;
    expect(player.ambienceVolume).toBe(0.5);
    expect(() => {
      player.ambienceVolume = Number.NaN;
    }).toThrow('soundtrack.ambienceVolume must be a number, not NaN');
    player.pause();
    await sounds(0);
    player.destroy();
  });

  test('sounds, changes its mood on a beat, comes back from a saved game, and ends with an open context', async () => {
    const destination = context.createGain();
    const ear = context.createAnalyser();
    destination.connect(ear);
    const player = new Player({ start: 'battle', seed: 'page' }, { context, destination, element: null });
    const beats: BeatMoment[] = [];
    player.at('beat', (moment) => void beats.push(moment), { every: 1 });
    expect(await player.next('bar')).toMatchObject({ mood: 'battle', beat: 0 });
    expect(player.beat).toMatchObject({ mood: 'battle' });
    const samples = new Float32Array(ear.fftSize);
    let peak = 0;
    player.on('note', () => {
      ear.getFloatTimeDomainData(samples);
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    });
    player.mood('boss', { at: 'beat', fade: 0.1 });
    await hears(player, 'boss');
    const saved = player.save()!;
    player.mood('battle', { at: 'now', fade: 0.1 });
    await hears(player, 'battle');
    expect(peak).toBeGreaterThan(0.01);
    player.load(saved);
    await hears(player, 'boss');
    expect(beats.length).toBeGreaterThan(3);
    const waiting = player.next('phrase');
    player.destroy();
    expect(await waiting).toBe(null);
    expect([player.beat, player.snapshot(), context.state]).toEqual([null, null, 'running']);
    destination.disconnect();
  });

  test('waits for a mood where its soundtrack is silent, and refuses what is wrong', async () => {
    expect(() => new Player({ start: 'forrest' }, { context, element: null })).toThrow("did you mean 'forest'");
    const player = new Player({ start: 'none' }, { context, element: null });
    expect(() => player.mood('forrest')).toThrow("did you mean 'forest'");
    expect(() => player.track('intro')).toThrow("unknown sound 'intro'");
    expect(() => player.play('coin')).toThrow("unknown sound 'coin'");
    expect(player.snapshot()!.state).toBe('idle');
    player.mood('forest');
    await hears(player, 'forest');
    player.destroy();
  });

  test('leaves no listener behind where its soundtrack is invalid', () => {
    const element = new EventTarget();
    const add = vi.spyOn(element, 'addEventListener');
    const remove = vi.spyOn(element, 'removeEventListener');
    // It does not run until it renders.
    const suspended = new OfflineAudioContext(1, 1, 44100) as unknown as AudioContext;
    expect(() => new Player({ start: 'forrest' }, { context: suspended, element })).toThrow("did you mean 'forest'");
    expect(add).toHaveBeenCalledTimes(5);
    expect(remove.mock.calls).toEqual(add.mock.calls);
  });

  test('asks for no frames after its end', () => {
    const ask = vi.fn(() => 1);
    vi.stubGlobal('requestAnimationFrame', ask);
    vi.stubGlobal('cancelAnimationFrame', () => {});
    const [player, ended] = [0, 1].map(() => new Player({ start: 'none' }, { context, element: null }));
    ended!.destroy();
    ended!.at('beat', () => {});
    expect(ask).not.toHaveBeenCalled();
    player!.at('beat', () => {});
    player!.destroy();
    vi.unstubAllGlobals();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test('moves its moods by feeling, and refuses an unknown axis', () => {
    const player = new Player({ start: 'forest' }, { context, element: null });
    expect(player.feel({ arousal: 0.9 }).save()).toMatchObject({ feel: { arousal: 0.9 } });
    expect(() => player.feel({ arrousal: 1 } as object)).toThrow("did you mean 'arousal'");
    player.destroy();
  });
});
