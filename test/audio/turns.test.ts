/** Long work lets the game go on in between, where there is a game that is seen. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { inTurns } from '../../plugin/audio/turns.ts';

/** Does 40 pieces of half a millisecond; answers how often others had their turn meanwhile. */
async function othersDuringWork(): Promise<number> {
  let others = 0;
  const other = setInterval(() => others++, 1);
  const turn = inTurns();
  for (let piece = 0; piece < 40; piece++) {
    await turn();
    const begun = performance.now();
    while (performance.now() - begun < 0.5);
  }
  clearInterval(other);
  return others;
}

describe('work in turns', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('pauses after each millisecond on a page that is seen', async () => {
    vi.stubGlobal('document', { hidden: false });
    expect(await othersDuringWork()).toBeGreaterThan(10);
  });

  test('goes straight on where nobody sees a frame, and a timer may take a second', async () => {
    vi.stubGlobal('document', { hidden: true });
    expect(await othersDuringWork()).toBe(0);
    vi.unstubAllGlobals();
    expect(await othersDuringWork()).toBe(0);
  });
});
