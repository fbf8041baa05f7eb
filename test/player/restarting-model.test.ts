/** A composer that died is started again; one that will never come is not asked for for ever. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type RestartableModel, RestartingModel } from '../../plugin/player/restarting-model.ts';
import { phraseRequest } from '../helper/phrase-request.ts';
import { scaleComposer } from '../helper/scale-composer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const REVIVAL = { pauseMs: 1000, longestPauseMs: 4000, tries: 3, isRetryable: () => true };

/** Models that are started one after another, each with a way to kill it. */
function graveyard(fails: (start: number) => Error | null = () => null) {
  const kills: ((reason: Error) => void)[] = [];
  let starts = 0;
  let disposed = 0;
  const start = async (): Promise<RestartableModel> => {
    const failure = fails(starts++);
    if (failure) throw failure;
    const composer = scaleComposer();
    const died = new Promise<Error>((resolve) => void kills.push(resolve));
    return {
      name: 'mortal',
      source: 'lstm',
      generate: (r) => composer.generate(r),
      died,
      dispose: () => void disposed++,
    };
  };
  return { start, kills, starts: () => starts, disposed: () => disposed };
}

describe('a reviving model', () => {
  test('is loading until it is there, and those who asked get their phrase', async () => {
    const { start } = graveyard();
    const model = new RestartingModel(start, REVIVAL);
    expect([model.loading, model.name]).toEqual([true, 'loading']);
    expect((await model.generate(phraseRequest())).source).toBe('lstm');
    expect([model.loading, model.name]).toEqual([false, 'mortal']);
  });

  test('having died, it refuses with the reason at once, is not loading, and writes again after a pause', async () => {
    const yard = graveyard();
    const model = new RestartingModel(yard.start, REVIVAL);
    await model.generate(phraseRequest());
    yard.kills[0]!(new Error('out of memory'));
    await vi.advanceTimersByTimeAsync(0);
    await expect(model.generate(phraseRequest())).rejects.toThrow('out of memory');
    expect(model.loading).toBe(false);
    await vi.advanceTimersByTimeAsync(999);
    expect(yard.starts()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(yard.starts()).toBe(2);
    expect((await model.generate(phraseRequest())).source).toBe('lstm');
  });

  test('dying again and again, it is given longer pauses, up to the longest, and never given up', async () => {
    const yard = graveyard((start) => (start === 0 ? null : new Error('no memory')));
    new RestartingModel(yard.start, REVIVAL);
    await vi.advanceTimersByTimeAsync(0);
    yard.kills[0]!(new Error('no memory'));
    const startsAt: number[] = [];
    for (let second = 1; second <= 20; second++) {
      const before = yard.starts();
      await vi.advanceTimersByTimeAsync(1000);
      if (yard.starts() > before) startsAt.push(second);
    }
    expect(startsAt).toEqual([1, 3, 7, 11, 15, 19]);
  });

  test('not having come at once, it is loading until it comes or is given up; meanwhile who asks is refused, not kept', async () => {
    const late = new RestartingModel(graveyard((start) => (start < 2 ? new Error('offline') : null)).start, REVIVAL);
    const never = new RestartingModel(graveyard(() => new Error('offline')).start, REVIVAL);
    await vi.advanceTimersByTimeAsync(0);
    expect([late.loading, late.name]).toEqual([true, 'loading']);
    await expect(late.generate(phraseRequest())).rejects.toThrow('offline');
    await vi.advanceTimersByTimeAsync(3000);
    expect([late.loading, late.name]).toEqual([false, 'mortal']);
    expect([never.loading, never.name]).toEqual([true, 'loading']);
    await vi.advanceTimersByTimeAsync(4000);
    expect([never.loading, never.name]).toEqual([false, 'none']);
  });

  test('never having been there, it is tried three times more; where that is of no use, not at all', async () => {
    const yard = graveyard(() => new Error('blocked'));
    const model = new RestartingModel(yard.start, REVIVAL);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(yard.starts()).toBe(4);
    await expect(model.generate(phraseRequest())).rejects.toThrow('blocked');
    const hopeless = graveyard(() => new Error('cut off'));
    new RestartingModel(hopeless.start, { ...REVIVAL, isRetryable: () => false });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(hopeless.starts()).toBe(1);
  });

  test('disposed of, it leaves no timer and no model, also one that comes later', async () => {
    const yard = graveyard();
    const model = new RestartingModel(yard.start, REVIVAL);
    model.dispose();
    await vi.advanceTimersByTimeAsync(0);
    expect(yard.disposed()).toBe(1);
    const second = new RestartingModel(yard.start, REVIVAL);
    await vi.advanceTimersByTimeAsync(0);
    yard.kills[1]!(new Error('gone'));
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(1);
    second.dispose();
    expect(vi.getTimerCount()).toBe(0);
    await expect(second.generate(phraseRequest())).rejects.toThrow(/disposed/);
  });
});
