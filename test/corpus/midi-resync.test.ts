/** A wrong byte costs an event or two. What comes after it is read, in time where that can be known. */

import { describe, expect, test } from 'vitest';
import { DAMAGED, midiRecords } from '../../models/corpus/midi.ts';
import { readMidiBytes } from '../../models/corpus/midi-bytes.ts';
import { random } from '../../plugin/music/random.ts';
import { type Bytes, chunk, END, header, line, meta, smf, trackName, vlq } from '../helper/smf.ts';

const BEFORE = [60, 62, 64, 65];
const AFTER = [67, 69, 71, 72, 72, 71, 69, 67, 65, 64, 62, 60, 64, 67, 65, 62];
const note = (pitch: number, velocity = 90): Bytes => [0, 0x90, pitch, velocity, ...vlq(480), 0x80, pitch, 64];
const running = (pitch: number): Bytes => [0, pitch, 90, ...vlq(240), pitch, 0];
const pitchesOf = (bytes: Uint8Array) => midiRecords(bytes, 'x').records[0]!.p.filter((pitch) => pitch > 0);

describe('one wrong byte', () => {
  const explicit = (...wrong: number[]): Uint8Array =>
    smf([[...BEFORE.flatMap((pitch) => note(pitch)), ...wrong, ...AFTER.flatMap((pitch) => note(pitch))]]);

  test.each<[string, Bytes]>([
    ['a pitch of 255, struck and let go', [0, 0x90, 255, 90, 0, 0x80, 255, 0]],
    ['a pitch of 128', [0, 0x90, 128, 90, 0, 0x80, 128, 0]],
    ['a pitch of 200 that is never let go', [0, 0x90, 200, 90]],
    ['a pitch of 144, like a status', [0, 0x90, 0x90, 90, ...vlq(480), 0x80, 0x90, 0]],
    ['a controller of 250', [0, 0xb0, 250, 3]],
    ['a program of 255', [0, 0xc0, 255]],
    ['a pressure of 176', [0, 0xd0, 0xb0]],
    ['a bend of two bytes past 127', [0, 0xe0, 0xff, 0xff]],
    ['a message that is cut short', [0, 0x90, 62]],
    ['a status alone', [0, 0xb0]],
    ['a status that is none', [0, 0xf4, 0, 0xf5, 0, 0xfd]],
    ['a byte too many', [0, 0x90, 62, 90, 90, ...vlq(10), 0x80, 62, 0]],
  ])('%s leaves all notes around it', (_, wrong) => {
    const { records, remark } = midiRecords(explicit(...wrong), 'x');
    const found = records[0]!.p.filter((pitch) => pitch > 0);
    expect(found.slice(0, 4)).toEqual(BEFORE);
    expect(found.slice(-14)).toEqual(AFTER.slice(-14));
    expect(found.length).toBeGreaterThanOrEqual(18);
    // Some damage is read over without a word.
    expect([null, DAMAGED]).toContain(remark);
  });

  test.each([0, 10, 127])('of no length or little (%i ticks) makes no silence', (length) => {
    const bytes = explicit(0, 0x90, 255, 90, length, 0x80, 255, 0);
    expect(readMidiBytes(bytes).parts[0]!.notes.map(({ onset }) => onset)).toEqual(
      [...BEFORE, ...AFTER].map((_, i) => i * 480 + (i < 4 ? 0 : length)),
    );
  });

  test.each([0x95, 0xb0, 0xe0, 0xf0, 0xf2, 0xff])('keeps the time where a status is wrong: %i', (status) => {
    const bytes = explicit(...vlq(480), status, 62, 90, ...vlq(480), 0x80, 62, 0);
    const onsets = readMidiBytes(bytes).parts[0]!.notes.map(({ onset }) => onset);
    expect(onsets.slice(-16)).toEqual(AFTER.map((_, i) => (i + 6) * 480));
  });

  test('keeps the time: what follows stands where it stood', () => {
    const bytes = explicit(0, 0x90, 255, 90, ...vlq(480), 0x80, 255, 0);
    expect(readMidiBytes(bytes).parts[0]!.notes.map(({ onset }) => onset)).toEqual(
      [...BEFORE.keys(), ...AFTER.map((_, i) => i + 5)].map((quarter) => quarter * 480),
    );
  });

  test.each([0x80, 0x95, 0xa5, 0xb3, 0xc0, 0xd7, 0xe1, 0xf0, 0xf3, 0xf8, 0xff])(
    'in running status, in the place of a pitch: %i',
    (wrong) => {
      const body = [
        0,
        0x90,
        60,
        90,
        ...vlq(240),
        60,
        0,
        ...BEFORE.flatMap(running),
        0,
        wrong,
        90,
        ...vlq(240),
        wrong,
        0,
        ...AFTER.flatMap(running),
      ];
      const found = pitchesOf(smf([body]));
      expect(found.slice(0, 5)).toEqual([60, ...BEFORE]);
      expect(found.slice(-13)).toEqual(AFTER.slice(-13));
    },
  );

  test.each([1, 2, 3, 4])('in a delta time, a bit that makes it go on (event %i)', (place) => {
    // Bit 7 of a delta time of one byte, in a track of statuses and in one of running status.
    for (const of of [
      (pitch: number): Bytes => [10, 0x90, pitch, 90, 110, 0x80, pitch, 64],
      (pitch: number): Bytes => [10, pitch, 90, 110, pitch, 0],
    ]) {
      const events = [...BEFORE, ...AFTER].map(of);
      const body = [0, 0x90, 55, 90, 120, 0x90, 55, 0, ...events.flat()];
      const at = 8 + events.slice(0, place).flat().length;
      body[at] = body[at]! | 0x80;
      const found = pitchesOf(smf([body]));
      expect(found.slice(-AFTER.length)).toEqual(AFTER);
    }
  });
});

