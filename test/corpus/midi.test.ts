/** Melodies out of MIDI files, clean and dirty. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import midi from '@tonejs/midi';
import { afterAll, describe, expect, test } from 'vitest';
import { estimateKey } from '../../models/corpus/key-profile.ts';
import { midiRecord } from '../../models/corpus/midi.ts';
import { readCorpus } from '../../models/corpus/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'midi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TUNE = [62, 64, 65, 67, 69, 67, 65, 64, 62, 61, 62, 62];

interface Voice {
  readonly name?: string;
  readonly program?: number;
  readonly channel?: number;
  readonly notes: readonly { readonly midi: number; readonly ticks: number; readonly durationTicks: number }[];
}

function file(voices: readonly Voice[], meter: [number, number] = [4, 4]): Uint8Array {
  const out = new midi.Midi();
  out.header.timeSignatures.push({ ticks: 0, timeSignature: meter });
  out.header.update();
  for (const { name = '', program = 0, channel = 0, notes } of voices) {
    const track = out.addTrack();
    track.name = name;
    track.channel = channel;
    track.instrument.number = program;
    for (const note of notes) track.addNote(note);
  }
  return out.toArray();
}

const line = (pitches: readonly number[], length = 480, offset = 0) =>
  pitches.map((pitch, i) => ({ midi: pitch, ticks: i * length + offset, durationTicks: length }));
const drums: Voice = {
  name: 'lead drums',
  channel: 9,
  notes: line(
    Array.from({ length: 40 }, () => 38),
    120,
  ),
};
const bass: Voice = { program: 33, channel: 1, notes: line([38, 38, 43, 45, 38, 38, 43, 45, 38], 640) };
const chords: Voice = {
  channel: 2,
  notes: [0, 1, 2, 3, 4].flatMap((bar) =>
    [50, 53, 57].map((pitch) => ({ midi: pitch, ticks: bar * 960, durationTicks: 960 })),
  ),
};

describe('the melody of a MIDI file', () => {
  test('is the track most like a tune, not drums, bass or chords', () => {
    const { p, d, meter, key } = midiRecord(
      file([drums, bass, chords, { channel: 3, notes: line(TUNE) }], [3, 4]),
      'x',
    );
    expect(p).toEqual(TUNE);
    expect(d).toEqual(TUNE.map(() => 24));
    expect([meter, key]).toEqual(['3/4', 'D minor']);
  });

  test('of notes that start together is the highest, and rests are kept', () => {
    const upper = line(TUNE, 960).map((note) => ({ ...note, durationTicks: 480 }));
    const lower = upper.map((note) => ({ ...note, midi: note.midi - 12 }));
    const { p, d } = midiRecord(file([{ notes: [...lower, ...upper] }]), 'x');
    expect(p.slice(0, 4)).toEqual([62, 0, 64, 0]);
    expect(d.slice(0, 4)).toEqual([24, 24, 24, 24]);
  });

  test.each([
    ['text', new TextEncoder().encode('this is not a MIDI file, it is text'), /not a MIDI file/],
    ['a cut file', file([{ notes: line(TUNE) }]).slice(0, 40), /MIDI file/],
    ['drums alone', file([drums]), /without a melodic track/],
    [
      'a free performance',
      file([
        {
          notes: TUNE.map((pitch, i) => ({
            midi: pitch,
            ticks: Math.round(i * 391.7 + (i % 5) * 37),
            durationTicks: 300,
          })),
        },
      ]),
      /keeps to no beat/,
    ],
  ])('%s is refused with the reason', (_, bytes, reason) => {
    expect(() => midiRecord(bytes, 'x')).toThrow(reason);
  });
});

describe('a folder of MIDI files', () => {
  test('is read with the broken ones counted by their reason; where none can be read, that is an error', () => {
    const good = join(folder, 'good', 'nested');
    mkdirSync(good, { recursive: true });
    writeFileSync(join(good, 'tune.mid'), file([{ notes: line(TUNE) }]));
    writeFileSync(join(good, 'broken.MID'), 'broken');
    const { tunes, skipped } = readCorpus(join(folder, 'good'));
    expect(tunes.map(({ id }) => id)).toEqual(['nested/tune.mid']);
    expect([...skipped]).toEqual([['not a MIDI file', 1]]);
    expect(() => readCorpus(join(good, 'broken.MID'))).toThrow(/no tune could be read from .*1 × not a MIDI file/);
  });

  test('beside records is left alone: the records were made from it', () => {
    const both = join(folder, 'both');
    mkdirSync(join(both, 'midi'), { recursive: true });
    writeFileSync(join(both, 'midi', 'tune.mid'), file([{ notes: line(TUNE) }]));
    const record = { id: 'r', meter: '4/4', key: 'D minor', p: TUNE, d: TUNE.map(() => 24) };
    writeFileSync(join(both, 'tunes.jsonl'), JSON.stringify(record));
    expect(readCorpus(both).tunes.map(({ id }) => id)).toEqual(['r']);
  });
});

test('keys are told by profile, in any transposition', () => {
  for (const shift of [0, 3, 7]) {
    const notes = TUNE.map((pitch) => ({ pitch: pitch + shift, duration: 1 }));
    expect(estimateKey(notes)).toMatchObject({ tonic: (2 + shift) % 12, mode: 'minor' });
  }
});
