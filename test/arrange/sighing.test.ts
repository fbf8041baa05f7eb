import { describe, expect, test } from 'vitest';
import { sighing } from '../../plugin/arrange/sighing.ts';
import { withNotes } from '../../plugin/arrange/transform.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { tune } from '../fixtures/tunes.ts';

/** A phrase in A minor, [pitch above the tonic, tick, ticks] each. */
function phraseOf(...notes: readonly (readonly [pitch: number, tick: number, ticks: number])[]): Phrase {
  const own = notes.map(([pitch, tick, durationTicks]) => ({ pitch, tick, durationTicks, sampled: true }));
  return withNotes(tune({ bars: 4, meter: '4/4', mode: 'aeolian', chords: [] }), own);
}

const pitches = ({ notes }: Phrase) => notes.map(({ pitch }) => pitch);

describe('a sad melody', () => {
  test('fills a falling third and a falling fourth with steps in eighths, before the note that it falls to', () => {
    const sung = sighing(phraseOf([7, 0, 960], [3, 960, 960], [8, 1920, 960], [3, 2880, 960]), PRESETS.sorrow);
    expect(pitches(sung)).toEqual([7, 5, 3, 8, 7, 5, 3]);
    expect(sung.notes.map(({ tick }) => tick)).toEqual([0, 720, 960, 1920, 2400, 2640, 2880]);
    expect(sung.notes[1]).toMatchObject({ durationTicks: 240, sampled: false });
  });

  test('leaves steps, rises, wide falls, falls after a rest and short notes as they are', () => {
    const kept = phraseOf([7, 0, 960], [5, 960, 960], [8, 1920, 960], [0, 2880, 240], [3, 3120, 240], [0, 3360, 240]);
    expect(sighing(kept, PRESETS.sorrow)).toBe(kept);
    const rest = phraseOf([7, 0, 720], [3, 960, 960]);
    expect(sighing(rest, PRESETS.sorrow)).toBe(rest);
  });

  test('leaps to a crest and sinks from it, where it would climb by steps and fall', () => {
    const crest = phraseOf([0, 0, 480], [2, 480, 480], [3, 960, 480], [0, 1440, 480], [0, 1920, 1920]);
    expect(pitches(sighing(crest, PRESETS.sorrow))).toEqual([0, 3, 2, 0, 0]);
    const climbs = phraseOf([0, 0, 480], [2, 480, 480], [3, 960, 480], [5, 1440, 480], [5, 1920, 1920]);
    expect(sighing(climbs, PRESETS.sorrow)).toBe(climbs);
  });

  test('leaves out a short passing tone on the way up', () => {
    const climb = phraseOf([0, 0, 480], [2, 480, 240], [3, 720, 240], [8, 960, 960], [8, 1920, 1920]);
    const sung = sighing(climb, PRESETS.sorrow);
    expect(pitches(sung)).toEqual([0, 3, 8, 8]);
    expect(sung.notes[0]).toMatchObject({ durationTicks: 720, sampled: false });
  });

  test('and other melodies fill no falls', () => {
    const phrase = phraseOf([7, 0, 960], [3, 960, 960]);
    for (const { name, ...mood } of Object.values(PRESETS))
      expect(sighing(phrase, mood) === phrase, name).toBe(name !== 'sorrow');
  });
});
