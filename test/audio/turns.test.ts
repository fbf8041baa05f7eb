/** Long work lets the game go on in between, where there is a game that is seen. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { createYielder } from '../../plugin/audio/time-slicing.ts';

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
