/** Sounds of the game in tune with the chord, over the real conductor. Where they sound is measured in test/browser. */

import { expect, test } from 'vitest';
import { BeatGrid } from '../../plugin/player/beat-grid.ts';
import { chordOf, stepTo } from '../../plugin/player/beat-sounds.ts';
import { rehearse } from '../helper/rehearsal.ts';

const ROOTS = ['C', 'D', 'E', 'F', 'G', 'A', 'B'];
const NATURAL = [0, 2, 4, 5, 7, 9, 11];

/** Pitch class of the root of a chord symbol. */
function rootOf(symbol: string): number {
  const [, letter, sign] = /^([A-G])([#b]?)/.exec(symbol)!;
  return (NATURAL[ROOTS.indexOf(letter!)]! + { '#': 1, b: 11, '': 0 }[sign as '#']! + 12) % 12;
}

test('the tones of a chord are those of the chord that is reported', async () => {
  const { conductor, playTo } = rehearse({ soundtrack: { start: 'forest', seed: 'chords' } });
  const grid = new BeatGrid(conductor.schedule);
  conductor.start();
  await conductor.settled();
  expect(chordOf(grid, 0)).toEqual([]);
  const symbols = new Set<string>();
  for (let time = 0.5; time < 30; time += 0.37) {
    await playTo(time);
    const { chord } = conductor.snapshot();
    const tones = chordOf(grid, grid.clock.now);
    expect(tones[0]).toBe(rootOf(chord));
    symbols.add(chord);
  }
  expect(symbols.size).toBeGreaterThan(2);
});

test('a recording is moved to the nearest tone of the chord, by at most six semitones, and stays where no chord sounds', () => {
  const chord = [2, 5, 9];
  for (let pitch = 40; pitch < 80; pitch++) {
    const step = stepTo(chord, pitch);
    expect(chord).toContain((pitch + step) % 12);
    const nearest = Math.min(
      ...[-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]
        .filter((each) => chord.includes((pitch + each + 12) % 12))
        .map(Math.abs),
    );
    expect(Math.abs(step)).toBe(nearest);
  }
  expect(stepTo([], 69)).toBe(0);
});
