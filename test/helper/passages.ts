/** Passages written by hand, bar by bar, for figures whose answer is known. */

import type { Stretch } from '../../models/corpus/stretches.ts';
import type { Passage } from '../../models/evaluation/passage.ts';
import { durationToken, pitchToken } from '../../plugin/generate/tokens.ts';
import { scaleOf } from '../../plugin/music/pitch.ts';
import { random } from '../../plugin/music/random.ts';
import { type Meter, meterInfo, PPQ } from '../../plugin/music/time.ts';

/** A note as semitones above the tonic (null is a rest) and length in quarters. */
export type Written = readonly [pitch: number | null, quarters: number];

/** A passage in ionian; bars that are not full end in silence. */
export function passage(bars: readonly (readonly Written[])[], meter: Meter = '4/4'): Passage {
  const { barTicks } = meterInfo(meter);
  const notes = bars.flatMap((bar, index) => {
    let tick = index * barTicks;
    return bar.flatMap(([pitch, quarters]) => {
      const note = { tick, durationTicks: Math.round(quarters * PPQ) };
      tick += note.durationTicks;
      return pitch === null ? [] : [{ pitch, ...note }];
    });
  });
  return { name: 'by hand', meter, bars: bars.length, notes, scale: scaleOf('ionian'), chords: [] };
}

/** A passage a few semitones higher. */
export function transposed(given: Passage, semitones: number): Passage {
  return { ...given, notes: given.notes.map((note) => ({ ...note, pitch: note.pitch + semitones })) };
}

/** A walk of eighths by steps of up to `widest` semitones that turns back at its bounds, eight bars of 4/4, other for each seed. */
export function walk(seed: string, widest = 4): Passage {
  const chance = random(seed);
  let pitch = 0;
  const bars = Array.from({ length: 8 }, () =>
    Array.from({ length: 8 }, (): Written => {
      const step = chance.int(2 * widest + 1) - widest;
      pitch += pitch + step < -12 || pitch + step > 18 ? -step : step;
      return [pitch, 0.5];
    }),
  );
  return passage(bars);
}

/** The notes of a passage in 4/4 as a stretch that the network would be trained on. */
export function stretchOfPassage({ notes, meter }: Passage): Stretch {
  const grid = PPQ / 24;
  const bar = meterInfo(meter).barTicks / grid;
  const onset = Int32Array.from(notes, ({ tick }) => tick / grid);
  const none = new Int16Array(notes.length).fill(-1);
  return {
    tune: {
      id: 'by hand',
      source: 'test',
      title: 'by hand',
      composer: '',
      meter,
      bar,
      tonic: 0,
      mode: 'major',
      style: null,
      fineStyle: null,
      events: [],
      chords: [],
    },
    meter,
    mode: 'major',
    style: null,
    pitch: Uint8Array.from(notes, ({ pitch }) => pitchToken(pitch)),
    duration: Uint8Array.from(notes, ({ durationTicks }) => durationToken(durationTicks / grid)),
    place: Int16Array.from(onset, (at) => at % bar),
    onset,
    bar: Int16Array.from(onset, (at) => Math.floor(at / bar)),
    barsLeft: new Int8Array(notes.length).fill(-1),
    chord: none,
    nextChord: none,
    group4: new Int32Array(notes.length),
    group8: new Int32Array(notes.length),
    groups: [],
  };
}
