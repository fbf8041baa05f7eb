import { describe, expect, test } from 'vitest';
import { moodNamed, resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';

describe('moods', () => {
  test('an unknown mood is named, with the one that was meant and all that are known', () => {
    const moods = resolveMoods();
    expect(() => moodNamed(moods, 'forrest')).toThrow(
      "unknown mood 'forrest'; did you mean 'forest'? known moods: battle, boss, calm, cave,",
    );
    expect(() => moodNamed(moods, 'spaceship')).toThrow(/^unknown mood 'spaceship'; known moods:/);
  });

  test('a mood of the game takes what it does not say from the mood it is like', () => {
    const moods = resolveMoods({ swamp: { like: 'cave', controls: { tempo: 50, mode: 'locrian' } } });
    const swamp = moodNamed(moods, 'swamp');
    expect(swamp.controls).toEqual({ ...PRESETS.cave.controls, tempo: 50, mode: 'locrian' });
    expect(swamp.tension).toBe(PRESETS.cave.tension);
  });

  test('a mood given by feeling alone is like the nearest preset', () => {
    const moods = resolveMoods({ feast: { valence: 0.9, arousal: 0.55, tension: 0.1 } });
    expect(moodNamed(moods, 'feast').controls).toEqual(PRESETS.village.controls);
  });

  test('a preset can be changed in part', () => {
    const forest = moodNamed(resolveMoods({ forest: { controls: { tempo: 80 } } }), 'forest');
    expect(forest.controls).toEqual({ ...PRESETS.forest.controls, tempo: 80 });
  });

  test.each([
    [{ tempo: 400 }, "mood 'swamp': tempo is 400; it must lie in 40..220"],
    [{ tempo: Number.NaN }, "mood 'swamp': tempo must be a number, not NaN"],
    [{ mode: 'dorain' }, "mood 'swamp': unknown mode 'dorain'; did you mean 'dorian'?"],
    [{ temp: 90 }, "mood 'swamp': unknown control 'temp'; did you mean 'tempo'?"],
    [{ palette: 7 }, "mood 'swamp': palette must be a text, not 7"],
  ])('wrong controls %j are refused with what is right', (controls, message) => {
    expect(() => resolveMoods({ swamp: { controls: controls as never } })).toThrow(message);
  });

  test('wrong fields and feelings are refused', () => {
    expect(() => resolveMoods({ swamp: { valance: 1 } as never })).toThrow("did you mean 'valence'?");
    expect(() => resolveMoods({ swamp: { valence: 2 } })).toThrow("mood 'swamp': valence is 2; it must lie in 0..1");
    expect(() => resolveMoods({ swamp: { like: 'cafe' } })).toThrow("did you mean 'cave'?");
    expect(() => resolveMoods({ swamp: { band: 'calmer' as never } })).toThrow(
      "mood 'swamp': band: unknown mood 'calmer'",
    );
    expect(() => resolveMoods({ swamp: 'cave' as never })).toThrow("mood 'swamp' must be an object");
  });
});
