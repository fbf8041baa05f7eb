/** Grooves of games: which lines of a kit's pattern they replace, and that themes and games differ in them. */

import { describe, expect, test } from 'vitest';
import { settingOf } from '../../plugin/arrange/arrange-context.ts';
import { gameGroove } from '../../plugin/arrange/drummer/game-groove.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { DrumClass } from '../../plugin/music/drum-performance.ts';
import { tune } from '../fixtures/tunes.ts';

const PATTERN: ReadonlyMap<DrumClass, readonly number[]> = new Map([
  ['kick', [0, 48]],
  ['snare', [24, 72]],
  ['ride', [0, 12, 24, 36, 48, 60, 72, 84]],
  ['tom-low', [90]],
]);
const SEEDS = Array.from({ length: 24 }, (_, i) => `game ${i}`);

function grooveOf(mood: 'battle' | 'desert', figures?: string, theme = 'A', tempo = PRESETS[mood].controls.tempo) {
  const { figures: _, ...preset } = PRESETS[mood];
  const controls = { ...preset.controls, tempo };
  const phrase = tune({ bars: 4, meter: '4/4', mode: controls.mode });
  const request = { phrase, controls, mood: { ...preset, ...(figures ? { figures } : {}) }, seed: 's', phraseIndex: 0 };
  return gameGroove({ ...settingOf(request), section: { theme, lineup: 'full' } }, PATTERN);
}

describe('the groove of a game', () => {
  test('is the pattern where nothing is drawn', () => {
    expect(grooveOf('battle')).toBe(PATTERN);
  });

  test('has a line of its own for kick, snare and time-keeper, and the toms of the pattern', () => {
    for (const seed of SEEDS) {
      const groove = grooveOf('battle', seed);
      expect([...groove.keys()].sort()).toEqual([...PATTERN.keys()].sort());
      expect(groove.get('tom-low')).toEqual([90]);
      expect(groove.get('ride')).toContain(0);
    }
    expect(new Set(SEEDS.map((seed) => JSON.stringify([...grooveOf('battle', seed)]))).size).toBeGreaterThan(12);
  });

  test('keeps what a frame drum beats, and changes how it keeps time', () => {
    for (const seed of SEEDS) {
      expect(grooveOf('desert', seed).get('kick')).toEqual(PATTERN.get('kick'));
      expect(grooveOf('desert', seed).get('snare')).toEqual(PATTERN.get('snare'));
    }
    expect(new Set(SEEDS.map((seed) => String(grooveOf('desert', seed).get('ride')))).size).toBeGreaterThan(3);
  });

  test('stays for a theme and its answer, and is drawn anew for another theme', () => {
    for (const seed of SEEDS) expect(grooveOf('battle', seed, "A'")).toEqual(grooveOf('battle', seed, 'A'));
    const changed = SEEDS.filter(
      (seed) => String([...grooveOf('battle', seed, 'B')]) !== String([...grooveOf('battle', seed)]),
    );
    expect(changed.length).toBeGreaterThan(SEEDS.length / 2);
  });

  test('leaves sixteenths to hands that are quick enough', () => {
    const densest = (tempo: number) =>
      Math.max(...SEEDS.map((seed) => grooveOf('battle', seed, 'A', tempo).get('ride')!.length));
    expect(densest(100)).toBe(16);
    expect(densest(150)).toBe(12);
    expect(densest(170)).toBe(8);
  });
});
