import { describe, expect, test } from 'vitest';
import { NUMERIC_CONTROLS } from '../../plugin/mood/controls.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { CONTROL_RANGES } from '../../plugin/mood/ranges.ts';
import { scaleOf, tonicPitchClass } from '../../plugin/music/pitch.ts';

const notesOf = (name: (typeof PRESET_NAMES)[number]) => {
  const { tonic, mode } = PRESETS[name].controls;
  return new Set(scaleOf(mode).map((pc) => (pc + tonicPitchClass(tonic)) % 12));
};

describe('presets', () => {
  test('every mood of the scene table is there, once, and its numbers lie in range', () => {
    expect(Object.keys(PRESETS).sort()).toEqual([...PRESET_NAMES].sort());
    for (const name of PRESET_NAMES) {
      const mood = PRESETS[name];
      expect(mood.name).toBe(name);
      for (const control of NUMERIC_CONTROLS) {
        const { min, max } = CONTROL_RANGES[control];
        expect(mood.controls[control], `${name} ${control}`).toBeGreaterThanOrEqual(min);
        expect(mood.controls[control], `${name} ${control}`).toBeLessThanOrEqual(max);
      }
    }
  });

  test('tempos stay inside the scene table of docs/music-criteria.md', () => {
    const table: Record<string, readonly [number, number]> = {
      forest: [76, 96],
      exploration: [100, 116],
      village: [96, 120],
      cave: [54, 70],
      desert: [84, 100],
      battle: [140, 172],
      boss: [150, 180],
      sorrow: [56, 72],
      calm: [60, 76],
      mystery: [66, 84],
      victory: [120, 140],
    };
    for (const name of PRESET_NAMES) {
      const [low, high] = table[name]!;
      expect(PRESETS[name].controls.tempo, name).toBeGreaterThanOrEqual(low);
      expect(PRESETS[name].controls.tempo, name).toBeLessThanOrEqual(high);
    }
  });

  test('battle is faster, louder and tenser than forest, and calm is the stillest', () => {
    const { forest, battle, calm } = PRESETS;
    expect(battle.controls.tempo).toBeGreaterThan(forest.controls.tempo * 1.4);
    expect(battle.controls.intensity).toBeGreaterThan(forest.controls.intensity);
    expect(battle.tension).toBeGreaterThan(forest.tension);
    for (const name of PRESET_NAMES) expect(PRESETS[name].arousal).toBeGreaterThanOrEqual(calm.arousal);
  });

  test('scenes that lie beside each other share most of their notes or their tonic', () => {
    const neighbors = [
      ['forest', 'village'],
      ['forest', 'exploration'],
      ['village', 'exploration'],
      ['forest', 'cave'],
      ['forest', 'mystery'],
      ['battle', 'desert'],
      ['exploration', 'village'],
      ['sorrow', 'village'],
      ['calm', 'village'],
    ] as const;
    for (const [a, b] of neighbors) {
      const other = notesOf(b);
      const shared = [...notesOf(a)].filter((note) => other.has(note)).length;
      expect(shared, `${a} and ${b}`).toBeGreaterThanOrEqual(Math.min(notesOf(a).size, other.size) - 1);
    }
    expect(PRESETS.forest.controls.tonic).toBe(PRESETS.battle.controls.tonic);
    expect(PRESETS.victory.controls.tonic).toBe(PRESETS.battle.controls.tonic);
  });
});
