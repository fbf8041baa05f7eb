/** Long work lets the game go on in between, where there is a game that is seen. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { createYielder } from '../../plugin/audio/time-slicing.ts';

/** Does 40 pieces of half a millisecond; answers how often it paused. */
async function pausesDuringWork(isPlaying: boolean): Promise<number> {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const turn = createYielder(() => isPlaying);
  for (let piece = 0; piece < 40; piece++) {
    await turn();
    const begun = performance.now();
    while (performance.now() - begun < 0.5);
  }
  const pauses = timers.mock.calls.length;
  timers.mockRestore();
  return pauses;
}

describe('work in turns', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('pauses after each millisecond on a page that is seen', async () => {
    vi.stubGlobal('document', { hidden: false });
    expect(await pausesDuringWork(true)).toBeGreaterThan(10);
  });

  test('pauses less often before music plays, as it is waited for', async () => {
    vi.stubGlobal('document', { hidden: false });
    const pauses = await pausesDuringWork(false);
    expect(pauses).toBeGreaterThan(0);
    expect(pauses).toBeLessThan((await pausesDuringWork(true)) / 2);
  });

  test('goes straight on where nobody sees a frame, and a timer may take a second', async () => {
    vi.stubGlobal('document', { hidden: true });
    expect(await pausesDuringWork(true)).toBe(0);
    vi.unstubAllGlobals();
    expect(await pausesDuringWork(true)).toBe(0);
  });
});
