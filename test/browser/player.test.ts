/** The music of a page without Phaser, measured where it leaves the page. */

import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { BeatMoment } from '../../plugin/player.ts';
import { SoundtrackPlayer } from '../../plugin/player.ts';
import { pause, until } from './game.ts';

let context: AudioContext;
let soundtrack: SoundtrackPlayer | null = null;
afterEach(async () => {
  soundtrack?.destroy();
  soundtrack = null;
  if (context.state !== 'closed') await context.close();
});

/** Loudest sample that reaches a node within some milliseconds. */
async function loudest(node: AudioNode, ms: number): Promise<number> {
  const ear = context.createAnalyser();
  ear.fftSize = 8192;
  node.connect(ear);
  const samples = new Float32Array(ear.fftSize);
  let peak = 0;
  for (const end = performance.now() + ms; performance.now() < end; await pause(40)) {
    ear.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }
  node.disconnect(ear);
  return peak;
}

test('sounds after a click, follows a mood, calls back on the beat, and comes back from a saved game', async () => {
  context = new AudioContext();
  await context.suspend();
  const button = document.createElement('button');
  document.body.append(button);
  const destination = context.createGain();
  destination.connect(context.destination);
  const player = new SoundtrackPlayer({ start: 'village', seed: 'page' }, { context, destination, element: button });
  soundtrack = player;
  const beats: BeatMoment[] = [];
  player.at('beat', (moment) => void beats.push(moment), { every: 1 });
  await pause(300);
  expect([context.state, player.beat, beats.length]).toEqual(['suspended', null, 0]);
  await userEvent.click(button);
  await until(() => beats.length > 2);
  expect(player.beat).toMatchObject({ mood: 'village' });
  expect(await loudest(destination, 1500)).toBeGreaterThan(0.02);
  player.mood('battle', { at: 'beat', fade: 0.2 });
  await until(() => player.beat?.mood === 'battle');
  const saved = player.save()!;
  player.mood('calm', { at: 'now', fade: 0.1 });
  await until(() => player.beat?.mood === 'calm');
  player.load(saved);
  await until(() => player.beat?.mood === 'battle');
  player.pause();
  await pause(1500);
  expect(player.snapshot()!.state).toBe('paused');
  const waiting = player.next('bar');
  player.destroy();
  expect(await waiting).toBe(null);
  expect([player.beat, player.snapshot(), context.state]).toEqual([null, null, 'running']);
  expect(await loudest(destination, 300)).toBe(0);
  button.remove();
});

test('waits for a mood where a soundtrack is silent, and refuses what is wrong where it is made', async () => {
  context = new AudioContext();
  expect(() => new SoundtrackPlayer({ start: 'forrest' }, { context })).toThrow("did you mean 'forest'");
  const player = new SoundtrackPlayer({ start: 'none' }, { context, element: null });
  soundtrack = player;
  await context.resume();
  await pause(500);
  expect(player.beat).toBe(null);
  expect(() => player.mood('forrest')).toThrow("did you mean 'forest'");
  expect(() => player.track('intro')).toThrow("unknown sound 'intro'");
  player.mood('forest');
  await until(() => player.beat?.mood === 'forest');
});

test('mounted, unmounted and mounted in one tick, as React does in strict mode, plays once on the same context', async () => {
  await userEvent.click(document.body);
  context = new AudioContext();
  await context.resume();
  const destination = context.createGain();
  destination.connect(context.destination);
  const mount = () => new SoundtrackPlayer({ start: 'battle', seed: 'mounted' }, { context, destination });
  const first = mount();
  first.destroy();
  const player = mount();
  soundtrack = player;
  await until(() => (player.beat?.bar ?? -1) >= 0);
  expect(first.snapshot()).toBeNull();
  expect(await loudest(destination, 1000)).toBeGreaterThan(0.02);
  player.destroy();
  expect(await loudest(destination, 300)).toBe(0);
});
