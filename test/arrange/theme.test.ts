import { describe, expect, test } from 'vitest';
import { type Motif, motifIn, motifOfPhrase, motifOfSteps, motifOfText } from '../../plugin/arrange/motif.ts';
import { motifInMeter } from '../../plugin/arrange/motif-beat.ts';
import { contourSimilarity, type LineNote } from '../../plugin/arrange/similarity.ts';
import { returnFor, THEME_RETURNS, themeReturn } from '../../plugin/arrange/theme-return.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { MODES, type Mode } from '../../plugin/music/pitch.ts';
import { tune } from '../fixtures/tunes.ts';

const hero = motifOfText('hero', 'E4:1 G4:0.5 A4:0.5 C5:1.5 B4:0.5 A4:1 G4:1 E4:2', 'C major');
const MOODS = Object.values(PRESETS);
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Tunes of all moods, of a few seeds. */
const tunes: Promise<Phrase[]> = (async () => {
  const model = createNgramModel();
  const phrases: Phrase[] = [];
  for (const seed of ['a', 'b', 'c', 'd', 'e'])
    for (const mood of MOODS) phrases.push((await moodPhrases({ model, mood, seed: `theme ${seed}` }, 1))[0]!.phrase);
  return phrases;
})();

describe('a motif', () => {
  test('is the same written as notes or as scale steps', () => {
    const steps = motifOfSteps(
      [
        [2, 1],
        [4, 1],
        [5, 2],
      ],
      'ionian',
    );
    expect(motifOfText('x', 'E4:1 G4:1 A4:2')).toEqual(steps);
  });

  test('counts from the tonic of its key', () => {
    expect(motifOfText('x', 'A3:1 C4:1', 'A minor').notes.map(({ pitch }) => pitch)).toEqual([0, 3]);
    expect(motifOfText('x', 'D4:1', 'D harmonic minor')).toMatchObject({
      mode: 'harmonic minor',
      notes: [{ pitch: 0 }],
    });
    expect(() => motifOfText("theme 'hero'", 'C4:1', 'H minor')).toThrow("theme 'hero': key 'H minor' is invalid");
  });

  test('keeps its degrees in another mode', () => {
    expect(motifIn(hero, 'aeolian').notes.map(({ pitch }) => pitch)).toEqual([3, 7, 8, 12, 10, 8, 7, 3]);
  });
});

describe('a theme that returns', () => {
  const place = { mode: 'aeolian', meter: '4/4', bars: 3 } as const;

  test('is stretched, hurried, cut and moved as its manner says', () => {
    const ticks = (manner: (typeof THEME_RETURNS)[number]) =>
      themeReturn(hero, manner, { ...place, bars: 4 }).notes.map(({ tick }) => tick);
    const plain = ticks('plain');
    expect(ticks('augmentation')).toEqual(plain.map((tick) => tick * 2));
    expect(ticks('diminution').slice(0, plain.length)).toEqual(plain.map((tick) => tick / 2));
    expect(ticks('diminution')).toHaveLength(plain.length * 2);
    expect(ticks('fragment')).toEqual(plain.slice(0, ticks('fragment').length));
    expect(ticks('fragment').length).toBeLessThan(plain.length);
    const pitches = (manner: (typeof THEME_RETURNS)[number]) =>
      themeReturn(hero, manner, place).notes.map(({ pitch }) => pitch);
    for (const octave of ['higher', 'lower'] as const) {
      expect(pitches(octave)).toEqual(pitches('plain'));
      expect(themeReturn(hero, octave, place).octave).toBe(octave);
    }
    expect(themeReturn(hero, 'plain', place).octave).toBe(null);
  });

  test.each(THEME_RETURNS)('as %s fits into its bars in every meter and mode', (manner) => {
    for (const meter of ['2/4', '3/4', '4/4', '6/8', '7/8'] as const) {
      for (const mode of Object.keys(MODES) as Mode[]) {
        const { notes, bars } = themeReturn(hero, manner, { mode, meter, bars: 3 });
        const { length } = notes;
        expect(bars).toBeGreaterThanOrEqual(1);
        expect(bars).toBeLessThanOrEqual(3);
        expect(length).toBeGreaterThanOrEqual(3);
        const end = bars * { '2/4': 960, '3/4': 1440, '4/4': 1920, '6/8': 1440, '7/8': 1680 }[meter];
        for (const note of notes) expect(note.tick + note.durationTicks).toBeLessThanOrEqual(end);
      }
    }
  });

  test('has a manner of its own in moods that differ: hurried in battle, stretched in sorrow, a fragment in a cave', () => {
    expect(returnFor(PRESETS.battle)).toBe('diminution');
    expect(returnFor(PRESETS.sorrow)).toBe('augmentation');
    expect(returnFor(PRESETS.cave)).toBe('fragment');
    expect(returnFor(PRESETS.victory)).toBe('higher');
    expect(new Set(MOODS.map(returnFor)).size).toBeGreaterThanOrEqual(5);
  });
});