describe('a delta time', () => {
  test.each<[string, Bytes]>([
    ['of five bytes', [0x8f, 0xff, 0xff, 0xff, 0x7f]],
    ['of five bytes, four of them empty', [0x80, 0x80, 0x80, 0x80, 0x00]],
    ['of five bytes for a bar', [0x80, 0x80, 0x80, 0x8f, 0x00]],
    ['of six bytes', [0x80, 0x80, 0x80, 0x80, 0x83, 0x60]],
  ])('%s is read, and the notes after it', (_, delta) => {
    const body = [...delta, 0xb0, 7, 100, ...AFTER.flatMap((pitch) => note(pitch))];
    const { records } = midiRecords(smf([body]), 'x');
    const { p, d } = records[0]!;
    expect(p.filter((pitch) => pitch > 0)).toEqual(AFTER);
    expect(d.slice(-16)).toEqual(Array(16).fill(24));
    expect(Math.max(...d)).toBeLessThan(96 * 3);
  });

  test('is no damage where its value fits, and damage where it does not', () => {
    const file = (...delta: number[]) => smf([[...delta, 0xb0, 7, 100, ...AFTER.flatMap((pitch) => note(pitch))]]);
    expect(readMidiBytes(file(0x80, 0x80, 0x80, 0x83, 0x60)).damaged).toBe(false);
    expect(readMidiBytes(file(0x8f, 0xff, 0xff, 0xff, 0x7f)).damaged).toBe(true);
  });

  test('in mid track stands where it says', () => {
    const body = [
      ...BEFORE.flatMap((pitch) => note(pitch)),
      0x80,
      0x80,
      0x80,
      0x87,
      0x40,
      0xb0,
      7,
      90,
      ...AFTER.flatMap((pitch) => note(pitch)),
    ];
    expect(readMidiBytes(smf([body])).parts[0]!.notes[4]!.onset).toBe(4 * 480 + 960);
  });
});

