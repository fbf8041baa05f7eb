/** Melodies reach as far as real tunes do, over two poles, and do not declaim: steering while they are written, and ranking after. */

import { describe, expect, test } from 'vitest';
import { MelodyDraft } from '../../plugin/generate/melody-draft.ts';
import { rangeCost } from '../../plugin/generate/rank-range.ts';
import { LeapSteer } from '../../plugin/generate/steer-leap.ts';
import { RangeSteer, usualRange } from '../../plugin/generate/steer-range.ts';
import { durationToken, pitchToken } from '../../plugin/generate/tokens.ts';
import type { ChordSpan } from '../../plugin/music/harmony.ts';
import type { PhraseNote } from '../../plugin/music/phrase.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

const QUARTER = durationToken(24);
const BAR = 1920;

function steered(...pitches: readonly number[]) {
  return over([], ...pitches);
}

function over(chords: readonly ChordSpan[], ...pitches: readonly number[]) {
  const request = phraseRequest({ bars: 4, chords, style: 'song' });
  const line = new MelodyDraft(request);
  const steer = new RangeSteer(request, line);
  for (const pitch of pitches) line.push(QUARTER, pitchToken(pitch), true);
  steer.look();
  return (pitch: number) => steer.pitch(pitchToken(pitch));
}

/** Notes in quarters. */
function quarters(...pitches: readonly number[]): PhraseNote[] {
  return pitches.map((pitch, i) => ({ pitch, tick: i * 480, durationTicks: 480, sampled: true }));
}

describe('steering', () => {
  test('leads a narrow melody out of its range, the more the later, and leaves a wide one', () => {
    const soon = steered(0, 2, 4);
    const late = steered(0, 2, 4, 2, 0, 2, 4, 2, 0);
    for (const outside of [-1, 5, 7]) expect(late(outside)).toBeGreaterThan(soon(outside));
    expect(soon(7)).toBeGreaterThan(0);
    expect(late(2)).toBe(0);
    const wide = steered(0, 4, 7, 9, 7, 4, 2, 4);
    expect(wide(10)).toBe(0);
  });

  test('widens it by tones of the chord only', () => {
    const chord = { root: 0, quality: 'maj' } as const;
    const narrow = over([{ tick: 0, durationTicks: 4 * BAR, chord }], 0, 2, 4, 2, 0);
    expect(narrow(7)).toBeGreaterThan(0);
    expect([narrow(5), narrow(9)]).toEqual([0, 0]);
  });

  test('holds a melody that has reached far', () => {
    const wide = steered(0, 4, 7, 11, 7, 4, 2, 4);
    expect(wide(14)).toBeLessThan(wide(12));
    expect(wide(12)).toBeLessThan(0);
  });

  test('holds a repeated pitch back where others have been repeated, and no other pitch', () => {
    const declaims = steered(4, 4, 4, 5, 5, 9, 9);
    expect(declaims(9)).toBeLessThan(-1);
    expect(declaims(5)).toBe(0);
    expect(steered(0, 4, 9, 7, 5, 2, 0, 9)(9)).toBe(0);
  });
});

describe('the leaps of a free line', () => {
  /** Log-odds of a repeated pitch, a second and a seventh above the last of some pitches. */
  const odds = (leap: number | null, style: 'song' | 'sacred', ...pitches: readonly number[]) => {
    const request = phraseRequest({ bars: 4, style, controls: leap === null ? {} : { leap } });
    const line = new MelodyDraft(request);
    const steer = new LeapSteer(request, line);
    for (const pitch of pitches) line.push(QUARTER, pitchToken(pitch), true);
    steer.look();
    return [0, 2, 11].map((interval) => steer.pitch(pitchToken(pitches.at(-1)! + interval)));
  };
  const STEPS = [0, 2, 4, 5, 4] as const;
  const LEAPS = [0, 9, 0, 12, 2] as const;

  test('become wider where the line has moved in steps, and narrower where it has leapt', () => {
    const [again, second, seventh] = odds(0.9, 'sacred', ...STEPS);
    expect(seventh).toBeGreaterThan(second! + 1);
    expect(second).toBeGreaterThan(again!);
    const narrower = odds(0.1, 'sacred', ...LEAPS);
    expect(narrower[1]).toBeGreaterThan(narrower[2]! + 1);
  });

  test('stay as they are where the line has hardly begun, none are asked, or a mood holds its range', () => {
    expect(odds(0.9, 'sacred', 0, 2, 4)).toEqual([0, 0, 0]);
    expect(odds(null, 'sacred', ...STEPS)).toEqual([0, 0, 0]);
    expect(odds(0.9, 'song', ...STEPS)).toEqual([0, 0, 0]);
  });
});

