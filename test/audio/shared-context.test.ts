/** Two games on a page, or the old and the new music of one, may share an audio context: what one of them ends or lacks, the other keeps. */

import { describe, expect, test, vi } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { holdUp } from '../helper/held-context.ts';

async function shared() {
  const Offline = await offlineAudio();
  const { InstrumentResolver } = await import('../../plugin/audio/palettes/instrument-resolver.ts');
  const { createMixer } = await import('../../plugin/audio/mixer.ts');
  const context = new Offline(2, 1, 44_100);
  const reported: string[] = [];
  const warn = (text: string) => reported.push(text);
  return {
    InstrumentResolver,
    context,
    reported,
    mixer: (options = {}) => createMixer(context, context.destination, { warn, ...options }),
  };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('a mixer that ends', () => {
  test('takes nothing from another that waits for the same synthesizers', async () => {
    const { context, reported, mixer } = await shared();
    const held = await holdUp(context);
    const [ending, staying] = [mixer(), mixer()];
    const lacking: unknown[] = [];
    const first = ending.prepare('toy-box', (cause) => lacking.push(cause));
    const second = staying.prepare('toy-box', (cause) => lacking.push(cause));
    await vi.waitFor(() => expect(held.asked.rendered).toBeGreaterThan(0), 10_000);
    ending.dispose();
    held.letGo();
    await Promise.all([first, second]);
    await staying.prepare('toy-box');
    expect([lacking, reported]).toEqual([[], []]);
    expect(staying.bytes).toBeGreaterThan(1e6);
    staying.dispose();
  });

  test('gives up what nobody else waits for, and what is asked for later is made anew', async () => {
    const { context, reported, mixer } = await shared();
    const held = await holdUp(context);
    const ending = mixer();
    const prepared = ending.prepare('toy-box');
    await vi.waitFor(() => expect(held.asked.rendered).toBeGreaterThan(0), 10_000);
    const { rendered } = held.asked;
    ending.dispose();
    held.letGo();
    await prepared;
    await settle();
    const later = mixer();
    expect(later.bytes).toBe(0);
    await later.prepare('toy-box');
    expect(held.asked.rendered).toBeGreaterThan(rendered);
    expect([reported, later.bytes > 1e6]).toEqual([[], true]);
    later.dispose();
  });

  test.each(['woodland', 'toy-box', 'chiptune', 'war'])('while %s is loaded says nothing', async (palette) => {
    const { context, reported, mixer } = await shared();
    const held = await holdUp(context);
    const ending = mixer();
    const lacking: unknown[] = [];
    const prepared = ending.prepare(palette, (cause) => lacking.push(cause));
    await vi.waitFor(() => expect(held.asked.rendered + held.asked.decoded).toBeGreaterThan(0), 10_000);
    ending.dispose();
    // Resolves, though nothing is let go.
    await prepared;
    held.letGo();
    await settle();
    await ending.prepare(palette, (cause) => lacking.push(cause));
    expect([lacking, reported]).toEqual([[], []]);
  });
});

describe('the samples of a context', () => {
  /** Two resolvers that have loaded three palettes, on a clock that the test moves. */
  async function two(budgets: readonly [number, number]) {
    const { InstrumentResolver, context } = await shared();
    let now = 0;
    Object.defineProperty(context, 'currentTime', { get: () => now });
    const resolvers = budgets.map((budget) => new InstrumentResolver(context, { budget }));
    for (const name of ['musicbox', 'folk']) await resolvers[0]!.load(resolvers[0]!.palette(name));
    return {
      resolvers,
      async pass(seconds: number) {
        for (const end = now + seconds; now < end; now += 2) {
          for (const resolver of resolvers) resolver.tidy();
          await settle();
        }
      },
    };
  }
  const MB = 2 ** 20;

  test('stay while one of those who share them has the room', async () => {
    const { resolvers, pass } = await two([256 * MB, 8 * MB]);
    const { bytes } = resolvers[0]!;
    expect(bytes).toBeGreaterThan(8 * MB);
    await pass(60);
    expect(resolvers.map((resolver) => resolver.bytes)).toEqual([bytes, bytes]);
  });

  test('go when the one that had the room has ended', async () => {
    const { resolvers, pass } = await two([256 * MB, 8 * MB]);
    const { bytes } = resolvers[1]!;
    resolvers[0]!.dispose();
    await pass(60);
    expect(resolvers[1]!.bytes).toBeLessThan(bytes * 0.7);
  });
});