describe('an event of a wrong length', () => {
  const body = AFTER.flatMap((pitch) => note(pitch));

  test.each<[string, Bytes]>([
    ['a tempo of two bytes', [0, 0xff, 0x51, 2, 7, 0xa1, 0x20]],
    ['a tempo of four', [0, 0xff, 0x51, 4, 7, 0xa1, 0x20]],
    ['a meter of two bytes that has four', [0, 0xff, 0x58, 2, 4, 2, 24, 8]],
    ['a key of three bytes that has two', [0, 0xff, 0x59, 3, 0, 0]],
    ['a key of a hundred bytes', [0, 0xff, 0x59, 100, 0, 0]],
    ['an end of track of one byte in mid track', [0, 0xff, 0x2f, 1, 0]],
    [
      'a name that is longer than it says',
      [0, 0xff, 3, 2, ...[...'Morning walk'].map((letter) => letter.charCodeAt(0))],
    ],
    ['a text longer than the track', [0, 0xff, 1, 0x8f, 0x7f, 65, 66]],
    ['a system message that is longer than it says', [0, 0xf0, 2, 0x7e, 0x7f, 9, 1, 3, 4, 0xf7]],
    ['a system message longer than the track', [0, 0xf0, 0xff, 0x7f, 1, 2, 0xf7]],
    ['a length without an end', [0, 0xff, 1, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['a type past 127', [0, 0xff, 0xe0, 2, 1, 1]],
  ])('%s leaves the notes after it', (_, wrong) => {
    const found = pitchesOf(smf([[...wrong, ...body]]));
    expect(found.slice(-15)).toEqual(AFTER.slice(-15));
  });

  test('leaves the tracks behind it alone', () => {
    const wrong = [0, 0x90, 250, 250, 0, 0xff, 0x51, 9, 1];
    const bytes = smf([
      [...wrong, ...line([50, 53])],
      [...trackName('lead'), ...body],
    ]);
    expect(pitchesOf(bytes)).toEqual(AFTER);
  });
});

describe('by chance', () => {
  /** Share of the notes of a clean file, at whatever time, that are read after some bytes of its track have changed. */
  function kept(seed: string, wrong: number, body: Bytes, expected: Bytes): number[] {
    const chance = random(seed);
    const clean = smf([body]);
    return Array.from({ length: 200 }, () => {
      const bytes = clean.slice();
      for (let i = 0; i < wrong; i++) bytes[22 + chance.int(bytes.length - 26)] = 128 + chance.int(128);
      const found = readMidiBytes(bytes).parts.flatMap(({ notes }) => notes.map(({ pitch }) => pitch));
      return common(expected, found) / expected.length;
    });
  }

  test.each<[string, Bytes]>([
    ['a status for each event', Array.from({ length: 60 }, (_, i) => note(AFTER[i % 16]!)).flat()],
    [
      'running status',
      [
        0,
        0x90,
        60,
        90,
        120,
        60,
        0,
        ...Array.from({ length: 59 }, (_, i) => [0, AFTER[i % 16]!, 90, 120, AFTER[i % 16]!, 0]).flat(),
      ],
    ],
  ])('one byte past 127 costs a few notes of sixty, with %s', (name, body) => {
    const clean = readMidiBytes(smf([body])).parts[0]!.notes.map(({ pitch }) => pitch);
    expect(clean).toHaveLength(60);
    const shares = kept(name, 1, body, clean);
    expect(Math.min(...shares)).toBeGreaterThan(0.85);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.97);
  });
});

/** Length of the longest common subsequence. */
function common(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const value of a) {
    const next = [0];
    for (let i = 0; i < b.length; i++) next.push(value === b[i] ? row[i]! + 1 : Math.max(row[i + 1]!, next[i]!));
    row = next;
  }
  return row[b.length]!;
}

describe('a track whose length lies', () => {
  test.each([-7, -1, 1, 5])('by %i bytes loses nothing but its last event', (by) => {
    const body = [...AFTER.flatMap((pitch) => note(pitch)), ...END];
    const bytes = Uint8Array.from([
      ...header(480, 1, 2),
      ...chunk('MTrk', body, body.length + by),
      ...chunk('MTrk', [...meta(0, 1, 65), ...END]),
    ]);
    expect(pitchesOf(bytes)).toEqual(AFTER);
  });
});
