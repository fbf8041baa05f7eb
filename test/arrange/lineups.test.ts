/** Who plays: lineups by mood and seed, and melodies that rest. */

import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { withRests } from '../../plugin/arrange/fragments.ts';
import { lineupOf } from '../../plugin/arrange/lineup-tables.ts';
import type { LineupName } from '../../plugin/arrange/lineups.ts';
import { BANDS } from '../../plugin/arrange/styles.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import { FORM_NAMES } from '../../plugin/mood/forms.ts';
import type { PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { meterInfo } from '../../plugin/music/time.ts';
import { isLayerActive } from '../../plugin/output/render-bar.ts';
import { tune } from '../fixtures/tunes.ts';

const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The parts that sound in a lineup at the mood's own intensity. */
function players(name: PresetName, lineup: LineupName, figures?: string): readonly string[] {
  const mood = { ...PRESETS[name], ...(figures === undefined ? {} : { figures }) };
  const { meter, mode, intensity } = mood.controls;
  const chords = writeProgression({ seed: 'band', bars: 4, meter, mode, cadence: 'half', mood });
  const phrase = tune({ bars: 4, meter, mode, chords });
  const { parts } = arrange({ phrase, controls: mood.controls, mood, seed: 'band', phraseIndex: 0, lineup });
  return parts.filter((part) => isLayerActive(part, intensity) && part.notes.length > 0).map((part) => part.name);
}

describe('a lineup', () => {
  test.each(['battle', 'boss'] as const)('of %s has phrases without the kit, over timpani and a low pad', (name) => {
    for (const figures of [undefined, ...SEEDS]) {
      expect(players(name, 'plain', figures)).toContain('drums-full');
      for (const lineup of ['thin', 'breather'] as const) {
        const heard = players(name, lineup, figures);
        expect(heard).toEqual(expect.arrayContaining(['timpani', 'pad', 'bass']));
        expect(heard.filter((part) => part.startsWith('drums'))).toEqual([]);
      }
    }
  });

  test('of the forest begins with flute and harp', () => {
    expect(players('forest', 'thin')).toEqual(['melody', 'chords']);
  });

  test('is one of several by the seed of the figures, and the first without one', () => {
    const drawn = SEEDS.map((figures) => lineupOf('thin', { ...PRESETS.exploration, figures }));
    expect(new Set(drawn.map((lineup) => JSON.stringify(lineup))).size).toBeGreaterThan(1);
    expect(SEEDS.map((figures) => lineupOf('thin', { ...PRESETS.exploration, figures }))).toEqual(drawn);
    expect(lineupOf('thin', PRESETS.exploration).rests).toEqual({
      drums: 'phrase',
      bass: 'first half',
      counter: 'phrase',
    });
  });
});

test.each(['second', 'doubled'] as const)('a tune keeps its octave in the other instrument: %s', (lineup) => {
  for (const mood of Object.values(PRESETS)) {
    for (const lift of [-3, 0, 3, 6]) {
      const { meter, mode } = mood.controls;
      const chords = writeProgression({ seed: 'band', bars: 8, meter, mode, cadence: 'full', mood });
      const phrase = tune({ bars: 8, meter, mode, chords, lift });
      const notesIn = (name: LineupName, part: string) =>
        arrange({ phrase, controls: mood.controls, mood, seed: 'band', phraseIndex: 0, lineup: name }).parts.find(
          (each) => each.name === part,
        )!.notes;
      const [melody, second] = [notesIn('plain', 'melody'), notesIn(lineup, 'counter')];
      const distances = new Set(second.map(({ pitch }, i) => melody[i]!.pitch - pitch));
      expect([...distances].length, mood.name).toBeLessThanOrEqual(1);
    }
  }
});

test('the boss’s bass never falls to one note a bar', () => {
  expect(BANDS.boss.bass.patterns).not.toContain('pedal');
  expect(BANDS.boss.bass.patterns).not.toContain('long');
});

describe('a melody with rests', () => {
  const share = async (name: PresetName) => {
    const mood = { ...PRESETS[name], form: FORM_NAMES[0] };
    const games = ['rests', 'a', 'b'].map((seed) => moodPhrases({ model: createNgramModel(), mood, seed }, 16));
    const { barTicks } = meterInfo(mood.controls.meter);
    const bars = (await Promise.all(games)).flat().flatMap(({ score }) => {
      const notes = score.parts.find((part) => part.name === 'melody')!.notes;
      return Array.from({ length: score.bars }, (_, bar) =>
        notes.some(({ tick }) => tick >= bar * barTicks - 60 && tick < (bar + 1) * barTicks - 60),
      );
    });
    return bars.filter((sounds) => sounds).length / bars.length;
  };

  test('is a cave’s: fragments and long silences, far more than elsewhere', async () => {
    const [cave, forest, village] = await Promise.all([share('cave'), share('forest'), share('village')]);
    expect(cave).toBeLessThan(0.55);
    expect(cave).toBeGreaterThan(0.25);
    expect(forest).toBeLessThan(village!);
    expect(forest).toBeGreaterThan(cave! + 0.15);
  });

  test('rests in the same bars whenever it returns, and keeps the close of an answer', () => {
    const { mode, meter } = PRESETS.cave.controls;
    const phrase = { ...tune({ bars: 4, meter, mode, chords: [] }), hash: '0' };
    const { barTicks } = meterInfo(meter);
    for (const cadence of ['half', 'full'] as const)
      for (const hash of SEEDS) {
        const asked = { ...phrase, hash, request: { ...phrase.request, cadence } };
        const rested = withRests(asked, 'cave');
        expect(withRests({ ...asked }, 'cave')).toEqual(rested);
        expect(rested.notes.length).toBeLessThan(phrase.notes.length);
        const closes = rested.notes.at(-1)!.tick >= 3 * barTicks;
        expect(closes).toBe(cadence === 'full');
        expect(withRests(asked, 'village')).toEqual(asked);
      }
  });
});
