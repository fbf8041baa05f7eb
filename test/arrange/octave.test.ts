/** A tune that returns in another octave moves as a whole. */

import { describe, expect, test } from 'vitest';
import { phraseSlot } from '../../plugin/arrange/form.ts';
import { placeMelody } from '../../plugin/arrange/melody.ts';
import { moodPhrases, type WrittenPhrase } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { meterInfo } from '../../plugin/music/time.ts';
import { themeOpening } from '../../plugin/soundtrack/theme.ts';

const model = createNgramModel();
/** The slot whose tune returns an octave away. */
const SLOT = 24;
const SEEDS = ['a', 'b', 'c'];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Ticks by which feel may move a note. */
const STRAY = 30;

/** Pitches as played between two bars, in the order of their ticks; feel moves notes by less than a grid step. */
function played({ score, phrase }: WrittenPhrase, from: number, to: number): number[] {
  const { barTicks } = meterInfo(phrase.request.meter);
  const melody = score.parts.find(({ role }) => role === 'melody')!.notes;
  // A band may let bars rest.
  return phrase.notes.flatMap(({ tick }) => {
    const note = melody.find((one) => Math.abs(one.tick - tick) < STRAY);
    return tick >= from * barTicks && tick < to * barTicks && note ? [note.pitch] : [];
  });
}

describe('the return in another octave', () => {
  const moves: number[] = [];

  test.each(Object.values(PRESETS))('in $name: all its bars lie 12 semitones away', async (mood) => {
    for (const seed of SEEDS) {
      const written = await moodPhrases({ model, mood, seed }, SLOT + 1);
      const back = written[SLOT]!;
      const { bars } = back.phrase.request;
      const first = written.find(({ slot }) => phraseSlot(slot, bars).theme === phraseSlot(SLOT, bars).from)!;
      expect(back.octave).toBe('away');
      const [then, now] = [played(first, 0, bars), played(back, 0, bars)];
      expect(then.length).toBeGreaterThan(0);
      const moved = now.map((pitch, i) => pitch - then[i]!);
      expect(new Set(moved).size, `${seed}: ${moved}`).toBe(1);
      moves.push(Math.abs(moved[0]!));
    }
  });

  test('is left out for hardly any tune: only one that spans too much for its instrument stays', () => {
    expect(moves).toHaveLength(SEEDS.length * Object.keys(PRESETS).length);
    expect(moves.every((move) => move === 0 || move === 12)).toBe(true);
    expect(moves.filter((move) => move === 0).length / moves.length).toBeLessThanOrEqual(0.05);
  });

  test('stays where it is if neither octave can be played', async () => {
    const [{ phrase }] = (await moodPhrases({ model, mood: PRESETS.forest, seed: 'a' }, 1)) as [WrittenPhrase];
    const narrow = { low: 70, high: 72 + 12, level: 0.7 };
    const there = placeMelody(phrase, 'C', narrow, PRESETS.forest);
    for (const octave of ['higher', 'lower', 'away'] as const)
      expect(
        placeMelody(phrase, 'C', { ...narrow, low: 76, high: 80 }, PRESETS.forest, { octave }).map(({ tick }) => tick),
      ).toEqual(there.map(({ tick }) => tick));
  });

  test.each([
    ['higher', 12],
    ['lower', -12],
  ] as const)('a phrase whose theme returns %s is moved as a whole by %i semitones', async (octave, semitones) => {
    const [{ phrase }] = (await moodPhrases({ model, mood: PRESETS.forest, seed: 'a' }, 1)) as [WrittenPhrase];
    const wide = { low: 40, high: 110, level: 0.7 };
    const pitches = (move?: typeof octave) =>
      placeMelody(phrase, 'C', wide, PRESETS.forest, move ? { octave: move } : {}).map(({ pitch }) => pitch);
    expect(pitches(octave)).toEqual(pitches().map((pitch) => pitch + semitones));
  });
});

describe('a theme written far from where tunes lie', () => {
  const place = {
    mood: PRESETS.forest,
    mode: 'dorian',
    meter: '4/4',
    phraseBars: 4,
    tuneOf: (): Phrase | null => null,
  } as const;

  test.each(['C2:1 E2:1 G2:2', 'C4:1 E4:1 G4:2', 'C5:1 E5:1 G5:2', 'C7:1 E7:1 G7:2'])(
    '%s opens in their octave',
    (notes) => {
      const opening = themeOpening('hero', { notes, returns: { '*': 'plain' } }, place)!;
      const pitches = opening.notes.map(({ pitch }) => pitch);
      expect(Math.abs(mean(pitches) - 10)).toBeLessThanOrEqual(9);
      expect(pitches.map((pitch) => pitch - pitches[0]!)).toEqual([0, 3, 7]);
    },
  );
});
