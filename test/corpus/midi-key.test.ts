/** What a MIDI file states is not thrown away: its key where the pitches bear it out, its meters wherever they stand, its title. */

import { describe, expect, test } from 'vitest';
import { melodyPart } from '../../models/corpus/melody-track.ts';
import { midiRecords } from '../../models/corpus/midi.ts';
import { readMidiBytes } from '../../models/corpus/midi-bytes.ts';
import { type Bytes, line, meta, meter, played, smf, tempo, trackName } from '../helper/smf.ts';

const text = (type: number, words: string): Bytes => meta(0, type, ...new TextEncoder().encode(words));
/** A key signature: sharps, or flats below 0. */
const key = (fifths: number, minor = false, delta = 0): Bytes => meta(delta, 0x59, fifths & 0xff, minor ? 1 : 0);
const keys = (bytes: Uint8Array) => midiRecords(bytes, 'x').records.map((record) => record.key);
const moved = (pitches: Bytes, by: number) => pitches.map((pitch) => pitch + by);

/** In G with a C natural that sounds often; the pitches alone look like D major. */
const IN_G = [74, 69, 78, 72, 76, 69, 69, 69, 79, 74, 78, 78, 79, 71, 71, 67];
/** White keys around E: C major by its signature, E minor by profile. */
const PLAIN_C = [60, 64, 67, 64, 65, 69, 67, 65, 64, 62, 59, 62, 60, 64, 67, 60];
const PLAIN_A = [69, 72, 76, 72, 74, 77, 76, 74, 72, 71, 68, 71, 69, 72, 76, 69];

