import { describe, expect, test } from 'vitest';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chosenStyle, inStyle } from '../../plugin/mood/style-manner.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import { MOOD_STYLES } from '../../plugin/music/style.ts';
import { tunedMood } from '../../plugin/soundtrack/tuning.ts';

const { exploration } = PRESETS;

describe('a style', () => {
  test('changes nothing where it is the mood’s own', () => {
    for (const { controls, band } of Object.values(PRESETS)) {
      expect(inStyle(controls, controls.style)).toBe(controls);
      expect(chosenStyle({ band }, controls)).toBeNull();
    }
  });

  test('moves the melody controls of a mood, each style differently, and leaves its register and its time', () => {
    const styled = MOOD_STYLES.map((style) => inStyle(exploration.controls, style));
    expect(new Set(styled.map((controls) => MELODY_CONTROLS.map((name) => controls[name]).join(' '))).size).toBe(
      MOOD_STYLES.length,
    );
    for (const { register, tempo, meter, density } of styled) {
      expect([register, tempo, meter]).toEqual([
        exploration.controls.register,
        exploration.controls.tempo,
        exploration.controls.meter,
      ]);
      expect(density >= 0 && density <= 1).toBe(true);
    }
  });

  test('leaves a control that the game names', () => {
    const moods = resolveMoods({ inn: { like: 'exploration', controls: { style: 'game-calm', density: 0.7 } } });
    const { density, leap } = moods.get('inn')!.controls;
    expect(density).toBe(0.7);
    expect(leap).toBe(inStyle(exploration.controls, 'game-calm').leap);
  });

  test('of a tuning does the same', () => {
    const tuned = tunedMood(exploration, { moods: { exploration: { style: 'chant', leap: 0.6 } } });
    expect(tuned.controls.leap).toBe(0.6);
    expect(tuned.controls.density).toBe(inStyle(exploration.controls, 'chant').density);
    expect(chosenStyle(tuned, tuned.controls)).toBe('chant');
  });
});
