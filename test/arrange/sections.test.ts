/** What the seed of a game changes within and between the phrases of a form: figures, entries, solos and turns. */

import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { restSpan } from '../../plugin/arrange/entries.ts';
import { figureOf } from '../../plugin/arrange/figure-choice.ts';
import { lineupOf } from '../../plugin/arrange/lineup-tables.ts';
import type { LineupName } from '../../plugin/arrange/lineups.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import type { PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chordTones } from '../../plugin/music/harmony.ts';
import { tonicPitchClass } from '../../plugin/music/pitch.ts';
import type { Note, Score } from '../../plugin/music/score.ts';
import { meterInfo, PPQ } from '../../plugin/music/time.ts';
import { isLayerActive } from '../../plugin/output/render-bar.ts';
import { tune } from '../fixtures/tunes.ts';

const SEEDS = Array.from({ length: 24 }, (_, i) => `game ${i}`);

interface Asked {
  readonly lineup?: LineupName;
  readonly before?: LineupName;
  readonly next?: LineupName;
  readonly theme?: string;
  readonly figures?: string;
  readonly index?: number;
}

/** A phrase of a mood in its form. */
function played(name: PresetName, asked: Asked): Score {
  const { lineup = 'plain', before = null, next = null, theme = 'A', figures, index = 4 } = asked;
  const mood = { ...PRESETS[name], ...(figures === undefined ? {} : { figures }) };
  const { meter, mode } = mood.controls;
  const chords = writeProgression({ seed: 'section', bars: 4, meter, mode, cadence: 'half', mood });
  const phrase = tune({ bars: 4, meter, mode, chords });
  const place = { theme, before, next };
  return arrange({ phrase, controls: mood.controls, mood, seed: 'section', phraseIndex: index, lineup, place });
}

/** The notes of a part where it plays at the mood's own intensity. */
function notesOf(name: PresetName, score: Score, part: string): readonly Note[] {
  const { intensity } = PRESETS[name].controls;
  return score.parts.find((one) => one.name === part && isLayerActive(one, intensity))?.notes ?? [];
}

describe('a figure', () => {
  const items = ['hold', 'broken', 'arpeggio'] as const;
  const chosen = (theme: string, lineup: LineupName, figures: string, phraseIndex: number) =>
    figureOf(items, { section: { theme, lineup }, figures, phraseIndex }, 'chords');

  test('belongs to its theme, whenever it comes, and the contrasting theme and the peak have others', () => {
    for (const seed of SEEDS) {
      const own = [0, 3, 4, 9].map((index) => chosen('A', 'plain', seed, index));
      expect(new Set(own)).toEqual(new Set(['hold']));
      expect(chosen("A'", 'doubled', seed, 5)).toBe('hold');
      expect(chosen('B', 'full', seed, 2)).toBe('broken');
      expect(chosen('A', 'peak', seed, 12)).toBe('arpeggio');
      expect(chosen('C', 'plain', seed, 7)).toBe(chosen('C2', 'second', seed, 30));
    }
  });

  test('takes turns with the others where there is no form, as in games of before', () => {
    const turns = Array.from({ length: 8 }, (_, phraseIndex) => figureOf(items, { phraseIndex }, 'chords'));
    expect(turns).toEqual(['hold', 'hold', 'broken', 'broken', 'arpeggio', 'arpeggio', 'hold', 'hold']);
  });
});

describe('a part', () => {
  const lineups = { thin: lineupOf('thin', PRESETS.exploration), plain: lineupOf('plain', PRESETS.exploration) };
  const spans = (before: LineupName, now: LineupName, next: LineupName, role: 'drums' | 'pad') =>
    SEEDS.map((seed) => {
      const [one, two, three] = [before, now, next].map((name) => lineups[name as 'thin' | 'plain']);
      const passage = { before: one!, now: two!, next: three!, seed, phraseIndex: 3, barTicks: 100, endTick: 400 };
      const silent = { ...two!, rests: {} };
      const restIn = (lineup: typeof silent) => (lineup === lineups.thin ? ('phrase' as const) : undefined);
      return JSON.stringify(restSpan(role, restIn, passage));
    });

  test('comes in on a pickup before the line in some games, on the line in others', () => {
    expect(new Set(spans('plain', 'thin', 'plain', 'drums'))).toEqual(new Set(['[0,300]', '[0,400]']));
  });

  test('comes in two bars late, and leaves two bars early, in some games', () => {
    expect(new Set(spans('thin', 'plain', 'plain', 'pad'))).toEqual(new Set(['null', '[0,200]']));
    expect(new Set(spans('plain', 'plain', 'thin', 'pad'))).toEqual(new Set(['null', '[200,400]']));
  });

  test('comes in on the line without a seed', () => {
    const passage = {
      before: null,
      now: lineups.thin,
      next: lineups.plain,
      phraseIndex: 3,
      barTicks: 100,
      endTick: 400,
    };
    expect(restSpan('drums', ({ rests }) => rests.drums, passage)).toEqual([0, 400]);
    expect(restSpan('bass', ({ rests }) => rests.bass, passage)).toEqual([0, 200]);
  });

  test('that leads in is heard before the line: the drums of a village end its thin phrase', () => {
    const heard = SEEDS.map((figures) => {
      const score = played('village', { lineup: 'thin', next: 'full', figures });
      const { barTicks } = meterInfo(score.meter);
      const drums = ['drums-light', 'drums-half'].flatMap((part) => notesOf('village', score, part));
      expect(drums.every(({ tick }) => tick >= 3 * barTicks - 60)).toBe(true);
      return drums.length > 0;
    });
    expect(new Set(heard)).toEqual(new Set([true, false]));
  });
});

