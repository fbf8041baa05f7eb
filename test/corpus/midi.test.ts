/** Melodies out of MIDI files as people write and play them. */

import { describe, expect, test } from 'vitest';
import { estimateKey } from '../../models/corpus/key-profile.ts';
import { FREE_PERFORMANCE, midiRecords } from '../../models/corpus/midi.ts';
import { tuneOf } from '../../models/corpus/record.ts';
import { random } from '../../plugin/music/random.ts';
import { type Bytes, line, meter, type Placed, played, smf, tempo, trackName } from '../helper/smf.ts';

const TUNE = [62, 64, 65, 67, 69, 67, 65, 64, 62, 61, 62, 62];
const repeated = (pitch: number, count: number) => Array.from({ length: count }, () => pitch);

const drums: Bytes = [...trackName('lead drums'), ...line(repeated(38, 40), 120, 9)];
const bass: Bytes = [0, 0xc1, 33, ...line([38, 38, 43, 45, 38, 38, 43, 45, 38], 640, 1)];
const chords: Bytes = played(
  [0, 1, 2, 3, 4].flatMap((bar) => [50, 53, 57].map((pitch) => ({ pitch, tick: bar * 960, length: 960, channel: 2 }))),
);

function only(bytes: Uint8Array) {
  const { records } = midiRecords(bytes, 'x');
  expect(records).toHaveLength(1);
  return records[0]!;
}

describe('the melody of a MIDI file', () => {
  test('is the track most like a tune, not drums, bass or chords', () => {
    const { p, d, meter: stated, key } = only(smf([meter(0, 3, 2), drums, bass, chords, line(TUNE, 480, 3)]));
    expect(p).toEqual(TUNE);
    expect(d).toEqual(TUNE.map(() => 24));
    expect([stated, key]).toEqual(['3/4', 'D minor']);
  });

  test('is found in a file of one track with all channels in it', () => {
    const notes = (pitches: Bytes, length: number, channel: number): Placed[] =>
      pitches.map((pitch, i) => ({ pitch, tick: i * length, length, channel }));
    const all = [
      ...notes(repeated(38, 24), 240, 9),
      ...notes([38, 43, 45, 38, 43, 45, 38, 43, 45, 38], 576, 1),
      ...notes(TUNE, 480, 0),
    ];
    expect(only(smf([played(all)], 480, 0)).p).toEqual(TUNE);
  });

  test('is the track that is named so, where two could be', () => {
    const other = TUNE.map((pitch) => pitch - 3);
    const named = [...trackName('Lead vocal'), ...line(TUNE)];
    expect(only(smf([[...trackName('Strings'), ...line(other)], named])).p).toEqual(TUNE);
  });

  test('of notes that start together is the highest, and rests are kept', () => {
    const upper = TUNE.map((pitch, i) => ({ pitch, tick: i * 960, length: 480 }));
    const lower = upper.map((note) => ({ ...note, pitch: note.pitch - 12 }));
    const { p, d } = only(smf([played([...lower, ...upper])]));
    expect(p.slice(0, 4)).toEqual([62, 0, 64, 0]);
    expect(d.slice(0, 4)).toEqual([24, 24, 24, 24]);
  });

  test('loses no note where the player holds each key a little into the next', () => {
    const legato = TUNE.map((pitch, i) => ({ pitch, tick: i * 480, length: 540 }));
    const { p, d } = only(smf([played(legato.slice(0, 11))]));
    expect(p).toEqual(TUNE.slice(0, 11));
    expect(d.slice(0, 10)).toEqual(repeated(24, 10));
  });

  test('of music in many voices is the upper line, without the accompaniment that shows in its rests', () => {
    const tune = [76, 77, 79, 81, 79, 77, 76, 74, 76, 77, 79, 76].map((pitch, i) => ({
      pitch,
      tick: i * 960,
      length: 480,
    }));
    const alberti = Array.from({ length: 48 }, (_, i) => ({
      pitch: [48, 55, 52, 55][i % 4]!,
      tick: i * 240,
      length: 240,
    }));
    const { p } = only(smf([played([...tune, ...alberti])]));
    expect(p.filter((pitch) => pitch > 0)).toEqual(tune.map(({ pitch }) => pitch));
  });

  test('is the same at any tempo, however often the tempo changes', () => {
    const steady = only(smf([line(TUNE)]));
    const changing = only(smf([[0, 1, 2, 3].flatMap((i) => tempo(i * 400, 300_000 + i * 90_000)), line(TUNE)]));
    expect(changing).toEqual(steady);
  });

  test('is drawn to the grid where it was played a little beside it', () => {
    const chance = random('click');
    const human = TUNE.map((pitch, i) => ({
      pitch,
      tick: Math.max(0, i * 480 + chance.int(29) - 14),
      length: 440,
    }));
    const { p, d, meter: stated } = only(smf([played(human)]));
    expect(stated).toBe('4/4');
    expect(p).toEqual(TUNE);
    expect(new Set(d.slice(0, -1))).toEqual(new Set([24]));
  });

  test('keys are found by profile, in any transposition', () => {
    for (const shift of [0, 3, 7]) {
      const notes = TUNE.map((pitch) => ({ pitch: pitch + shift, duration: 1 }));
      expect(estimateKey(notes)).toMatchObject({ tonic: (2 + shift) % 12, mode: 'minor' });
    }
  });
});

