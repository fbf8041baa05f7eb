/** A chosen style is heard: its rhythms, its closes and its band; a mood's own style changes nothing. */

import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { bandOf } from '../../plugin/arrange/band-variants.ts';
import { closeOf } from '../../plugin/arrange/style-cadence.ts';
import { inRhythmOf } from '../../plugin/arrange/style-rhythm.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Chord } from '../../plugin/music/harmony.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { MOOD_STYLES, type MoodStyle } from '../../plugin/music/style.ts';
import { METERS, meterInfo, PPQ } from '../../plugin/music/time.ts';
import { tune } from '../fixtures/tunes.ts';

const lengths = ({ notes }: Phrase) => notes.map(({ durationTicks }) => durationTicks / PPQ);
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('the rhythm of a style', () => {
  const plain = tune({ bars: 8, meter: '4/4', mode: 'ionian' });

  test('is that of the mood for null', () => {
    expect(inRhythmOf(null, plain)).toBe(plain);
  });

  test('stays in the bars, in order, and keeps the last note, in every style and meter', () => {
    for (const meter of METERS)
      for (const style of MOOD_STYLES) {
        const phrase = tune({ bars: 8, meter, mode: 'dorian' });
        const { notes } = inRhythmOf(style, phrase);
        const end = 8 * meterInfo(meter).barTicks;
        notes.forEach((note, i) => {
          expect(note.durationTicks, `${style} ${meter}`).toBeGreaterThan(0);
          expect(note.tick + note.durationTicks).toBeLessThanOrEqual(notes[i + 1]?.tick ?? end);
        });
        expect(notes.at(-1)!.pitch).toBe(phrase.notes.at(-1)!.pitch);
      }
  });

  test('changes bars of one rhythm alike', () => {
    const places = (phrase: Phrase, bar: number) =>
      phrase.notes.flatMap(({ tick }) => (Math.floor(tick / 1920) === bar ? [tick % 1920] : []));
    expect(places(plain, 0)).toEqual(places(plain, 6));
    for (const style of MOOD_STYLES) {
      const styled = inRhythmOf(style, plain);
      expect(places(styled, 6), style).toEqual(places(styled, 0));
    }
  });

  test('runs in dances, goes in beats in hymns, dots in romances, and lasts in calm', () => {
    const short = (style: Parameters<typeof inRhythmOf>[0]) => mean(lengths(inRhythmOf(style, plain)));
    expect(short('folk-dance')).toBeLessThan(short(null) * 0.8);
    expect(short('game-calm')).toBeGreaterThan(short(null) * 1.1);
    const hymn = lengths(inRhythmOf('sacred', plain));
    expect(hymn.filter((length) => Number.isInteger(length)).length / hymn.length).toBeGreaterThan(0.8);
    const dotted = (phrase: Phrase) => lengths(phrase).filter((length) => length === 0.75 || length === 1.5).length;
    expect(dotted(inRhythmOf('romantic', plain))).toBeGreaterThan(dotted(plain));
    const sixteenths = (phrase: Phrase) => lengths(phrase).filter((length) => length === 0.25).length;
    expect(sixteenths(inRhythmOf('classical', plain))).toBeGreaterThan(sixteenths(plain) + 4);
    const syncopated = ({ notes }: Phrase) => notes.filter(({ tick }) => tick % (PPQ / 2) === PPQ / 4).length;
    expect(syncopated(inRhythmOf('ragtime', plain))).toBeGreaterThan(syncopated(plain) + 2);
    expect(dotted(inRhythmOf('march', plain))).toBeGreaterThan(dotted(plain));
    const repeats = ({ notes }: Phrase) => notes.filter(({ pitch }, i) => pitch === notes[i - 1]?.pitch).length;
    expect(repeats(inRhythmOf('game-field', plain))).toBeGreaterThan(repeats(plain) + 4);
  });
});

describe('the close of a style', () => {
  const spans = (...chords: readonly Chord[]) =>
    chords.map((chord, i) => ({ tick: i * PPQ, durationTicks: PPQ, chord }));
  const [tonic, dominant] = [
    { root: 0, quality: 'maj' },
    { root: 7, quality: 'dom7' },
  ] as const;
  const full = spans(tonic, dominant, tonic);

  test('is plagal in hymns and chants, with the subdominant of the mode', () => {
    const roots = (mode: 'ionian' | 'aeolian') => closeOf('sacred', full, mode)[1]!.chord;
    expect(roots('ionian')).toEqual({ root: 5, quality: 'maj' });
    expect(roots('aeolian')).toEqual({ root: 5, quality: 'min' });
  });

  test('goes by the subtonic in modal dances, where the mode has it', () => {
    for (const style of ['irish', 'japanese', 'chinese'] as const) {
      expect(closeOf(style, full, 'dorian')[1]!.chord).toEqual({ root: 10, quality: 'maj' });
      expect(closeOf(style, full, 'ionian')).toEqual(full);
      expect(closeOf(style, full, 'phrygian')).toEqual(full);
    }
  });

  test('is left where the style has none, the close is another, or the mode has no subdominant', () => {
    const half = spans(tonic, tonic, dominant);
    expect(closeOf('song', full, 'ionian')).toBe(full);
    expect(closeOf(null, full, 'ionian')).toBe(full);
    expect(closeOf('sacred', half, 'ionian')).toBe(half);
    expect(closeOf('chant', full, 'lydian')).toBe(full);
  });
});

describe('the band of a style', () => {
  const mood = PRESETS.exploration;
  const rhythmsOf = (style: MoodStyle) => {
    const phrase = tune({ bars: 4, meter: '4/4', mode: 'ionian' });
    const { parts } = arrange({ phrase, controls: { ...mood.controls, style }, mood, seed: 's', phraseIndex: 0 });
    return Object.fromEntries(
      parts.map(({ name, notes }) => [name, notes.map(({ tick }) => Math.round(tick / 120)).join(' ')]),
    );
  };

  test('is the mood’s own in its own style, and keeps its registers in another', () => {
    expect(bandOf('exploration')).toEqual(bandOf('exploration', undefined, null));
    for (const style of MOOD_STYLES) {
      const [own, other] = [bandOf('cave'), bandOf('cave', 'seed', style)];
      expect([other.bass.low, other.chords.high, other.melody]).toEqual([own.bass.low, own.chords.high, own.melody]);
    }
  });

  test('plays other chords and another bass in each style', () => {
    const bands = MOOD_STYLES.map(rhythmsOf);
    expect(new Set(bands.map(({ chords, bass }) => `${chords} | ${bass}`)).size).toBe(MOOD_STYLES.length);
    expect(new Set(bands.map((band) => band['drums-full'])).size).toBeGreaterThanOrEqual(5);
  });
});
