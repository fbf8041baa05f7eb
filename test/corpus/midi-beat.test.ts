/** A beat is heard in all parts: late parts are put right, drums are believed, and only what keeps to no beat is free. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { FREE_REASONS } from '../../models/corpus/beat-grid.ts';
import { FREE_PERFORMANCE, midiRecords } from '../../models/corpus/midi.ts';
import { readCorpus } from '../../models/corpus/read.ts';
import { random } from '../../plugin/music/random.ts';
import { type Bytes, meter, type Placed, played, smf, trackName } from '../helper/smf.ts';

const TUNE = [60, 62, 64, 65, 67, 69, 71, 72, 72, 71, 69, 67, 65, 64, 62, 60];
/** A tune in quarters, or in `lengths` (in ticks, used in turn), with all notes `late` ticks late. */
function tune(late: number, lengths: readonly number[] = [480], channel = 0): Placed[] {
  let now = 480;
  return TUNE.concat(TUNE).map((pitch, i) => {
    const length = lengths[i % lengths.length]!;
    now += length;
    return { pitch, tick: now - length + late, length, channel };
  });
}
const lead = (notes: readonly Placed[]): Bytes => [...trackName('lead'), ...played(notes)];
const chords = (late: number, bar = 1920): Bytes =>
  played(
    Array.from({ length: 8 }, (_, i) =>
      [48, 52, 55].map((pitch) => ({ pitch, tick: 480 + i * bar + late, length: bar, channel: 1 })),
    ).flat(),
  );
const drums = (late: number, step = 240): Bytes =>
  played(
    Array.from({ length: 64 }, (_, i) => ({
      pitch: i % 4 === 2 ? 38 : 42,
      tick: 480 + i * step + late,
      length: 60,
      channel: 9,
    })),
  );
function only(bytes: Uint8Array) {
  const { records, free } = midiRecords(bytes, 'x');
  expect(free).toBeNull();
  expect(records).toHaveLength(1);
  const { p, d, meter: stated } = records[0]!;
  return {
    meter: stated,
    p: p.filter((pitch) => pitch > 0),
    d: d.filter((_, i) => p[i]! > 0),
    start: p[0] === 0 ? d[0] : 0,
  };
}

describe('a part that is late by one amount', () => {
  test.each([-45, -20, 5, 20, 33, 50, 70])('%i ticks of 480, over parts that are not, is put right', (late) => {
    const read = only(smf([meter(0, 4, 2), lead(tune(late)), chords(0)]));
    expect(read).toEqual({ meter: '4/4', p: [...TUNE, ...TUNE], d: Array(32).fill(24), start: 24 });
  });

  test.each([24, 96, 120, 960])('in a clock of %i ticks a quarter', (ppq) => {
    const scaled = (notes: readonly Placed[]) =>
      notes.map((note) => ({
        ...note,
        tick: Math.round((note.tick * ppq) / 480),
        length: Math.round((note.length * ppq) / 480),
      }));
    const read = only(smf([meter(0, 4, 2), lead(scaled(tune(40)))], ppq));
    expect(read).toEqual({ meter: '4/4', p: [...TUNE, ...TUNE], d: Array(32).fill(24), start: 24 });
  });

  test('as much as every other part, or each by an amount of its own', () => {
    for (const [one, two, three] of [
      [25, 25, 25],
      [20, -15, 40],
      [-30, 30, 0],
    ] as const) {
      const read = only(smf([meter(0, 4, 2), lead(tune(one)), chords(two), drums(three)]));
      expect(read).toEqual({ meter: '4/4', p: [...TUNE, ...TUNE], d: Array(32).fill(24), start: 24 });
    }
  });

  test.each<[string, readonly number[], readonly number[]]>([
    ['triplets', [160, 160, 160, 480], [8, 8, 8, 24]],
    ['swung eighths', [320, 160], [16, 8]],
    ['eighths after a dotted quarter', [720, 240, 480], [36, 12, 24]],
    ['sixteenths', [120, 120, 240], [6, 6, 12]],
    ['a syncopation of offbeats', [240, 480, 480, 480, 240], [12, 24, 24, 24, 12]],
  ])('keeps its %s', (_, lengths, clocks) => {
    for (const late of [-25, 20, 30]) {
      const read = only(smf([meter(0, 4, 2), lead(tune(late, lengths)), chords(0)]));
      expect(read.d.slice(0, 31)).toEqual(Array.from({ length: 31 }, (_, i) => clocks[i % clocks.length]));
    }
  });

  test('after an upbeat, in a meter that changes in a later track', () => {
    const meters = [...meter(0, 1, 2), ...meter(480, 3, 2)];
    const bytes = smf([
      trackName('piece'),
      lead(tune(20).map((note) => ({ ...note, tick: note.tick - 480 }))),
      chords(0, 1440),
      meters,
    ]);
    const read = only(bytes);
    expect(read).toEqual({ meter: '3/4', p: [...TUNE, ...TUNE], d: Array(32).fill(24), start: 48 });
  });

  test('keeps its notes on the right side of a change of meter', () => {
    const meters = [...meter(0, 4, 2), ...meter(20 * 480, 3, 2)];
    for (const late of [-20, 20]) {
      const after = tune(late).map((note) => ({ ...note, tick: note.tick + 1440 }));
      const { records } = midiRecords(smf([meters, lead(after), chords(0)]), 'x');
      expect(records.map(({ p, meter: stated }) => [stated, p.filter((pitch) => pitch > 0)])).toEqual([
        ['4/4', TUNE],
        ['3/4', TUNE],
      ]);
    }
  });
});

