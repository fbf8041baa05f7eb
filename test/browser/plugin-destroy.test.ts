/** A game that ends takes all its music with it, and another can begin. */

import * as Phaser from 'phaser';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { gesture, next, type Played, pause, play, until } from './game.ts';

const timers = new Set<number>();
const workers = new Set<Worker>();
/** Every connection that is open, as source → how often. */
const connections = new Map<AudioNode, number>();
const real = {
  setInterval: window.setInterval,
  clearInterval: window.clearInterval,
  Worker: window.Worker,
  connect: AudioNode.prototype.connect,
  disconnect: AudioNode.prototype.disconnect,
};

beforeAll(() => {
  window.setInterval = ((...args: Parameters<typeof setInterval>) => {
    const id = Reflect.apply(real.setInterval, window, args) as unknown as number;
    timers.add(id);
    return id;
  }) as unknown as typeof window.setInterval;
  window.clearInterval = (id) => {
    timers.delete(id as number);
    real.clearInterval.call(window, id);
  };
  window.Worker = class extends real.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.add(this);
    }
    override terminate(): void {
      workers.delete(this);
      super.terminate();
    }
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    connections.set(this, (connections.get(this) ?? 0) + 1);
    return Reflect.apply(real.connect, this, args);
  } as typeof AudioNode.prototype.connect;
  AudioNode.prototype.disconnect = function (this: AudioNode, ...args: unknown[]) {
    const left = args.length === 0 ? 0 : (connections.get(this) ?? 1) - 1;
    if (left > 0) connections.set(this, left);
    else connections.delete(this);
    return Reflect.apply(real.disconnect, this, args);
  };
});
afterAll(() => {
  Object.assign(window, { setInterval: real.setInterval, clearInterval: real.clearInterval, Worker: real.Worker });
  Object.assign(AudioNode.prototype, { connect: real.connect, disconnect: real.disconnect });
});

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

describe(`destroying a game on Phaser ${Phaser.VERSION}`, () => {
  test('leaves no timer, worker or connected node behind, three games in a row', async () => {
    for (const round of [1, 2, 3]) {
      const game = await play({ start: 'battle' });
      played = game;
      await gesture(game);
      await next(game.soundtrack, 'bar');
      // The music does not wait for the network.
      await until(() => workers.size === 1);
      // What the plugin counts is what is connected, but for a few: Phaser's own mute and volume, what a node of Tone is made of.
      const { nodes } = game.soundtrack.inspect()!.sound!;
      expect(nodes).toBeGreaterThan(40);
      const { context } = game.game.sound as Phaser.Sound.WebAudioSoundManager;
      // Stand-ins are rendered on contexts of their own.
      const connected = [...connections.keys()].filter((node) => node.context === context).length;
      expect(Math.abs(connected - nodes), `${connected} connected, ${nodes} counted`).toBeLessThanOrEqual(6);
      played = null;
      await game.end();
      await pause(100);
      expect(workers.size, `workers after game ${round}`).toBe(0);
      expect(timers.size, `timers after game ${round}`).toBe(0);
      expect(
        [...connections.keys()].map((node) => node.constructor.name),
        `connected nodes after game ${round}`,
      ).toEqual([]);
    }
  });

  test('before the first gesture, too', async () => {
    const game = await play();
    await game.end();
    // A worker that was still starting ends as soon as it has started.
    await pause(100);
    await until(() => workers.size === 0);
    expect([timers.size, connections.size]).toEqual([0, 0]);
  });

  test('is silent about everything that still calls the plugin', async () => {
    const game = await play();
    await game.end();
    expect(() => game.soundtrack.mood('battle').signal('danger', 1).pause().resume().stinger('victory')).not.toThrow();
    expect(game.soundtrack.snapshot()).toBeNull();
  });
});