describe('a theme in another meter', () => {
  const jig = { mode: 'dorian', meter: '6/8', bars: 4 } as const;

  test('has its beats on dotted beats, and its pairs of eighths long and short', () => {
    const { notes, beat } = themeReturn(hero, 'plain', jig);
    expect(beat).toBe(720);
    const quarters = hero.notes.flatMap(({ tick }, i) => (tick % 480 === 0 ? [notes[i]!.tick / 720] : []));
    expect(quarters).toEqual([0, 1, 2, 4, 5, 6]);
    expect(notes.map(({ tick }) => tick % 240)).toEqual(notes.map(() => 0)); // all on eighths
    expect(notes[2]!.tick - notes[1]!.tick).toBe(480);
    expect(notes[3]!.tick - notes[2]!.tick).toBe(240);
  });

  test('comes back from there as it was, and threes gallop where beats are in two', () => {
    const motif = motifOfPhrase({ ...tune({ bars: 2, meter: '4/4', mode: 'ionian' }) }, 2);
    const there = motifInMeter(motif, '6/8');
    expect(motifInMeter(there, '4/4')).toEqual(motif);
    const threes = motifOfText('x', 'D4:0.5 E4:0.5 F4:0.5 G4:1 A4:0.5 D4:1.5 A4:1 G4:0.5 D4:1.5', 'D dorian');
    expect(threes.beat).toBe(720);
    expect(motifInMeter(threes, '4/4').notes.map(({ tick }) => tick)).toEqual([
      0, 240, 360, 480, 720, 960, 1440, 1680, 1920,
    ]);
  });

  test('of seven tones in five still rises, falls and stays where it did', async () => {
    for (const theme of [hero, ...(await tunes).map((phrase) => motifOfPhrase(phrase, 2))]) {
      const turns = (notes: readonly { pitch: number }[]) =>
        notes.slice(1).map(({ pitch }, i) => Math.sign(pitch - notes[i]!.pitch));
      const five = motifIn(theme, 'major pentatonic').notes;
      const kept = turns(five).filter((turn, i) => turn === turns(theme.notes)[i]).length;
      expect(kept).toBeGreaterThanOrEqual(turns(theme.notes).length - 1);
    }
  });
});

describe('contour similarity', () => {
  const line = (...notes: [pitch: number, tick: number][]): LineNote[] =>
    notes.map(([pitch, tick]) => ({ pitch, tick, durationTicks: 100 }));

  test('is 1 for the same line in another key, octave and pace', () => {
    const a = line([60, 0], [64, 480], [62, 720], [67, 960]);
    const b = line([77, 0], [81, 240], [79, 360], [84, 480]);
    expect(contourSimilarity(a, b)).toBe(1);
    expect(contourSimilarity(b, a)).toBe(1);
  });

  test('finds a fragment in the whole, and nothing in two notes', () => {
    expect(contourSimilarity(hero.notes.slice(0, 4), hero.notes)).toBe(1);
    expect(contourSimilarity(hero.notes.slice(0, 2), hero.notes)).toBe(0);
  });

  test('falls where the same pitches have another rhythm, and where the same rhythm has other pitches', () => {
    const a = line([60, 0], [64, 480], [62, 720], [67, 960], [65, 1440]);
    const rhythm = line([60, 0], [64, 120], [62, 840], [67, 900], [65, 1800]);
    const pitches = line([60, 0], [53, 480], [69, 720], [50, 960], [72, 1440]);
    expect(contourSimilarity(a, rhythm)).toBeLessThan(0.7);
    expect(contourSimilarity(a, pitches)).toBeLessThan(0.4);
  });
});

describe('a theme is recognized', () => {
  const themesOf = (phrases: readonly Phrase[]): Motif[] =>
    phrases.map((phrase) => motifOfPhrase(phrase, 2)).filter(({ notes }) => notes.length >= 6);

  test.each(THEME_RETURNS)('as %s in every mood: at least 0.7 like the original', async (manner) => {
    for (const theme of [hero, ...themesOf(await tunes)]) {
      for (const { controls } of MOODS) {
        const { mode, meter } = controls;
        const { notes, beat } = themeReturn(theme, manner, { mode, meter, bars: 3 });
        expect(
          contourSimilarity(notes, theme.notes, [beat, theme.beat]),
          `${manner} in ${mode}`,
        ).toBeGreaterThanOrEqual(0.7);
      }
    }
  });

  test('and unrelated phrases are not: under 0.1 on average, and 98 of 100 pairs under 0.4', async () => {
    const themes = themesOf(await tunes);
    const pairs = themes.flatMap((theme, i) =>
      themes.slice(i + 1).map((other) => contourSimilarity(theme.notes, other.notes, [theme.beat, other.beat])),
    );
    expect(pairs.length).toBeGreaterThan(300);
    expect(mean(pairs)).toBeLessThan(0.1);
    expect(pairs.filter((likeness) => likeness < 0.4).length / pairs.length).toBeGreaterThanOrEqual(0.98);
  });
});