describe('a tune that is played loosely', () => {
  const chance = random('loose');
  const loose = tune(0).map((note) => ({ ...note, tick: note.tick + chance.int(90) - 45 }));

  test('over drums that keep to the beat has their meter', () => {
    const read = only(smf([meter(0, 3, 2), lead(loose), drums(0)]));
    expect(read).toMatchObject({ meter: '3/4', p: [...TUNE, ...TUNE] });
    expect(read.d.filter((length) => length === 24).length).toBeGreaterThan(25);
  });

  test('over drums that are late themselves, too', () => {
    expect(only(smf([lead(loose), drums(-30, 160)])).meter).toBe('4/4');
  });

  test('over other parts that keep to the beat has their meter', () => {
    expect(only(smf([lead(loose), chords(0), chords(20, 960), played(tune(0, [240], 3))])).meter).toBe('4/4');
  });

  test('is drawn to sixteenths or triplets by the quarter, not note by note', () => {
    const lengths = Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 120 : i % 8 < 7 ? 160 : 0)).filter(
      (length) => length > 0,
    );
    const near = tune(0, lengths).map((note) => ({ ...note, tick: note.tick + chance.int(24) - 12 }));
    const { d } = only(smf([lead(near), drums(0)]));
    expect(d.slice(0, 21)).toEqual([0, 1, 2].flatMap(() => [6, 6, 6, 6, 8, 8, 8]));
  });
});

describe('written on purpose beside the usual grid', () => {
  test('is not free: a piece of nothing but 32nds', () => {
    const lengths = [60, 180, 60, 60, 120, 180];
    const read = only(smf([meter(0, 7, 4), lead(tune(0, lengths))]));
    expect(read.meter).toBe('7/16');
    expect(read.d.slice(0, 12)).toEqual([3, 9, 3, 3, 6, 9, 3, 9, 3, 3, 6, 9]);
  });
});

describe('what keeps to no beat is free, and the reason is counted', () => {
  const chance = random('rubato');
  const rubato = (channel: number): Placed[] => {
    let tick = 0;
    return Array.from({ length: 80 }, (_, i) => {
      tick += 300 + chance.int(331);
      return { pitch: TUNE[i % 16]!, tick, length: 200, channel };
    });
  };
  const inOneTrack = smf([played(rubato(0))]);
  const withDrums = smf([played(rubato(0)), played(rubato(9))]);
  const framed = smf([played(tune(0))], 0xe728);

  test.each<[string, Uint8Array, string]>([
    ['alone', inOneTrack, FREE_REASONS.played],
    ['with drums as free as itself', withDrums, FREE_REASONS.played],
    ['timed by film frames', framed, FREE_REASONS.framed],
  ])('%s', (_, bytes, reason) => {
    const { records, remark, free } = midiRecords(bytes, 'x');
    expect([records[0]!.meter, remark, free]).toEqual([null, FREE_PERFORMANCE, reason]);
  });

  test('in a folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'free-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const files = { a: inOneTrack, b: withDrums, c: framed, d: smf([lead(tune(20)), chords(0)]) };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.mid`), bytes);
    const { midi } = readCorpus(folder);
    expect({ ...midi, free: Object.fromEntries(midi.free) }).toEqual({
      files: 4,
      free: { [FREE_REASONS.played]: 2, [FREE_REASONS.framed]: 1 },
      damaged: 0,
    });
  });
});
