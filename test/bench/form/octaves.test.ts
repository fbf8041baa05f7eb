import { expect, test } from 'vitest';
import { times, tuneOnly } from '../../helper/hand-made.ts';
import {
  jumpsElsewhere,
  jumpsInSlots,
  middleMoves,
  OCTAVE_SLOT,
  OCTAVE_THEME,
  octaveAway,
  RETURN_SLOTS,
} from './octaves.ts';

const BAR = 96;
const [RETURN_SLOT] = RETURN_SLOTS as [number];
const game = (phrase: string, slots: readonly [number, number] = [0, RETURN_SLOT]) =>
  tuneOnly(8, `${times(4, 'C4:2 E4:2')} ${phrase}`, {
    phrases: [
      { on: 0, bars: 4, slot: slots[0] },
      { on: 4 * BAR, bars: 4, slot: slots[1] },
    ],
  });
const whole = game(times(4, 'C5:2 E5:2'));
const torn = game(`${times(2, 'C4:2 E4:2')} ${times(2, 'C5:2 E5:2')}`);

test('a phrase whose second half lies an octave higher jumps', () => {
  expect(middleMoves(torn)).toEqual([
    { slot: 0, move: 0 },
    { slot: RETURN_SLOT, move: 12 },
  ]);
  expect(jumpsInSlots([whole, torn, torn, torn], RETURN_SLOTS)).toBe(0.75);
  expect(jumpsElsewhere([whole, torn])).toBe(0);
});

test('a return lies an octave away from the opening, or it does not', () => {
  const places = [OCTAVE_THEME, OCTAVE_SLOT] as const;
  const back = game(times(4, 'C5:2 E5:2'), places);
  const stays = game(times(4, 'C4:2 E4:2'), places);
  expect(octaveAway([back, stays])).toBe(0.5);
  expect(octaveAway([whole])).toBeNull();
});