describe('a phrase without melody', () => {
  /** Whether a part plays a head note for note, at its ticks and any pitch. */
  const takesUp = (notes: readonly Note[], head: readonly Note[]) => {
    const at = (tick: number) => notes.filter((note) => Math.abs(note.tick - tick) < 40).map(({ pitch }) => pitch);
    return at(head[0]!.tick).some((first) =>
      head.every(({ tick, pitch }) => at(tick).some((one) => (one - first - pitch + head[0]!.pitch) % 12 === 0)),
    );
  };
  const heads = (name: PresetName) => {
    const { meter, mode } = PRESETS[name].controls;
    const { barTicks } = meterInfo(meter);
    const { notes } = tune({ bars: 4, meter, mode });
    return notes.filter(({ tick }) => tick < barTicks).map((note) => ({ ...note, velocity: 1 }));
  };

  test.each(['sorrow', 'forest', 'exploration', 'village', 'battle', 'calm', 'desert'] as const)(
    'has a solo in %s: a part takes up the head of the theme',
    (name) => {
      const head = heads(name);
      const leaders = SEEDS.map((figures) => {
        const score = played(name, { lineup: 'breather', next: 'plain', figures });
        const voices = (['counter', 'bass', 'chords'] as const).filter((role) =>
          takesUp(notesOf(name, score, role), head),
        );
        expect(voices.length, figures).toBeGreaterThan(0);
        return voices[0]!;
      });
      expect(new Set(leaders).size).toBeGreaterThan(1);
    },
  );

  test('moves the head to the chords: strong tones of the second line are theirs', () => {
    const tonic = tonicPitchClass(PRESETS.sorrow.controls.tonic);
    for (const figures of SEEDS) {
      const score = played('sorrow', { lineup: 'breather', figures });
      const { barTicks } = meterInfo(score.meter);
      const later = notesOf('sorrow', score, 'counter').filter(({ tick }) => tick >= barTicks && tick < 3 * barTicks);
      const strong = later.filter(({ tick }) => Math.abs(tick - PPQ * Math.round(tick / PPQ)) < 30);
      for (const { pitch, tick } of strong) {
        const span = score.chords.findLast((chord) => chord.tick <= tick + 30)!;
        expect(
          chordTones(span.chord).map((tone) => (tone + tonic) % 12),
          `${figures} ${tick}`,
        ).toContain(pitch % 12);
      }
    }
  });

  test('is accompaniment alone without a seed, as in games of before', () => {
    const score = played('sorrow', { lineup: 'breather' });
    expect(notesOf('sorrow', score, 'counter')).toEqual([]);
  });
});

describe('an accompaniment', () => {
  const chordsOf = (figures: string, index: number, theme = "A'") => {
    const score = played('exploration', { theme, figures, index });
    return { notes: notesOf('exploration', score, 'chords'), score };
  };
  const each = SEEDS.flatMap((seed) => [1, 2, 3].map((index) => chordsOf(seed, index)));

  test('varies within its phrases: chords come early, and the figure stops before a new section', () => {
    const { barTicks } = meterInfo(PRESETS.exploration.controls.meter);
    const isNear = (tick: number, at: number) => Math.abs(tick - at) < 40;
    const early = each.filter(({ notes }) =>
      [1, 2].some(
        (bar) =>
          notes.some(({ tick, durationTicks }) => isNear(tick, bar * barTicks - PPQ / 2) && durationTicks >= PPQ) &&
          !notes.some(({ tick }) => isNear(tick, bar * barTicks)),
      ),
    );
    const stopped = each.filter(({ notes }) =>
      notes.every(({ tick, durationTicks }) => tick + durationTicks <= 4 * barTicks - PPQ + 40),
    );
    for (const some of [early, stopped]) {
      expect(some.length).toBeGreaterThan(0);
      expect(some.length).toBeLessThan(each.length / 2);
    }
  });

  test('of a forest has open fifths in some games: the harp leaves the third to the tune', () => {
    const games = SEEDS.flatMap((figures) => ['A', 'B'].map((theme) => played('forest', { theme, figures })));
    const tonic = tonicPitchClass(PRESETS.forest.controls.tonic);
    const hollow = games.filter((score) =>
      notesOf('forest', score, 'chords').every(({ pitch, tick }) => {
        const { chord } = score.chords.findLast((span) => span.tick <= tick + 40)!;
        const [root, , fifth] = chordTones(chord).map((tone) => (tone + tonic) % 12);
        return [root, fifth].includes(pitch % 12);
      }),
    );
    expect(hollow.length).toBeGreaterThan(2);
    expect(hollow.length).toBeLessThan(games.length / 2);
  });

  test('does not stop within a period, and stays in its phrase', () => {
    const { barTicks } = meterInfo(PRESETS.exploration.controls.meter);
    for (const figures of SEEDS) {
      const { notes } = chordsOf(figures, 1, 'A');
      expect(notes.some(({ tick, durationTicks }) => tick + durationTicks > 4 * barTicks - PPQ)).toBe(true);
      expect(notes.every(({ durationTicks }) => durationTicks > 0)).toBe(true);
    }
  });
});