describe('the usual range', () => {
  const reach = (style: 'song' | 'sacred', leap: number, density = 0.5) =>
    usualRange(phraseRequest({ style, controls: { leap, density } })).least;

  test('of a free line grows with its leaps and its notes, and is never less than that of a song', () => {
    expect(reach('sacred', 0.9)).toBeGreaterThan(reach('sacred', 0.5) + 3);
    expect(reach('sacred', 0.5, 0.9)).toBeGreaterThan(reach('sacred', 0.5, 0.5) + 1);
    expect(reach('sacred', 0, 0)).toBe(reach('song', 0, 0));
  });

  test('of a song does not', () => {
    expect(reach('song', 0.9)).toBe(reach('song', 0.1));
  });
});

describe('a melody costs more', () => {
  const request = phraseRequest({ bars: 4, mode: 'ionian', style: 'song' });
  const good = quarters(4, 7, 9, 7, 5, 7, 9, 12, 11, 9, 7, 5, 4, 5, 2, 0);
  const cost = (notes: readonly PhraseNote[]) => rangeCost(notes, request);

  test('that stays in a fifth, or leaps over two octaves', () => {
    expect(cost(quarters(4, 7, 5, 7, 4, 2, 4, 5, 7, 5, 4, 2, 4, 5, 2, 0))).toBeGreaterThan(cost(good));
    expect(cost(good.map((note, i) => (i === 7 ? { ...note, pitch: 21 } : note)))).toBeGreaterThan(cost(good) + 1);
  });

  test('that circles the tonic, or has no other pole', () => {
    expect(cost(quarters(4, 0, 2, 0, -1, 0, 9, 12, 12, 11, 12, 9, 0, 2, 0, 0))).toBeGreaterThan(cost(good) + 0.5);
    expect(cost(quarters(4, 7, 9, 7, 5, 7, 7, 12, 11, 9, 7, 5, 7, 5, 7, 7))).toBeGreaterThan(cost(good) + 0.5);
  });

  test('that starts a theme on the tonic; an answer may', () => {
    const onTonic = good.map((note, i) => (i === 0 ? { ...note, pitch: 12 } : note));
    const asAnswer = { ...request, bars: 4, prime: { notes: good, bars: 4 } };
    const answered = rangeCost(onTonic, asAnswer) - rangeCost(good, asAnswer);
    expect(cost(onTonic) - cost(good)).toBeGreaterThan(answered + 1);
  });

  test('whose second half lies in another register, its kept bars included', () => {
    const split = good.map((note) => (note.tick >= 2 * BAR ? { ...note, pitch: note.pitch - 8 } : note));
    expect(cost(split)).toBeGreaterThan(cost(good) + 0.5);
    const tail = quarters(9, 7, 5, 4, 5, 4, 2, 0);
    const behind = (by: number) => ({
      ...request,
      bars: 2,
      prime: { notes: good.slice(0, 8).map((note) => ({ ...note, pitch: note.pitch + by })), bars: 2 },
    });
    expect(rangeCost(tail, behind(7))).toBeGreaterThan(rangeCost(tail, behind(0)) + 0.5);
  });

  test('in two registers or around the tonic as a song than as a free line', () => {
    const split = good.map((note) => (note.tick >= 2 * BAR ? { ...note, pitch: note.pitch - 8 } : note));
    const apart = (style: 'song' | 'sacred') => {
      const asked = phraseRequest({ bars: 4, mode: 'ionian', style });
      return rangeCost(split, asked) - rangeCost(good, asked);
    };
    expect(apart('song')).toBeGreaterThan(2 * apart('sacred'));
  });
});
