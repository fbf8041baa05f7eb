import { describe, expect, test } from 'vitest';
import type { ScoreData, ScoreNote } from '../../../plugin/compose/score-data.ts';
import { PPQ, SIXTEENTH } from '../../../plugin/music/time.ts';
import { changesOf } from './transitions.ts';

const BAR = 4 * PPQ;
const LINE = 4 * BAR;

type Place = readonly [tick: number, pitch: number];
const notes = (deck: number, places: readonly Place[]): ScoreNote[] =>
  places.map(([tick, pitch]) => ({ pitch, tick, durationTicks: 100, velocity: 0.5, deck, palette: 'folk' }));
/** Four notes in each of some bars. */
const steady = (from: number, to: number, pitch: number): Place[] =>
  Array.from({ length: (to - from) * 4 }, (_, i): Place => [from * BAR + i * PPQ, pitch]);

interface Played {
  readonly oldBass?: readonly Place[];
  readonly newBass?: readonly Place[];
  readonly phrase?: number;
}

/** Four bars of village on deck 0, four of cave on deck 1, at 120 and over C; with what else is played. */
function piece({ oldBass = [], newBass = [], phrase = LINE }: Played): ScoreData {
  return {
    model: 'none',
    seed: '1',
    ppq: PPQ,
    seconds: 16,
    tempos: [{ tick: 0, bpm: 120 }],
    meters: [{ tick: 0, meter: '4/4' }],
    keys: [{ tick: 0, tonic: 'C', mode: 'ionian' }],
    phrases: [0, phrase].map((tick, slot) => ({
      tick,
      bars: 4,
      source: 'lstm',
      sampled: 1,
      mood: slot === 0 ? 'village' : 'cave',
      slot,
      hash: '',
    })),
    sections: [
      { mood: 'village', bar: 0, bars: 4, tick: 0 },
      { mood: 'cave', bar: 4, bars: 4, tick: LINE },
    ],
    chords: [{ tick: 0, durationTicks: 8 * BAR, symbol: 'C' }],
    bars: Array.from({ length: 8 }, (_, bar) => ({
      bar,
      tick: bar * BAR,
      mood: bar < 4 ? 'village' : 'cave',
      intensity: 0.5,
      asked: {},
      measured: {} as ScoreData['bars'][number]['measured'],
    })),
    parts: [
      { name: 'bass', role: 'bass', notes: [...notes(0, oldBass), ...notes(1, [...newBass, ...steady(4, 8, 36)])] },
    ],
  };
}

const BAND = steady(0, 4, 36);

describe('a change of mood', () => {
  test('at which the old band stops leaves nothing', () => {
    expect(changesOf(piece({ oldBass: BAND }))).toEqual([
      { from: 'village', to: 'cave', late: 0, pitched: 0, offGrid: 0, clashing: 0, bandStops: 0, leadsOver: false },
    ]);
  });

  test('counts old notes after the line that lie off the grid, that clash, and how long they come', () => {
    const after: Place[] = [
      [LINE, 36],
      [LINE + SIXTEENTH, 37],
      [LINE + PPQ + SIXTEENTH / 2, 46],
      [LINE + 2 * PPQ, 40],
    ];
    // Over C: C# rubs against C, Bb against E; C and E against none.
    const [change] = changesOf(piece({ oldBass: [...BAND, ...after] }));
    expect(change).toMatchObject({ late: 4, pitched: 4, offGrid: 1, clashing: 2, bandStops: expect.closeTo(1) });
  });

  test('leads over by bars of no phrase, by the new band before the line, or by a bar in which the old one comes to rest', () => {
    const leads = (played: Played) => changesOf(piece(played))[0]!.leadsOver;
    expect(leads({ oldBass: BAND, phrase: LINE + BAR })).toBe(true);
    expect(leads({ oldBass: BAND, newBass: [[LINE - PPQ, 43]] })).toBe(true);
    expect(leads({ oldBass: BAND, newBass: [[LINE - 20, 43]] })).toBe(false);
    expect(leads({ oldBass: [...steady(0, 3, 36), [3 * BAR, 36]] })).toBe(true);
    expect(leads({ oldBass: [...steady(0, 3, 36), ...steady(3, 4, 36).slice(0, 3)] })).toBe(false);
  });
});
