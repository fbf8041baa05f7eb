import { expect, test } from 'vitest';
import { scaleComposer } from '../../helper/scale-composer.ts';
import { PIECE_FIGURES } from './figures.ts';
import { gamesOf } from './games.ts';
import { measured } from './measured.ts';
import { pieceOf } from './piece.ts';
import { changesOf } from './transitions.ts';

/** Bars that every figure can be counted on. */
const BARS = 32;
const games = gamesOf(scaleComposer(), (message) => expect.fail(message), { piece: BARS, script: 4 });

test('a game is composed of one mood, and every figure can be counted on it', async () => {
  const piece = pieceOf(await games.piece('exploration', 1));
  expect(piece).toMatchObject({ mood: 'exploration', seed: 'a/1', mode: 'ionian' });
  expect(piece.bars).toHaveLength(BARS);
  const figures = Object.entries(PIECE_FIGURES).map(([key, of]) => [key, of(measured(piece))] as const);
  // Ionian has no degree of its own that a close could name.
  expect(figures.filter(([, value]) => value === null).map(([key]) => key)).toEqual(['modalCloses']);
  expect(figures.filter(([, value]) => value !== null && !Number.isFinite(value))).toEqual([]);
});

test('scripts hold a change into danger and one out of it', async () => {
  const changes = (await games.scripts(1)).flatMap(changesOf);
  expect(changes.map(({ from, to }) => `${from} ${to}`)).toEqual(
    expect.arrayContaining(['forest battle', 'battle forest', 'village cave', 'boss victory', 'calm sorrow']),
  );
});
