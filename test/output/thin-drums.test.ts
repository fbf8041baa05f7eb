import { describe, expect, test } from 'vitest';
import { thinned } from '../../plugin/output/thin-drums.ts';
import { timedNote } from '../helper/band.ts';

const stroke = (tick: number, pitch: number, velocity: number) => ({
  ...timedNote(pitch, tick / 480, 0.1, velocity),
  tick,
});
/** Kick on 1 and 3, snare on 2 and 4, hats on eighths, a ghost before the third beat, of the second bar; people play around the grid. */
const BAR = [
  ...[0, 2].map((beat) => stroke(1920 + beat * 480 + 7, 36, 0.9)),
  ...[1, 3].map((beat) => stroke(1920 + beat * 480 - 9, 38, 0.8)),
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => stroke(1920 + eighth * 240 + 4, 42, 0.4)),
  stroke(1920 + 840, 38, 0.2),
].sort((a, b) => a.tick - b.tick);

describe('thinner drums', () => {
  test('lose the weakest strokes first', () => {
    expect(thinned(BAR, '4/4', 1)).toEqual(BAR);
    expect(thinned(BAR, '4/4', 12 / 13).some(({ velocity }) => velocity === 0.2)).toBe(false);
    expect(thinned(BAR, '4/4', 8 / 13).filter(({ pitch }) => pitch !== 42)).toHaveLength(4);
    expect(thinned(BAR, '4/4', 1 / 13).map(({ pitch, tick }) => [pitch, tick])).toEqual([[36, 1927]]);
    expect(thinned(BAR, '4/4', 0)).toEqual([]);
  });

  test('are part of fuller ones, and stay in their order', () => {
    for (let kept = 1; kept <= BAR.length; kept++) {
      const [less, more] = [thinned(BAR, '4/4', (kept - 1) / BAR.length), thinned(BAR, '4/4', kept / BAR.length)];
      expect(more).toHaveLength(kept);
      for (const each of less) expect(more).toContain(each);
      expect(more).toEqual(BAR.filter((each) => more.includes(each)));
    }
  });
});
