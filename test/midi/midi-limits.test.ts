/** What the format cannot hold: a channel has one program at a time, a key is down or up, and there are sixteen channels. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INSTRUMENTS } from '../../plugin/audio/palettes/instruments.ts';
import { PALETTES, voicingsFor } from '../../plugin/audio/palettes/palettes.ts';
import { midiProgram } from '../../plugin/midi/general-midi.ts';
import type { MidiNote } from '../../plugin/midi/midi-channels.ts';
import { type MidiTrack, midiFile } from '../../plugin/midi/midi-song.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { ROLES } from '../../plugin/music/score.ts';
import { propertyRuns } from '../helper/cases.ts';
import { readMidi } from '../helper/midi-reading.ts';
import { rehearse } from '../helper/rehearsal.ts';

const song = (tracks: readonly MidiTrack[]) =>
  midiFile({ name: 'test', tempos: [{ tick: 0, quarter: 500_000 }], meters: [], keys: [], tracks });
const note = (tick: number, durationTicks = 480, pitch = 60, velocity = 0.5): MidiNote => ({
  tick,
  durationTicks,
  pitch,
  velocity,
});
const track = (name: string, program: number | null, ...notes: MidiNote[]): MidiTrack => ({
  name,
  lines: [{ program, notes }],
});
const readBoth = (bytes: Uint8Array) => [readMidi(bytes), readMidi(bytes, true)] as const;
const clean = { struckWhileDown: 0, strayOffs: 0 };

describe('a key that is struck again', () => {
  test.each([
    ['ends where it is struck', [note(0, 500), note(480)], [480, 480]],
    ['ends a tick after it began', [note(0), note(1)], [1, 480]],
    ['is left alone where it has ended', [note(0, 480), note(480)], [480, 480]],
    ['three times', [note(0, 2000), note(100, 2000), note(200, 50)], [100, 100, 50]],
  ])('%s', (_, notes, lengths) => {
    for (const reading of readBoth(song([track('melody', 0, ...notes)]))) {
      expect(reading).toMatchObject(clean);
      expect(reading.notes.map(({ durationTicks }) => durationTicks)).toEqual(lengths);
    }
  });

  test('twice at once is struck once, as loud and as long as the louder and the longer', () => {
    const [reading] = readBoth(song([track('chords', 0, note(0, 100, 60, 1), note(0, 300, 60, 0.2), note(0, 50, 64))]));
    expect(reading.notes.map(({ pitch, durationTicks, velocity }) => [pitch, durationTicks, velocity])).toEqual([
      [64, 50, 64],
      [60, 300, 127],
    ]);
  });

  test('by another drum part ends a tick before it, as tracks have no order', () => {
    const bytes = song([
      track('drums', null, note(0, 480), note(960, 480)),
      track('fills', null, note(480), note(1200)),
    ]);
    for (const reading of readBoth(bytes)) {
      expect(reading).toMatchObject(clean);
      expect(reading.notes.map(({ durationTicks }) => durationTicks)).toEqual([479, 479, 239, 480]);
    }
  });
});

describe('channels', () => {
  const bands = (count: number, at: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => track(`part ${i}`, i, note(at(i), 480, 60), note(at(i) + 480, 480, 64)));

  test('are given to lines for as long as they sound: any number of bands one after another', () => {
    const reading = readMidi(song(bands(100, (i) => i * 1000)));
    expect(reading).toMatchObject(clean);
    expect(new Set(reading.notes.map(({ port }) => port))).toEqual(new Set([0]));
    for (const { track: name, program } of reading.notes) expect(`part ${program}`).toBe(name);
    expect(reading.notes).toHaveLength(200);
  });

  test('a note that ends as another line begins keeps its program and its channel', () => {
    const tracks = Array.from({ length: 30 }, (_, i) => track(`part ${i}`, i, note(i < 15 ? 0 : 480, 480, 60)));
    for (const reading of readBoth(song(tracks))) {
      expect(reading).toMatchObject(clean);
      for (const { track: name, program, durationTicks } of reading.notes)
        expect([`part ${program}`, durationTicks]).toEqual([name, 480]);
    }
  });

  test('that are all taken are followed by those of a second port, stated in every track', () => {
    const reading = readMidi(song(bands(40, () => 0)));
    expect(reading).toMatchObject(clean);
    expect(reading.notes).toHaveLength(80);
    for (const { track: name, program } of reading.notes) expect(`part ${program}`).toBe(name);
    const places = new Set(reading.notes.map(({ port, channel }) => `${port}/${channel}`));
    expect(places.size).toBe(40);
    expect(Math.max(...reading.notes.map(({ port }) => port))).toBe(2);
  });

  test('one to a track, and never the drums’', () => {
    const together = { name: 'melody', lines: [0, 240].map((tick) => ({ program: 7, notes: [note(tick)] })) };
    const { tracks, notes } = readMidi(song([together, track('drums', null, note(0)), ...bands(20, (i) => i * 2000)]));
    expect(tracks.filter(({ name }) => name === 'melody')).toHaveLength(2);
    for (const { name, channels } of tracks.slice(1))
      expect([channels.length, channels[0] === 9]).toEqual([1, name === 'drums']);
    expect(notes.filter(({ track: name }) => name === 'melody').map(({ program }) => program)).toEqual([7, 7]);
  });

  test('whatever is played, no key is struck while it is down and every note has its program', () => {
    const notes = fc.array(
      fc.record({
        tick: fc.nat(40_000),
        durationTicks: fc.integer({ min: 0, max: 4000 }),
        pitch: fc.integer({ min: 58, max: 62 }),
        velocity: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const lines = fc.array(fc.tuple(notes, fc.boolean()), { minLength: 1, maxLength: 45, size: 'max' });
    let compared = 0;
    fc.assert(
      fc.property(lines, (written) => {
        const tracks = written.map(([own, drums], i) => track(`part ${i}`, drums ? null : i, ...own));
        for (const reading of readBoth(song(tracks))) {
          expect(reading).toMatchObject(clean);
          const pitched = reading.notes.filter(({ channel }) => channel !== 9);
          compared += pitched.length;
          expect(pitched.map(({ program }) => `part ${program}`)).toEqual(pitched.map(({ track: name }) => name));
        }
      }),
      { numRuns: propertyRuns(60) },
    );
    expect(compared).toBeGreaterThan(20 * propertyRuns(60));
  });

  test('names in any script are kept, as UTF-8', () => {
    const [name] = readMidi(song([track('旋律 (Wälder)', 0, note(0))]))
      .tracks.slice(1)
      .map((each) => each.name);
    expect(Buffer.from(name!, 'latin1').toString('utf8')).toBe('旋律 (Wälder)');
  });
});

describe('General MIDI programs', () => {
  test('are those of the instruments that play, for every palette and role', () => {
    const sampled: Readonly<Record<string, { readonly program: number } | undefined>> = INSTRUMENTS;
    let checked = 0;
    for (const [name, palette] of Object.entries(PALETTES)) {
      for (const role of ROLES) {
        const program = midiProgram(name, role, role);
        const instrument = voicingsFor(palette, role, role)[0]!.instrument;
        expect(program === null).toBe(role === 'drums');
        const from = sampled[instrument];
        if (from === undefined || role === 'drums') continue;
        expect([name, role, program]).toEqual([name, role, from.program]);
        checked++;
      }
      expect(midiProgram(name, 'drums', 'timpani')).toBe(47);
    }
    expect(checked).toBeGreaterThan(60);
  });

  test('of a palette of the game’s own are those it names, and what it is like', () => {
    const own = {
      tavern: { like: 'folk', melody: 'violin', bass: { key: 'tuba', root: 'C2' } },
      cellar: { like: 'tavern', melody: { key: 'lute', root: 'C4' } },
      bare: {},
      loop: { like: 'loop' },
    };
    expect(midiProgram('tavern', 'melody', 'melody', own)).toBe(40);
    expect(midiProgram('tavern', 'bass', 'bass', own)).toBe(midiProgram('folk', 'bass', 'bass'));
    expect(midiProgram('cellar', 'melody', 'melody', own)).toBe(40);
    expect(midiProgram('cellar', 'chords', 'chords', own)).toBe(midiProgram('folk', 'chords', 'chords'));
    for (const name of ['bare', 'loop', 'nowhere', 'constructor'])
      expect(midiProgram(name, 'melody', 'melody', own)).toBe(midiProgram('journey', 'melody', 'melody'));
  });
});

describe('exported music', () => {
  test.each(PRESET_NAMES)(
    '%s: no key is struck while it is down, each instrument plays its own program',
    async (mood) => {
      const { conductor, playTo, bars } = rehearse({
        soundtrack: { start: mood, seed: 'x', signals: { danger: { attack: 0 } } },
      });
      conductor.signal('danger', 1).start();
      await playTo(40);
      const wanted = new Map(
        bars().flatMap(({ parts, palette }) =>
          parts.map(({ name, role }) => [name, midiProgram(palette, role, name)] as const),
        ),
      );
      for (const reading of readBoth(conductor.exportMidi())) {
        expect(reading).toMatchObject(clean);
        expect(reading.notes.length).toBeGreaterThan(100);
        for (const { track: name, channel, program } of reading.notes)
          expect(channel === 9 ? null : program).toBe(wanted.get(name));
      }
    },
  );

  test('of moods that cross again and again keeps every band on its instruments', async () => {
    const { conductor, playTo, bars } = rehearse({ soundtrack: { start: 'forest', seed: 'cross' } });
    conductor.start();
    const moods = ['battle', 'village', 'cave', 'forest', 'desert', 'boss', 'sorrow', 'battle'];
    for (const [i, mood] of moods.entries()) {
      await playTo(12 * (i + 1));
      conductor.mood(mood, { at: 'beat', fade: 3 });
      if (i % 3 === 0) conductor.stinger('discovery');
    }
    await playTo(12 * (moods.length + 1));
    const palettes = new Set(bars().map(({ palette }) => palette));
    expect(palettes.size).toBeGreaterThan(4);
    const lengths = new Map<string, number>();
    for (const reading of readBoth(conductor.exportMidi())) {
      expect(reading).toMatchObject(clean);
      for (const { track: name, channel, program } of reading.notes) {
        const [, part = name, palette] = /^(.*) \((.*)\)$/.exec(name) ?? [];
        if (channel === 9) continue;
        const role = ROLES.find((each) => each === part) ?? 'drums';
        if (palette === undefined) continue;
        expect([name, program]).toEqual([name, midiProgram(palette, role, part)]);
        lengths.set(palette, (lengths.get(palette) ?? 0) + 1);
      }
    }
    expect(lengths.size).toBeGreaterThan(4);
  });
});
