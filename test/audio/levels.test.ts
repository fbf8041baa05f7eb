import { describe, expect, test } from 'vitest';
import { levelFor } from '../../plugin/audio/palettes/levels.ts';
import { INTENSITY_RISE, LOUDNESS_TARGETS } from '../../plugin/audio/palettes/loudness-targets.ts';
import { PALETTE_NAMES } from '../../plugin/audio/palettes/palettes.ts';
import { midiProgram } from '../../plugin/midi/general-midi.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';

describe('loudness targets', () => {
  test('are at most 6 LU apart, with battle above a cave, and rise with intensity by 2 to 6 LU', () => {
    const targets = PRESET_NAMES.map((mood) => LOUDNESS_TARGETS[mood]);
    expect(Math.max(...targets) - Math.min(...targets)).toBeLessThanOrEqual(6);
    expect(LOUDNESS_TARGETS.battle).toBeGreaterThan(LOUDNESS_TARGETS.cave);
    const [low, middle, high] = INTENSITY_RISE;
    expect(low < middle && middle < high).toBe(true);
    expect(high - low).toBeGreaterThanOrEqual(2);
    expect(high - low).toBeLessThanOrEqual(6);
  });
});

describe('the gain of a band', () => {
  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'of a mood or palette called %s is that of any that was not measured',
    (name) => {
      for (const intensity of [0, 0.5, 1]) {
        expect(levelFor(name, 'folk', intensity)).toBe(levelFor('inn', 'folk', intensity));
        expect(levelFor('forest', name, intensity)).toBe(levelFor('forest', 'tavern', intensity));
        expect(levelFor(name, 'folk', intensity)).toBeTypeOf('number');
      }
      expect(midiProgram(name, 'melody', 'lead')).toBe(midiProgram('unmeasured', 'melody', 'lead'));
    },
  );

  test('is known and within reason for every mood with every palette at every intensity', () => {
    for (const mood of PRESET_NAMES) {
      for (const palette of PALETTE_NAMES)
        for (const intensity of [0, 0.2, 0.5, 0.8, 1])
          expect(Math.abs(levelFor(mood, palette, intensity)), `${mood} ${palette}`).toBeLessThan(15);
    }
  });

  test("moves in no step, and a game's own mood or palette gets what others of its kind get", () => {
    for (const mood of PRESET_NAMES) {
      const { palette } = PRESETS[mood].controls;
      for (let intensity = 0; intensity < 1; intensity += 0.05)
        expect(Math.abs(levelFor(mood, palette, intensity + 0.05) - levelFor(mood, palette, intensity))).toBeLessThan(
          0.6,
        );
    }
    const gains = PRESET_NAMES.map((mood) => levelFor(mood, PRESETS[mood].controls.palette, 0.5));
    const added = levelFor('inn', 'tavern', 0.5);
    expect(added).toBeGreaterThan(Math.min(...gains));
    expect(added).toBeLessThan(Math.max(...gains));
  });
});
