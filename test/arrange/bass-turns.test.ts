import { describe, expect, test } from 'vitest';
import { type BassStroke, ownTurn } from '../../plugin/arrange/bass-turns.ts';

const room = { from: 1920, to: 3840, bar: 1920 };
const long: readonly BassStroke[] = [[36, 1920, 1920, 1]];
const walk: readonly BassStroke[] = [36, 40, 43, 45].map(
  (pitch, i): BassStroke => [pitch, 1920 + i * 480, 440, i === 0 ? 1 : 0.88],
);
const games = Array.from({ length: 40 }, (_, i) => `game ${i}`);
const rhythms = (figure: readonly BassStroke[]) =>
  new Set(
    games.map((seed) =>
      ownTurn(figure, 'walk', room, seed)
        .map(([, tick]) => tick)
        .join(' '),
    ),
  );

describe('a figure of the bass', () => {
  test('is as it is without a seed, and the same in each bar of a game', () => {
    expect(ownTurn(walk, 'walk', room, undefined)).toBe(walk);
    const later = walk.map(([pitch, tick, ...rest]): BassStroke => [pitch, tick + 1920, ...rest]);
    for (const seed of games) {
      const next = ownTurn(later, 'walk', { from: 3840, to: 5760, bar: 3840 }, seed);
      const now = ownTurn(walk, 'walk', room, seed);
      expect(next.map(([, tick]) => tick - 1920)).toEqual(now.map(([, tick]) => tick));
    }
  });

  test('has more than one rhythm among games', () => {
    expect(rhythms(long).size).toBeGreaterThanOrEqual(3);
    expect(rhythms(walk).size).toBeGreaterThanOrEqual(5);
  });

  test('keeps its first note, its order and its room', () => {
    const short: readonly BassStroke[] = [[36, 1920, 384, 1]];
    for (const figure of [long, short, walk])
      for (const seed of games) {
        const turned = ownTurn(figure, 'walk', room, seed);
        expect(turned[0]!.slice(0, 2)).toEqual(figure[0]!.slice(0, 2));
        turned.forEach(([, tick, ticks], i) => {
          expect(ticks).toBeGreaterThan(100);
          expect(tick + ticks).toBeLessThanOrEqual(turned[i + 1]?.[1] ?? room.to);
        });
      }
  });
});
