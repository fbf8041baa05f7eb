import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { beatsOf } from '../../plugin/arrange/beats.ts';
import { DRUM_KEYS, type Drum, KITS } from '../../plugin/arrange/drum-patterns.ts';
import { DRUM_LINES, KIT_SCENES, strikes } from '../../plugin/arrange/groove.ts';
import { GROOVE_TABLE } from '../../plugin/arrange/groove-table.generated.ts';
import type { KitName } from '../../plugin/arrange/styles.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { tune } from '../fixtures/tunes.ts';

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('the table of grooves', () => {
  test('has a share of bars for each sixteenth, and the bass on the first beat of most', () => {
    for (const [name, lines] of Object.entries(GROOVE_TABLE)) {
      const places = name.endsWith('3/4') ? 12 : 16;
      for (const row of Object.values(lines) as (readonly number[])[]) {
        expect(row).toHaveLength(places);
        for (const share of row) expect(share >= 0 && share <= 100).toBe(true);
      }
    }
    for (const scene of ['battle', 'field', 'calm'] as const)
      expect(strikes(scene, '4/4', 'bass')![0]).toBeGreaterThan(0.9);
  });

  test('says nothing about meters that were not counted', () => {
    expect(strikes('battle', '7/8', 'kick')).toBeNull();
  });
});

test.each(Object.keys(KITS) as KitName[])(
  'the kit %s strikes where game music does: low strokes and back-beats of its full level',
  (name) => {
    const kit = KITS[name];
    const groove = kit.grooves.find(({ meter, level }) => meter === '4/4' && level === 'full');
    const lines: [Drum, string][] = groove
      ? (Object.entries(groove.lines) as [Drum, string][])
      : kit.levels.full.map(({ drum, two }) => [
          drum,
          beatsOf('4/4')
            .map(({ job }) => two[job])
            .join(''),
        ]);
    const counted = lines.flatMap(([drum, text]) => {
      const line = DRUM_LINES[drum];
      const row = line === 'kick' || line === 'snare' ? strikes(KIT_SCENES[name], '4/4', line) : null;
      return row ? [...text].map((sign, place) => ({ struck: sign !== '.', often: row[place]! })) : [];
    });
    const shareOf = (struck: boolean) =>
      mean(counted.filter((place) => place.struck === struck).map(({ often }) => often));
    expect(shareOf(true)).toBeGreaterThan(shareOf(false) * 1.2);
  },
);

test('light strokes make bars of one groove differ, and are softer than its own', () => {
  const controls = PRESETS.battle.controls;
  const bars = [0, 2, 4].map((phraseIndex) => {
    const phrase = tune({ bars: 8, meter: '4/4', mode: controls.mode });
    const score = arrange({ phrase, controls, mood: PRESETS.battle, seed: 'ghosts', phraseIndex });
    const { notes } = score.parts.find(({ name }) => name === 'drums-full')!;
    return [0, 1, 4, 5].map((bar) =>
      notes
        .filter(({ tick, pitch }) => Math.floor((tick + 20) / 1920) === bar && pitch !== DRUM_KEYS.crash)
        .map(({ tick, pitch }) => `${Math.round((tick - bar * 1920) / 120)} ${pitch}`)
        .sort()
        .join(),
    );
  });
  expect(new Set(bars.flat()).size).toBeGreaterThan(3);
});

test('a plain bass steps into the next root now and then, not always', () => {
  const { controls } = PRESETS.exploration;
  let upbeats = 0;
  let bars = 0;
  const steps: number[] = [];
  for (let seed = 0; seed < 20; seed++) {
    const phrase = tune({ bars: 8, meter: '4/4', mode: controls.mode });
    const score = arrange({ phrase, controls, mood: PRESETS.exploration, seed: `upbeat ${seed}`, phraseIndex: 0 });
    const bass = score.parts.find(({ name }) => name === 'bass')!.notes;
    for (let bar = 0; bar < 7; bar++) {
      bars++;
      const line = (bar + 1) * 1920;
      const upbeat = bass.find(({ tick }) => Math.abs(tick - (line - 240)) < 30);
      const next = bass.find(({ tick }) => Math.abs(tick - line) < 30)!;
      if (!upbeat) continue;
      upbeats++;
      steps.push(Math.abs(next.pitch - upbeat.pitch));
    }
  }
  // Where the bass goes on in another octave, or on another tone, it would run along with the tune.
  const near = steps.filter((step) => [1, 2, 3].includes(Math.min(step % 12, 12 - (step % 12))));
  expect(near.length / steps.length).toBeGreaterThan(0.85);
  expect(upbeats / bars).toBeGreaterThan(0.05);
  expect(upbeats / bars).toBeLessThan(0.5);
});