describe('a key signature', () => {
  test('that the pitches bear out tells the key, where they alone would tell another', () => {
    expect(keys(smf([line(IN_G)]))).toEqual(['D major']);
    expect(keys(smf([[...key(1), ...line(IN_G)]]))).toEqual(['G major']);
  });

  test.each([-7, -5, -3, -1, 2, 4, 6, 7])('of %i fifths does so in its place', (fifths) => {
    const by = ((((fifths - 1) * 7) % 12) + 12) % 12;
    const near = by > 6 ? by - 12 : by;
    const [own] = keys(smf([[...key(fifths), ...line(moved(IN_G, near))]]));
    const tonics: Record<number, string> = {
      [-7]: 'B',
      [-5]: 'Db',
      [-3]: 'Eb',
      [-1]: 'F',
      2: 'D',
      4: 'E',
      6: 'F#',
      7: 'Db',
    };
    expect(own).toBe(`${tonics[fifths]} major`);
  });

  test('in any track counts: before the tune, in it, after it', () => {
    for (const tracks of [
      [key(1), line(IN_G)],
      [[], [...key(1), ...line(IN_G)]],
      [line(IN_G), [...trackName('later'), ...key(1)]],
    ])
      expect(keys(smf(tracks))).toEqual(['G major']);
  });

  test('of minor is minor', () => {
    expect(keys(smf([[...key(0, true), ...line(PLAIN_A)]]))).toEqual(['A minor']);
    expect(keys(smf([[...key(-3, true), ...line(moved(PLAIN_A, 3))]]))).toEqual(['C minor']);
    // E phrygian by its pitches, stated as E minor: too few of them are outside the scale to contradict it.
    expect(
      keys(smf([[...key(1, true), ...line([64, 65, 67, 69, 71, 72, 74, 76, 76, 74, 72, 71, 69, 67, 65, 64])]])),
    ).toEqual(['E minor']);
  });

  test('of major over pitches in its relative minor is what many programs write for that minor', () => {
    expect(keys(smf([[...key(-3), ...line(moved(PLAIN_A, 3))]]))).toEqual(['C minor']);
    expect(keys(smf([[...key(0), ...line(PLAIN_A)]]))).toEqual(['A minor']);
    expect(keys(smf([[...key(3), ...line(moved(PLAIN_C, -3))]]))).toEqual(['A major']);
  });

  test('of C major, which programs write unasked, counts only where the pitches are in C', () => {
    expect(keys(smf([[...key(0), ...line(PLAIN_C)]]))).toEqual(['C major']);
    for (const by of [2, -3, 5, 6])
      expect(keys(smf([[...key(0), ...line(moved(PLAIN_C, by))]]))).toEqual(keys(smf([line(moved(PLAIN_C, by))])));
    expect(keys(smf([[...key(0), ...line(moved(PLAIN_C, 2))]]))).toEqual(['D major']);
  });

  test('that the pitches contradict strongly does not count', () => {
    expect(keys(smf([[...key(-5), ...line(PLAIN_C)]]))).toEqual(['C major']);
    expect(keys(smf([[...key(6, true), ...line(PLAIN_A)]]))).toEqual(['A minor']);
  });

  test('of the tune itself goes before that of a transposing instrument', () => {
    const clarinet = [
      ...key(3),
      ...line(
        IN_G.map((pitch) => pitch - 12),
        480,
        2,
      ),
    ];
    expect(keys(smf([clarinet, [...trackName('lead'), ...key(1), ...line(IN_G)], clarinet]))).toEqual(['G major']);
  });

  test('that changes begins a record, on the bar lines of the same meter', () => {
    const changing = [...meter(0, 3, 2), ...key(0), ...key(2, false, 16 * 480)];
    const { records } = midiRecords(smf([changing, line([...PLAIN_C, ...moved(PLAIN_C, 2)])]), 'x');
    expect(records.map(({ id, key: own, meter: stated, mchg, p }) => [id, own, stated, mchg, p])).toEqual([
      ['x@1', 'C major', '3/4', 0, PLAIN_C],
      // Sixteen quarters are five bars of three and a quarter: the second record begins on the second beat.
      ['x@2', 'D major', '3/4', 0, [0, ...moved(PLAIN_C, 2)]],
    ]);
    expect(records[1]!.d[0]).toBe(24);
  });

  test('said again, or by each of many tracks, changes nothing', () => {
    const again = [...key(1), ...key(1, false, 960), ...key(1, false, 960)];
    expect(keys(smf([again, [...key(1), ...line(IN_G)], [...key(1), ...line(IN_G, 480, 1)]]))).toEqual(['G major']);
  });

  test.each<[string, Bytes]>([
    ['eight sharps', key(8)],
    ['a mode that is none', meta(0, 0x59, 1, 7)],
    ['one byte', meta(0, 0x59, 1)],
    ['no bytes', meta(0, 0x59)],
  ])('of %s is none', (_, stated) => {
    expect(keys(smf([[...stated, ...line(IN_G)]]))).toEqual(['D major']);
  });

  test('counts in a free performance and in a file of type 0 too', () => {
    const free = smf([[...key(1), ...line(IN_G, 300)]], 0xe728);
    expect(midiRecords(free, 'x').records).toMatchObject([{ key: 'G major', meter: null }]);
    expect(keys(smf([[...key(1), ...line(IN_G)]], 480, 0))).toEqual(['G major']);
  });
});

describe('a meter', () => {
  const meters = (bytes: Uint8Array) => midiRecords(bytes, 'x').records.map((record) => record.meter);

  test('counts in whichever track it stands, and changes there too', () => {
    expect(meters(smf([line(PLAIN_C), [], meter(0, 3, 2)]))).toEqual(['3/4']);
    const later = [...meter(0, 4, 2), ...meter(1920 * 2, 6, 3)];
    expect(meters(smf([trackName('x'), line(PLAIN_C), later]))).toEqual(['4/4', '6/8']);
  });

  test('goes before a 4/4 that another track states at the same tick', () => {
    expect(meters(smf([meter(0, 3, 2), [...meter(0, 4, 2), ...line(PLAIN_C)]]))).toEqual(['3/4']);
    expect(meters(smf([meter(0, 4, 2), [...meter(0, 3, 2), ...line(PLAIN_C)]]))).toEqual(['3/4']);
  });
});

