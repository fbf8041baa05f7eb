import { describe, expect, test } from 'vitest';
import { stinger, stingerBars } from '../../plugin/arrange/stinger.ts';
import { STINGERS } from '../../plugin/arrange/stinger-motifs.ts';
import { type Chord, chordTones } from '../../plugin/music/harmony.ts';
import { MODES, type Mode, scaleOf, TONICS, tonicPitchClass } from '../../plugin/music/pitch.ts';
import { ticksToSeconds } from '../../plugin/music/time.ts';

const wish = { tonic: 'D', mode: 'dorian', meter: '4/4', bpm: 110, seed: 's' } as const;
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
          const notes = stinger(name, { ...wish, tonic, mode, chord });
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
      const notes = stinger(name, { ...wish, bpm });
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
    expect(stinger(name, wish)).toEqual(stinger(name, wish));
    expect(stinger(name, { ...wish, seed: 't' })).not.toEqual(stinger(name, wish));
  });
});

describe('stingers', () => {
  test('follow the mode of the moment, but for danger, which is outside it on purpose', () => {
    for (const name of STINGERS.filter((one) => one !== 'danger')) {
      for (const mode of ['dorian', 'phrygian', 'ionian', 'harmonic minor'] as const) {
        const scale = scaleOf(mode).map((step) => (step + tonicPitchClass('D')) % 12);
        for (const { pitch } of stinger(name, { ...wish, mode }))
          expect(scale, `${name} in ${mode}`).toContain(pitch % 12);
      }
    }
  });

  test('are told apart by their shape: victory rises, defeat falls', () => {
    const line = (name: string) => {
      const notes = stinger(name, wish);
      const ticks = [...new Set(notes.map(({ tick }) => tick))];
      return ticks.map((tick) => Math.max(...notes.filter((note) => note.tick === tick).map(({ pitch }) => pitch)));
    };
    expect(line('victory').at(-1)! - line('victory')[0]!).toBeGreaterThanOrEqual(7);
    expect(line('defeat').at(-1)! - line('defeat')[0]!).toBeLessThanOrEqual(-5);
  });

  test('tell how many bars they need', () => {
    expect(stingerBars('victory', wish)).toBeGreaterThanOrEqual(2);
    expect(stingerBars('item', wish)).toBe(1);
  });

  test('that do not exist are named together with those that do', () => {
    expect(() => stinger('applause', wish)).toThrow("unknown stinger 'applause'; known stingers: victory, discovery");
  });
});
