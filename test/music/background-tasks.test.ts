/** Work that can wait is done in order, one task a tick; long work pauses for the game, where there is a game that is seen. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { BackgroundTasks, createYielder, stepUntil, type TickTask } from '../../plugin/music/background-tasks.ts';

/** Does 40 pieces of half a millisecond each, on a clock that nothing else moves. Returns the pauses between them, in ms. */
async function pausesDuringWork(isPlaying: boolean): Promise<number[]> {
  let now = 0;
  const pauses: number[] = [];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('setTimeout', (resume: () => void, ms: number) => {
    pauses.push(ms);
    now += ms;
    resume();
  });
  const turn = createYielder(() => isPlaying);
  for (let piece = 0; piece < 40; piece++) {
    await turn();
    now += 0.5;
  }
  return pauses;
}

describe('work in turns', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test('pauses after each millisecond on a page that is seen', async () => {
    vi.stubGlobal('document', { hidden: false });
    expect(await pausesDuringWork(true)).toEqual(Array(19).fill(5));
  });

  test('pauses less often, and for less long, before music plays, as it is waited for', async () => {
    vi.stubGlobal('document', { hidden: false });
    expect(await pausesDuringWork(false)).toEqual(Array(3).fill(2));
  });

  test('goes straight on where nobody sees a frame, and a timer may take a second', async () => {
    vi.stubGlobal('document', { hidden: true });
    expect(await pausesDuringWork(true)).toEqual([]);
  });

  test('goes straight on where there is no page', async () => {
    expect(typeof document).toBe('undefined');
    expect(await pausesDuringWork(true)).toEqual([]);
  });
});

/** Runs some ticks in which each named task has work; returns what was done in them, with `!` where only urgent work was. */
function ticks(work: Partial<Record<TickTask, number>>, count: number): string[][] {
  const left = { ...work };
  const background = new BackgroundTasks();
  let done: string[] = [];
  for (const name of Object.keys(work).reverse() as TickTask[])
    background.set(name, {
      run(_, isBusy) {
        if ((left[name] ?? 0) === 0) return false;
        done.push(isBusy ? `${name}!` : name);
        if (!isBusy) left[name]!--;
        return !isBusy;
      },
    });
  return Array.from({ length: count }, () => {
    done = [];
    background.startTick(0);
    background.runThrough('prefetch');
    background.runThrough('voices');
    return done;
  });
}

describe('background tasks', () => {
  test('work for one task in a tick, the most important first, whatever the order in which they were set', () => {
    expect(ticks({ prefetch: 1, history: 2, voices: 1 }, 5)).toEqual([
      ['prefetch', 'history!', 'voices!'],
      ['history', 'voices!'],
      ['history', 'voices!'],
      ['voices'],
      [],
    ]);
  });

  test('give each task one turn in a tick', () => {
    const background = new BackgroundTasks();
    let turns = 0;
    background.set('prefetch', { run: () => ++turns > 0 });
    background.startTick(0);
    for (let i = 0; i < 3; i++) background.runThrough('voices');
    expect(turns).toBe(1);
    background.startTick(0);
    background.runThrough('prefetch');
    expect(turns).toBe(2);
  });

  test('leave a tick to work that something else has done in it', () => {
    const background = new BackgroundTasks();
    const turns: boolean[] = [];
    background.set('history', { run: (_, isBusy) => turns.push(isBusy) > 0 });
    background.startTick(0);
    expect(background.isBusy).toBe(false);
    background.worked();
    background.runThrough('history');
    background.startTick(0);
    background.runThrough('history');
    expect(turns).toEqual([true, false]);
  });
});

describe('work that is stepped', () => {
  afterEach(() => void vi.restoreAllMocks());

  function* work() {
    yield;
    yield;
    return { done: true };
  }

  test('takes at least one step, and ends with the step in which the deadline passes', () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now++);
    const steps = work();
    expect(stepUntil(steps, 0)).toBeNull();
    expect(stepUntil(steps, 1)).toBeNull();
    expect(stepUntil(steps, 0)).toEqual({ done: true });
  });

  test('is done at once where there is no deadline', () => {
    expect(stepUntil(work(), Number.POSITIVE_INFINITY)).toEqual({ done: true });
  });
});