describe('a change of meter', () => {
  test('begins a record on bar lines of its own, of the same piece', () => {
    const { records } = midiRecords(
      smf([[...meter(0, 4, 2), ...meter(5760, 3, 2)], line([...TUNE, ...TUNE])]),
      'piece',
    );
    expect(records.map(({ id, meter: stated, mchg }) => [id, stated, mchg])).toEqual([
      ['piece@1', '4/4', 0],
      ['piece@2', '3/4', 0],
    ]);
    expect(records.map(({ p }) => p)).toEqual([TUNE, TUNE]);
  });

  test('inside a bar costs what came before it, not what follows', () => {
    const { records } = midiRecords(
      smf([[...meter(0, 4, 2), ...meter(5280, 3, 2)], line([...TUNE, ...TUNE])]),
      'piece',
    );
    const tunes = records.map((record) => tuneOf(record, 'own'));
    expect(tunes[0]).toMatch(/meter changes/);
    expect(tunes[1]).toMatchObject({ meter: '3/4' });
  });

  test('after less than a bar is an upbeat', () => {
    const { p, d } = only(smf([[...meter(0, 1, 2), ...meter(480, 4, 2)], line(TUNE)]));
    expect([p[0], d[0], p[1]]).toEqual([0, 72, 62]);
  });
});

describe('a free performance', () => {
  const pace = (i: number) => 391.7 + 60 * Math.sin(i / 5);
  const rubato: Placed[] = [];
  let now = 100;
  for (let i = 0; i < 60; i++) {
    const length = pace(i) * (i % 4 === 3 ? 2 : 1);
    rubato.push({ pitch: TUNE[i % 12]!, tick: Math.round(now), length: Math.round(length * 0.9) });
    now += length;
  }

  test('is read without meter, its lengths measured against its own pace', () => {
    const { records, remark } = midiRecords(smf([played(rubato)]), 'x');
    expect(remark).toBe(FREE_PERFORMANCE);
    const [{ p, d, meter: stated }] = records as [(typeof records)[0]];
    expect(stated).toBeNull();
    expect(p).toEqual(rubato.map(({ pitch }) => pitch));
    expect(d.slice(0, 8)).toEqual([12, 12, 12, 24, 12, 12, 12, 24]);
    expect(tuneOf(records[0]!, 'own')).toMatchObject({ meter: 'none', bar: 0 });
  });

  test('timed by film frames is read too: there are no beats', () => {
    const { records, remark } = midiRecords(smf([line(TUNE, 300)], 0xe728), 'x');
    expect(remark).toBe(FREE_PERFORMANCE);
    expect(records[0]).toMatchObject({ p: TUNE, meter: null });
  });

  test('of an hour for two hands gives its upper line', () => {
    const chance = random('pianist');
    const notes: Placed[] = [];
    let tick = 0;
    for (let i = 0; i < 20_000; i++) {
      const length = 60 + chance.int(200);
      notes.push({ pitch: 70 + chance.int(18), tick, length });
      for (const pitch of [40, 47, 52]) notes.push({ pitch, tick: tick + chance.int(30), length: 400 });
      tick += length;
    }
    const bytes = smf([played(notes)]);
    expect(bytes.length).toBeGreaterThan(300_000);
    const { p } = midiRecords(bytes, 'x').records[0]!;
    expect(p.filter((pitch) => pitch >= 70).length).toBeGreaterThan(19_000);
    expect(p.filter((pitch) => pitch > 0 && pitch < 60).length).toBeLessThan(p.length / 50);
  });
});
