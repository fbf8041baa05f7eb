/** MIDI files as they are found: cut, mislabeled, half right. What can be kept is kept, what cannot is refused for a reason, in no time. */

import { describe, expect, test } from 'vitest';
import { DAMAGED, midiRecords } from '../../models/corpus/midi.ts';
import { readMidiBytes } from '../../models/corpus/midi-bytes.ts';
import { random } from '../../plugin/music/random.ts';
import { refusal } from '../helper/refusals.ts';
import { type Bytes, chunk, END, header, line, meta, meter, smf, trackName, vlq } from '../helper/smf.ts';

const TUNE = [62, 64, 65, 67, 69, 67, 65, 64, 62, 61, 62, 62];
const track = (...bodies: Bytes[]) => chunk('MTrk', [...bodies.flat(), ...END]);
const file = (...parts: Bytes[]) => Uint8Array.from(parts.flat());
const melody = (bytes: Uint8Array) => midiRecords(bytes, 'x').records[0]!.p.filter((pitch) => pitch > 0);

describe('kept', () => {
  test.each<[string, Uint8Array]>([
    [
      'behind a RIFF header',
      file(
        chunk('RIFF', []),
        [...'RMIDdata'].map((c) => c.charCodeAt(0)),
        [0, 0, 0, 0],
        header(),
        track(line(TUNE)),
      ),
    ],
    [
      'with a header that is longer than it should be',
      file(chunk('MThd', [0, 1, 0, 1, 1, 224, 7, 7, 7, 7]), track(line(TUNE))),
    ],
    ['with a header whose length lies', file(header(480, 1, 1, 0xffffffff), track(line(TUNE)))],
    ['with a header that counts no tracks', file(header(480, 1, 0), track(line(TUNE)))],
    ['with chunks of other kinds', file(header(), chunk('XFIH', [1, 2, 3]), track(line(TUNE)), chunk('junk', [9]))],
    ['with junk behind it', file(header(), track(line(TUNE)), [...Array(50).keys()])],
    ['with a track length of nothing', file(header(), chunk('MTrk', [...line(TUNE), ...END], 0))],
    [
      'with a track length past the end of the file',
      file(header(), chunk('MTrk', [...line(TUNE), ...END], 0x7fffffff)),
    ],
    [
      'with a track length that swallows the next track',
      file(header(480, 1, 2), chunk('MTrk', [...trackName('a'), ...END], 4000), track(line(TUNE))),
    ],
    ['without an end of track', file(header(), chunk('MTrk', line(TUNE)))],
    [
      'in running status, notes ended by velocity 0',
      smf([[0, 0x90, ...TUNE.flatMap((pitch, i) => [...(i > 0 ? [0] : []), pitch, 80, ...vlq(480), pitch, 0])]]),
    ],
    [
      'with running status over a text',
      smf([
        TUNE.flatMap((pitch, i) => [0, ...(i > 0 ? [] : [0x90]), pitch, 80, ...meta(0, 1, 65), ...vlq(480), pitch, 0]),
      ]),
    ],
    ['with velocities past 127', smf([TUNE.flatMap((pitch) => [0, 0x90, pitch, 200, ...vlq(480), 0x80, pitch, 255])])],
    ['with system messages in between', smf([[0, 0xf8, 0, 0xf0, 2, 1, 0xf7, 0, 0xfe, 0, 0xf3, 5, ...line(TUNE)]])],
    [
      'with controllers, bends and programs in between',
      smf([[0, 0xb0, 7, 100, 0, 0xe0, 0, 64, 0, 0xc0, 5, 0, 0xd0, 3, ...line(TUNE)]]),
    ],
    [
      'with notes of no length',
      smf([[...TUNE.flatMap((pitch) => [0, 0x90, pitch, 80, 0, 0x80, pitch, 0, ...vlq(480), 0xb0, 1, 1])]]),
    ],
    ['with ends of notes that never began', smf([[0, 0x80, 50, 0, 0, 0x80, 51, 0, ...line(TUNE)]])],
    ['with a name that is no text', smf([[...meta(0, 3, 0xff, 0xfe, 0, 7), ...line(TUNE)]])],
    ['with impossible meters', smf([[...meter(0, 0, 2), ...meta(0, 0x58, 4), ...meter(0, 4, 200), ...line(TUNE)]])],
  ])('%s', (_, bytes) => {
    expect(melody(bytes)).toEqual(TUNE);
  });

  test('all that came before a cut, and it is said', () => {
    const whole = smf([line([...TUNE, ...TUNE, ...TUNE])]);
    const { records, remark } = midiRecords(whole.slice(0, Math.round(whole.length * 0.6)), 'x');
    expect(remark).toBe(DAMAGED);
    expect([...TUNE, ...TUNE, ...TUNE].slice(0, records[0]!.p.length)).toEqual(records[0]!.p);
    expect(records[0]!.p.length).toBeGreaterThan(15);
  });

  test('notes that never end, at a length of two quarters', () => {
    const { parts } = readMidiBytes(smf([[...line(TUNE), 0, 0x90, 72, 80]]));
    expect(parts[0]!.notes.at(-1)).toMatchObject({ pitch: 72, duration: 960 });
  });

  test('the tune behind a wrong delta time, without a thousand empty bars', () => {
    const { p, d } = midiRecords(smf([[...line(TUNE), ...meta(0x0fffffff, 1, 65), ...line(TUNE)]]), 'x').records[0]!;
    expect(p.filter((pitch) => pitch > 0)).toEqual([...TUNE, ...TUNE]);
    expect(Math.max(...d)).toBeLessThan(96 * 3);
  });
});

