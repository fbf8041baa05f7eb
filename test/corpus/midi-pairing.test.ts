/** Lengths of notes survive how note-ons and note-offs are ordered, and where ends are missing a tune is still a tune. */

import { describe, expect, test } from 'vitest';
import { midiRecords } from '../../models/corpus/midi.ts';
import { readMidiBytes } from '../../models/corpus/midi-bytes.ts';
import { restruck } from '../fixtures/midi.ts';
import { type Bytes, meta, played, smf, vlq } from '../helper/smf.ts';

const SCALE = [67, 65, 64, 62, 60, 65, 64, 62, 60, 59, 67, 65, 64, 62, 60];
const on = (delta: number, pitch: number, channel = 0): Bytes => [...vlq(delta), 0x90 | channel, pitch, 80];
const off = (delta: number, pitch: number, channel = 0): Bytes => [...vlq(delta), 0x80 | channel, pitch, 0];
const events = (bytes: Uint8Array) => {
  const { p, d } = midiRecords(bytes, 'x').records[0]!;
  return p.map((pitch, i) => `${pitch}:${d[i]}`);
};

describe('a pitch struck again before its note-off keeps its lengths', () => {
  test.each([0, 1, 5, 20, 120])('%i ticks before', (overlap) => {
    expect(events(smf([restruck(67, 16, overlap)]))).toEqual(repeated('67:24', 16));
  });

  test('in running status, ended by velocity 0', () => {
    const bytes = smf([
      [
        0,
        0x90,
        67,
        80,
        ...Array.from({ length: 15 }, () => [...vlq(480), 67, 80, 0, 67, 0]).flat(),
        ...vlq(480),
        67,
        0,
      ],
    ]);
    expect(events(bytes)).toEqual(repeated('67:24', 16));
  });

  test('on two channels at equal ticks, each by its own note-offs', () => {
    const pair = (delta: number): Bytes => [...on(delta, 67, 0), ...on(0, 67, 1), ...off(0, 67, 1), ...off(0, 67, 0)];
    const body = [...on(0, 67, 0), ...on(0, 67, 1), ...Array.from({ length: 15 }, () => pair(480)).flat()];
    const bytes = smf([[...body, ...off(480, 67, 1), ...off(0, 67, 0)]], 480, 0);
    const { parts } = readMidiBytes(bytes);
    expect(parts.map(({ notes }) => notes.map(({ duration }) => duration))).toEqual([
      repeated(480, 16),
      repeated(480, 16),
    ]);
    expect(events(bytes)).toEqual(repeated('67:24', 16));
  });

  test('in a chordal part, in the line that is made from it', () => {
    // Quarters of an upper voice over half notes, each upper note struck before it is let go.
    const upper = restruck(79, 16, 0);
    const lower = played(
      Array.from({ length: 8 }, (_, i) => [48, 55].map((pitch) => ({ pitch, tick: 960 * i, length: 960 }))).flat(),
    );
    const both = merged(upper, lower);
    expect(events(smf([both]))).toEqual(repeated('79:24', 16));
  });

  test('among notes of other pitches', () => {
    const bytes = smf([
      [0, 1, 2, 3]
        .flatMap((i) => [
          ...on(i === 0 ? 0 : 480, 60),
          ...(i === 0 ? [] : off(0, 64)),
          ...on(480, 60),
          ...off(0, 60),
          ...on(480, 62),
          ...off(0, 60),
          ...on(480, 64),
          ...off(0, 62),
        ])
        .concat(off(480, 64)),
    ]);
    expect(events(bytes)).toEqual(repeated(['60:24', '60:24', '62:24', '64:24'], 4).flat());
  });
});

describe('without any note-off', () => {
  const open = (pitches: Bytes, channel = 0, length = 480): Bytes =>
    pitches.flatMap((pitch, i) => on(i === 0 ? 0 : length, pitch, channel));
  const expected = [...SCALE.slice(0, -1).map((pitch) => `${pitch}:24`), `${SCALE.at(-1)}:24`];

  test('each note lasts until the next, the last until the end of its track', () => {
    expect(events(smf([[...open(SCALE), ...meta(480, 1, 65)]]))).toEqual(expected);
  });

  test('each note of a channel lasts until the next of that channel', () => {
    const tune = SCALE.map((pitch, i) => ({ at: 480 * i, bytes: [0x90, pitch, 80] }));
    const bass = Array.from({ length: 30 }, (_, i) => ({ at: 240 * i, bytes: [0x91, 36 + (i % 3), 80] }));
    const bytes = smf([[...inOrder([...tune, ...bass]), ...meta(240, 1, 65)]], 480, 0);
    expect(events(bytes).slice(0, 14)).toEqual(expected.slice(0, 14));
  });

  test('long notes keep their lengths, and a track that just stops ends its last note in time', () => {
    const lengths = [480, 960, 1920, 480, 480, 960, 3840, 480, 480, 480];
    const body = lengths.flatMap((_, i) => on(i === 0 ? 0 : lengths[i - 1]!, 60 + i));
    expect(events(smf([body])).map((event) => Number(event.split(':')[1]))).toEqual([
      24, 48, 96, 24, 24, 48, 192, 24, 24, 48,
    ]);
  });

  test('chords last until the next chord, and their upper line is the tune', () => {
    const body = SCALE.flatMap((pitch, i) => [
      ...on(i === 0 ? 0 : 480, pitch),
      ...on(0, pitch - 12),
      ...on(0, pitch - 19),
    ]);
    expect(events(smf([[...body, ...meta(480, 1, 65)]]))).toEqual(expected);
  });

  test('all notes off, or all sound off, ends them', () => {
    const body = SCALE.flatMap((pitch) => [...on(0, pitch), ...vlq(720), 0xb0, 123, 0, ...vlq(240), 0xb0, 7, 90]);
    expect(events(smf([body])).slice(0, 3)).toEqual(['67:48', '65:48', '64:48']);
    const { parts } = readMidiBytes(smf([body]));
    expect(parts[0]!.notes.map(({ duration }) => duration)).toEqual(repeated(720, 15));
  });
});

describe('one note-off that is missing', () => {
  test('costs the length of its own note, not that of each note after it on its pitch', () => {
    const [high, low] = [72, 60];
    // High and low quarters in turn; the first high one is never let go.
    const body = Array.from({ length: 12 }, (_, i) => [
      ...on(0, high),
      ...(i === 0 ? vlq(480).concat([0xb0, 7, 90]) : off(480, high)),
      ...on(0, low),
      ...off(480, low),
    ]).flat();
    expect(events(smf([body]))).toEqual(repeated([`${high}:24`, `${low}:24`], 12).flat());
  });
});

function repeated<T>(value: T, count: number): T[] {
  return Array.from({ length: count }, () => value);
}

function inOrder(placed: readonly { at: number; bytes: Bytes }[]): Bytes {
  let now = 0;
  return [...placed]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, bytes }) => {
      const delta = at - now;
      now = at;
      return [...vlq(delta), ...bytes];
    });
}

/** Two bodies of plain channel messages as one. */
function merged(...bodies: readonly Bytes[]): Bytes {
  const placed = bodies.flatMap((body) => {
    const events: { at: number; bytes: Bytes }[] = [];
    let [at, i] = [0, 0];
    while (i < body.length) {
      let delta = 0;
      for (; body[i]! >= 0x80; i++) delta = (delta + (body[i]! & 0x7f)) * 128;
      at += delta + body[i++]!;
      events.push({ at, bytes: body.slice(i, i + 3) });
      i += 3;
    }
    return events;
  });
  return inOrder(placed);
}
