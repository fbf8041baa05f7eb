/** Rhythms that a band takes from games: which are near a figure, how they are drawn, and what they leave as it was. */

import { describe, expect, test } from 'vitest';
import { type Setting, settingOf } from '../../plugin/arrange/arrange-context.ts';
import { barRhythms, drawnRhythm, likeness } from '../../plugin/arrange/bar-rhythms.ts';
import { bassIn, bassNotes, bassRhythms } from '../../plugin/arrange/bass.ts';
import { chordNotes, chordRhythms, chordsIn } from '../../plugin/arrange/chords.ts';
import { type BassPattern, type ChordPattern, PEDALS } from '../../plugin/arrange/styles.ts';
import type { PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { MoodStyle } from '../../plugin/music/style.ts';
import { meterInfo, type Ticks } from '../../plugin/music/time.ts';
import { tune } from '../fixtures/tunes.ts';

const BASS: readonly BassPattern[] = [
  'long',
  'root-fifth',
  'dance',
  'walk',
  'gallop',
  'pulse',
  'pedal',
  'drone',
  'march',
];
const CHORDS: readonly ChordPattern[] = [
  'arpeggio',
  'alberti',
  'block',
  'oom-pah',
  'offbeat',
  'strum',
  'stabs',
  'pulse',
];
const SEEDS = Array.from({ length: 30 }, (_, i) => `game ${i}`);

function settingFor(name: PresetName, seed?: string, style: MoodStyle | null = null): Setting {
  const { figures: _, ...preset } = PRESETS[name];
  const controls = style === null ? preset.controls : { ...preset.controls, style };
  const phrase = tune({ bars: 4, meter: '4/4', mode: controls.mode });
  const mood = { ...preset, controls, ...(seed === undefined ? {} : { figures: seed }) };
  const { melody: _tune, ...setting } = settingOf({ phrase, controls, mood, seed: 's', phraseIndex: 0 });
  return { ...setting, melody: [] };
}

const setting = settingFor('exploration');
const starts = (notes: readonly { readonly tick: Ticks }[]) => [...new Set(notes.map(({ tick }) => tick))];
const within = (ticks: readonly Ticks[]) => ticks.filter((tick) => tick < setting.barTicks);
const set = (text: string) => new Set([...text].flatMap((sign, place) => (sign === 'x' ? [place] : [])));

describe('the table of bar rhythms', () => {
  test.each(['bass', 'chords'] as const)(
    'has strokes of the %s in order, within the bar, that do not overlap',
    (part) => {
      for (const meter of ['4/4', '3/4'] as const) {
        const { barTicks } = meterInfo(meter);
        const rhythms = barRhythms(part, meter);
        expect(rhythms.length).toBeGreaterThan(1);
        for (const { strokes, fastest, often } of rhythms) {
          strokes.forEach(({ at, ticks }, i) => {
            expect(ticks).toBeGreaterThan(0);
            expect(at + ticks).toBeLessThanOrEqual(strokes[i + 1]?.at ?? barTicks);
          });
          expect(fastest).toBeGreaterThanOrEqual(60);
          expect(Object.values(often).every((share) => share >= 0 && share <= 1)).toBe(true);
        }
      }
    },
  );

  test('states each bar in the bass', () => {
    for (const meter of ['4/4', '3/4'] as const)
      for (const { strokes } of barRhythms('bass', meter)) expect(strokes[0]!.at).toBe(0);
  });

  test('says nothing about meters that few games have', () => {
    expect(barRhythms('bass', '7/8')).toEqual([]);
    expect(barRhythms('chords', '6/8')).toEqual([]);
  });
});

describe('a rhythm near a figure', () => {
  test('agrees with it beyond chance', () => {
    const [march, walk, gallop] = [set('x...x...x...x..x'), set('x...x...x...x...'), set('x.xxx.xxx.xxx.xx')];
    expect(likeness(walk, walk, 16)).toBe(1);
    expect(likeness(walk, march, 16)).toBeGreaterThan(0.8);
    expect(likeness(gallop, set('xxxxxxxxxxxxxxxx'), 16)).toBe(0);
    expect(likeness(walk, set('.x...x...x...x..'), 16)).toBeLessThan(0);
  });

  test('is never one of a pedal', () => {
    for (const pattern of PEDALS) expect(bassRhythms(setting, pattern)).toEqual([]);
  });

  test('is there for every other figure, and not its own', () => {
    for (const pattern of BASS.filter((each) => !PEDALS.includes(each) && each !== 'gallop')) {
      const own = within(starts(bassIn(setting, pattern, null)));
      const near = bassRhythms(setting, pattern).map(({ strokes }) => strokes.map(({ at }) => at));
      expect(near.length).toBeGreaterThan(0);
      expect(near).not.toContainEqual(own);
    }
  });

  test('runs in sixteenths only for what runs in eighths, has an answer where there is one, and a gallop is as it is', () => {
    const counts = (pattern: BassPattern) => bassRhythms(setting, pattern).map(({ strokes }) => strokes.length);
    expect(counts('pulse')).toContain(16);
    expect(Math.min(...counts('pulse'))).toBeGreaterThanOrEqual(5);
    expect(counts('gallop')).toEqual([]);
    expect(Math.max(...counts('long'))).toBeLessThanOrEqual(4);
    expect(Math.min(...counts('root-fifth'))).toBeGreaterThanOrEqual(2);
  });

  test('leaves an off-beat figure off the beat', () => {
    for (const { strokes } of chordRhythms(setting, 'oom-pah')) {
      const onFirst = strokes.filter(({ at }) => at === 0).length;
      expect(onFirst / strokes.length).toBeLessThanOrEqual(0.25);
    }
  });
});

describe('a figure in a rhythm', () => {
  test('begins each chord with its own tone, and has tones that the figure has', () => {
    for (const pattern of BASS)
      for (const rhythm of bassRhythms(setting, pattern)) {
        const plain = bassIn(setting, pattern, null);
        const moved = bassIn(setting, pattern, rhythm);
        for (const { tick } of setting.harmony) {
          const first = moved.find((note) => note.tick === tick);
          expect(first?.pitch).toBe(plain.find((note) => note.tick === tick)?.pitch);
        }
        const tones = new Set(plain.map(({ pitch }) => pitch));
        expect(moved.every(({ pitch }) => tones.has(pitch))).toBe(true);
      }
  });

  test('strikes where the rhythm does, and no note is longer than the figure’s', () => {
    for (const pattern of BASS)
      for (const rhythm of bassRhythms(setting, pattern)) {
        const moved = bassIn(setting, pattern, rhythm);
        expect(within(starts(moved))).toEqual(rhythm.strokes.map(({ at }) => at));
        const longest = Math.max(...bassIn(setting, pattern, null).map(({ durationTicks }) => durationTicks));
        for (const [i, { tick, durationTicks }] of moved.entries()) {
          expect(durationTicks).toBeLessThanOrEqual(longest);
          expect(tick + durationTicks).toBeLessThanOrEqual(moved[i + 1]?.tick ?? setting.endTick);
        }
      }
  });

  test('has the voices of its chord', () => {
    for (const pattern of CHORDS)
      for (const rhythm of chordRhythms(setting, pattern)) {
        const tones = new Set(chordsIn(setting, pattern, null).map(({ pitch }) => pitch));
        const moved = chordsIn(setting, pattern, rhythm);
        expect(moved.length).toBeGreaterThan(0);
        expect(moved.every(({ pitch }) => tones.has(pitch))).toBe(true);
      }
  });
});

describe('the rhythm of a game', () => {
  const rhythms = bassRhythms(setting, 'pulse');

  test('is drawn by its seed, oftener where games have it oftener, and never faster than they play it', () => {
    const drawn = Array.from({ length: 400 }, (_, i) => drawnRhythm(rhythms, 'battle', 120, 0.4, `seed ${i}`));
    const own = drawn.filter((rhythm) => rhythm === null).length;
    expect(own).toBeGreaterThan(120);
    expect(own).toBeLessThan(200);
    const runs = drawn.filter((rhythm) => rhythm?.strokes.length === 16).length;
    expect(runs).toBeGreaterThan(30);
    const fast = Array.from({ length: 400 }, (_, i) => drawnRhythm(rhythms, 'battle', 185, 0.4, `seed ${i}`));
    expect(fast.some((rhythm) => rhythm !== null)).toBe(true);
    expect(fast.every((rhythm) => rhythm === null || rhythm.fastest >= 185)).toBe(true);
    expect(fast.some((rhythm) => rhythm?.strokes.length === 16)).toBe(false);
  });

  test('is the same in each of its bars, and differs among games', () => {
    const rhythmsOf = (name: PresetName) =>
      SEEDS.map((seed) => within(starts(bassNotes(settingFor(name, seed)))).join(' '));
    expect(new Set(rhythmsOf('battle')).size).toBeGreaterThanOrEqual(8);
    expect(new Set(rhythmsOf('village')).size).toBeGreaterThanOrEqual(8);
  });

  test('is not taken without a seed, nor by bands in a style of their own', () => {
    expect(bassNotes(setting)).toEqual(bassIn(setting, setting.style.bass.patterns[0]!, null));
    for (const seed of SEEDS) {
      const irish = settingFor('exploration', seed, 'irish');
      const [bass] = irish.style.bass.patterns;
      const [chords] = irish.style.chords.patterns;
      expect([bassIn(irish, bass!, null), bassIn(irish, irish.style.bass.patterns[1]!, null)]).toContainEqual(
        bassNotes(irish),
      );
      expect([chordsIn(irish, chords!, null), chordsIn(irish, irish.style.chords.patterns[1]!, null)]).toContainEqual(
        chordNotes(irish),
      );
    }
  });
});
