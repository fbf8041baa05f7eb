import { describe, expect, test } from 'vitest';
import { stinger } from '../../plugin/arrange/stinger.ts';
import { resolveStingers } from '../../plugin/arrange/stinger-definition.ts';
import { STINGERS } from '../../plugin/arrange/stinger-motifs.ts';
import { type Chord, chordTones } from '../../plugin/music/harmony.ts';
import { MODES, type Mode, scaleOf, TONICS, tonicPitchClass } from '../../plugin/music/pitch.ts';
import type { Note } from '../../plugin/music/score.ts';
import { ticksToSeconds } from '../../plugin/music/time.ts';

const options = { tonic: 'D', mode: 'dorian', bpm: 110, seed: 's' } as const;
const modes = Object.keys(MODES) as Mode[];

describe.each(STINGERS)('the stinger %s', (name) => {
  test('ends in tune: its last notes are tones of the chord that sounds, in every key and mode', () => {
    const chords: readonly Chord[] = [
      { root: 0, quality: 'min' },
      { root: 5, quality: 'maj' },
      { root: 7, quality: 'dom7' },
      { root: 10, quality: 'maj7' },
    ];
    for (const tonic of TONICS) {
      for (const mode of modes) {
        for (const chord of chords) {
          const notes = stinger(name, { ...options, tonic, mode, chord });
          const last = Math.max(...notes.map(({ tick }) => tick));
          const closing = notes.filter(({ tick }) => tick === last);
          const tones = chordTones(chord).map((tone) => (tone + tonicPitchClass(tonic)) % 12);
          for (const { pitch } of closing) expect(tones).toContain(pitch % 12);
        }
      }
    }
  });

  test('lasts between half a second and five seconds at any tempo, sorted, without empty notes', () => {
    for (const bpm of [48, 64, 92, 120, 164, 210]) {
      const notes = stinger(name, { ...options, bpm });
      const end = Math.max(...notes.map(({ tick, durationTicks }) => tick + durationTicks));
      const seconds = ticksToSeconds(end, bpm);
      expect(seconds).toBeGreaterThan(0.5);
      expect(seconds).toBeLessThan(5);
      notes.forEach((note, i) => {
        expect(note.tick).toBeGreaterThanOrEqual(notes[i - 1]?.tick ?? 0);
        expect(note.durationTicks).toBeGreaterThan(0);
        expect(note.pitch >= 36 && note.pitch <= 103).toBe(true);
        expect(note.velocity > 0 && note.velocity <= 1).toBe(true);
        expect(Number.isInteger(note.tick) && Number.isInteger(note.durationTicks)).toBe(true);
      });
    }
  });

  test('is the same for the same seed', () => {
    expect(stinger(name, options)).toEqual(stinger(name, options));
    expect(stinger(name, { ...options, seed: 't' })).not.toEqual(stinger(name, options));
  });
});

describe('stingers', () => {
  test('stay in the key or on the chord of the moment, note by note, in every mode', () => {
    const chord: Chord = { root: 7, quality: 'dom7' };
    for (const name of STINGERS) {
      for (const mode of modes) {
        const known = [...scaleOf(mode), ...chordTones(chord)].map((step) => (step + tonicPitchClass('D')) % 12);
        for (const { pitch } of stinger(name, { ...options, mode, chord }))
          expect(known, `${name} in ${mode}`).toContain(pitch % 12);
      }
    }
  });

  test('of danger lean on the tritone wherever the mode has one', () => {
    for (const mode of ['ionian', 'dorian', 'phrygian', 'harmonic minor', 'lydian'] as const) {
      const classes = new Set(stinger('danger', { ...options, mode }).map(({ pitch }) => pitch % 12));
      expect(
        [...classes].some((pitch) => classes.has((pitch + 6) % 12)),
        mode,
      ).toBe(true);
    }
  });

  test('differ in shape: victory rises, defeat falls', () => {
    const line = (name: string) => {
      const notes = stinger(name, options);
      const ticks = [...new Set(notes.map(({ tick }) => tick))];
      return ticks.map((tick) => Math.max(...notes.filter((note) => note.tick === tick).map(({ pitch }) => pitch)));
    };
    expect(line('victory').at(-1)! - line('victory')[0]!).toBeGreaterThanOrEqual(7);
    expect(line('defeat').at(-1)! - line('defeat')[0]!).toBeLessThanOrEqual(-5);
  });

  test('that do not exist are named together with those that do', () => {
    expect(() => stinger('applause', options)).toThrow(
      "unknown stinger 'applause'; known stingers: danger, defeat, discovery, item, level-up, secret, victory",
    );
  });
});

describe("a stinger of a game's own", () => {
  const stingers = resolveStingers({ coin: { notes: 'G4:0.5 C5:0.5 E5:1' }, gong: { notes: ['Eb4:1', 'C3:2'] } });
  const play = (name: string, over: object = {}) =>
    stinger(name, { ...options, chord: { root: 0, quality: 'power' }, bpm: 120, ...over }, stingers);

  test('is moved into the key that sounds, and its naturals follow the mode', () => {
    const written = (notes: readonly Note[]) => notes.slice(0, 3).map(({ pitch }) => pitch);
    expect(written(play('coin', { tonic: 'C', mode: 'ionian' }))).toEqual([67, 72, 76]);
    expect(written(play('coin', { tonic: 'D', mode: 'aeolian' }))).toEqual([69, 74, 77]);
  });

  test('keeps its lengths in quarter notes at middling tempos', () => {
    expect(
      play('coin')
        .slice(0, 3)
        .map(({ tick }) => tick),
    ).toEqual([0, 240, 480]);
  });

  test('keeps what is altered as it is written', () => {
    const pitches = play('gong', { tonic: 'C', mode: 'ionian' }).map(({ pitch }) => pitch);
    expect(pitches).toContain(63);
  });

  test('may take the place of one of the package, and is checked at once', () => {
    expect(resolveStingers({ item: { notes: 'C5:1', priority: 9 } }).get('item')).toMatchObject({ priority: 9 });
    expect(() => resolveStingers({ coin: { notes: 'H4:1' } })).toThrow("stinger 'coin': 'H4:1' is not a note");
    expect(() => resolveStingers({ coin: { notes: 'C4:99' } })).toThrow("'C4:99' is not a note");
    expect(() => resolveStingers({ coin: { notes: [] } })).toThrow("stinger 'coin' needs notes");
    expect(() => resolveStingers({ coin: { notes: 'C4:1', priority: 11 } })).toThrow('priority is 11');
    expect(() => resolveStingers({ coin: { notes: 'C4:1', loud: true } as never })).toThrow("unknown field 'loud'");
  });
});