describe('a title', () => {
  const title = (...tracks: Bytes[]) => midiRecords(smf(tracks, 480, tracks.length > 1 ? 1 : 0), 'x').records[0]!.title;

  test('is the name of a first track that plays nothing, or of the only one', () => {
    expect(title(trackName('Morning walk'), line(PLAIN_C))).toBe('Morning walk');
    expect(title([...trackName('Morning walk'), ...line(PLAIN_C)])).toBe('Morning walk');
    expect(title(text(3, 'Frühling'), line(PLAIN_C))).toBe('Frühling');
    expect(title(meta(0, 3, 0x46, 0xfc, 0x72), line(PLAIN_C))).toBe('Für');
  });

  test('is not what programs write unasked, nor the name of a part', () => {
    for (const name of ['untitled', 'Tempo Track', 'Conductor', 'control track', 'Track 1', 'MIDI 01', ''])
      expect(title(trackName(name), line(PLAIN_C)), name).toBe('x');
    expect(title([...trackName('Violin'), ...line(PLAIN_C)], line(PLAIN_C, 480, 1))).toBe('x');
  });

  test('stays the id where none is stated', () => {
    expect(title(line(PLAIN_C))).toBe('x');
  });
});

describe('a name', () => {
  test('of an instrument, or for a channel of a track, tells the tune too', () => {
    const tune = line(PLAIN_C, 480, 0);
    const other = line(moved(PLAIN_C, 3), 480, 1);
    const named = (...tracks: Bytes[]) => melodyPart(readMidiBytes(smf(tracks)).parts)!;
    expect(named([...text(4, 'Lead vocal'), ...other], tune).channel).toBe(1);
    const both = played([
      ...PLAIN_C.map((pitch, i) => ({ pitch, tick: i * 480, length: 480, channel: 0 })),
      ...PLAIN_C.map((pitch, i) => ({ pitch: pitch + 3, tick: i * 480, length: 480, channel: 1 })),
    ]);
    expect(named([...meta(0, 0x20, 1), ...text(3, 'Lead vocal'), ...both]).channel).toBe(1);
    expect(named([...meta(0, 0x20, 0), ...text(3, 'Lead vocal'), ...both]).channel).toBe(0);
  });
});

describe('tempos', () => {
  test('of a free performance are followed: its lengths are those that are heard', () => {
    // Film frames know no tempo; here each note lasts a quarter in ticks, beside every beat, and twice as long in seconds at half the tempo.
    const ticks = Array.from({ length: 32 }, (_, i) => i * 517 + ((i * 211) % 97));
    const notes = ticks.map((tick, i) => ({ pitch: PLAIN_C[i % 16]!, tick, length: 400 }));
    const slow = smf([[...tempo(0, 500_000), ...tempo(ticks[16]!, 1_000_000)], played(notes)]);
    const { records, free } = midiRecords(slow, 'x');
    expect(free).not.toBeNull();
    const { d } = records[0]!;
    expect(d[15]! < d[16]! || d[14]! < d[17]!).toBe(true);
  });
});

describe('a file of type 2', () => {
  test('holds a piece in each track, with the meter and key of its own', () => {
    const one = [...meter(0, 3, 2), ...key(1), ...line(IN_G)];
    const two = [...meter(0, 2, 2), ...key(0), ...line(PLAIN_C, 240)];
    const drums = line(PLAIN_C, 240, 9);
    const { records } = midiRecords(smf([one, two, drums], 480, 2), 'x');
    expect(records.map(({ id, meter: stated, key: own, p }) => [id, stated, own, p])).toEqual([
      ['x@1', '3/4', 'G major', IN_G],
      ['x@2', '2/4', 'C major', PLAIN_C],
    ]);
  });
});