describe('refused, with the reason', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /an empty file/],
    ['text', new TextEncoder().encode('this is not a MIDI file, it is text'), /not a MIDI file/],
    ['four letters', new TextEncoder().encode('MThd'), /not a MIDI file/],
    ['a header alone', file(header()), /without a melodic part of 8 notes/],
    ['a file cut short', smf([line(TUNE)]).slice(0, 40), /damaged, without a melodic part/],
    ['a clock that stands', file(header(0), track(line(TUNE))), /without a clock/],
    ['a film clock that stands', file(header(0xe700), track(line(TUNE))), /without a clock/],
    ['drums alone', smf([line(TUNE, 480, 9)]), /without a melodic part/],
    ['sound effects alone', smf([[0, 0xc0, 122, ...line(TUNE)]]), /without a melodic part/],
  ])('%s', (_, bytes, reason) => {
    expect(() => midiRecords(bytes, 'x')).toThrow(reason);
  });
});

describe('files made to hurt', () => {
  /** Reads a file, which may be refused for a reason. */
  const read = (bytes: Uint8Array) => {
    expect(String(refusal(() => midiRecords(bytes, 'x')) ?? 'read as a MIDI file')).toMatch(/MIDI file/);
  };

  test('of a million tracks, of tracks that claim the whole file, of a hundred thousand meters are read once', () => {
    const many = Uint8Array.from([...header(), ...Array.from({ length: 100_000 }, () => chunk('MTrk', [])).flat()]);
    read(many);
    const inside = [...meta(0, 1, ...chunk('MTrk', [], 0xffffffff))];
    read(Uint8Array.from([...header(), ...Array.from({ length: 40_000 }, () => inside).flat()]));
    const meters = Array.from({ length: 100_000 }, (_, i) => meter(1, 3 + (i % 2), 2)).flat();
    read(smf([meters, line(TUNE)]));
  });

  test('of more notes than music has are refused before they fill the memory', () => {
    const notes = new Uint8Array(3_100_000).fill(0);
    const start = Uint8Array.from([...header(), ...chunk('MTrk', [0, 0x90], notes.length + 2)]);
    for (let i = 0; i + 2 < notes.length; i += 3) notes.set([60 + (i % 7), 80, 0], i);
    const bytes = new Uint8Array(start.length + notes.length);
    bytes.set(start);
    bytes.set(notes, start.length);
    expect(() => midiRecords(bytes, 'x')).toThrow(/more than 500000 notes/);
  });

  test('by chance: no flipped, cut or doubled byte is more than a reason', () => {
    const chance = random('noise');
    const clean = smf([[...meter(0, 3, 2), ...trackName('a')], line([...TUNE, ...TUNE]), line(TUNE, 240, 3)]);
    const refused: string[] = [];
    let records = 0;
    for (let i = 0; i < 3000; i++) {
      const bytes = clean.slice(0, chance.int(4) === 0 ? chance.int(clean.length) : clean.length);
      for (let n = chance.int(6); n >= 0; n--) bytes[chance.int(Math.max(1, bytes.length))] = chance.int(256);
      const read: ReturnType<typeof midiRecords>[] = [];
      const error = refusal(() => read.push(midiRecords(bytes, 'x')));
      if (error !== null) refused.push(String(error));
      for (const { p, d } of read.flatMap((file) => file.records)) {
        records++;
        expect(p.length).toBe(d.length);
        expect(d.every((length) => length > 0)).toBe(true);
      }
    }
    expect(records).toBeGreaterThan(1000);
    expect(refused.length).toBeGreaterThan(100);
    for (const error of refused) expect(error).toMatch(/MIDI file|empty file/);
  });
});
