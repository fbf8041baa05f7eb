import { describe, expect, test } from 'vitest';
import { defineSoundtrack, resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';

describe('soundtrack', () => {
  test('everything may be left out', () => {
    const soundtrack = resolveSoundtrack();
    expect(soundtrack.seed).toBe('soundtrack');
    expect(Object.keys(soundtrack.signals)).toEqual(['danger']);
    expect(soundtrack.modulations.some(({ signal, control }) => signal === 'danger' && control === 'intensity')).toBe(
      true,
    );
    expect(soundtrack.moods.size).toBe(11);
  });

  test('the definition is JSON and comes back as it was', () => {
    const definition = {
      seed: 'world-42',
      scenes: { Forest: 'forest', Cave: 'cave', Battle: { mood: 'battle', at: 'beat' } },
      signals: { danger: { attack: 0.3, release: 4 }, health: { initial: 1 } },
      modulations: [{ signal: 'danger', control: 'intensity', amount: 0.8 }],
      transitions: { '* -> battle': { at: 'beat', fade: 1 }, 'battle -> *': { at: 'phrase', fade: 4 } },
    } as const;
    expect(defineSoundtrack(definition)).toBe(definition);
    expect(resolveSoundtrack(JSON.parse(JSON.stringify(definition)))).toEqual(resolveSoundtrack(definition));
    expect(resolveSoundtrack(definition).scenes.get('Forest')).toEqual({ mood: 'forest' });
  });

  test('a game that declares other signals gets no rule for a danger it does not have', () => {
    expect(resolveSoundtrack({ signals: { night: { initial: false } } }).modulations).toEqual([]);
  });

  test.each([
    [{ scenes: { Forest: 'forrest' } }, "scene 'Forest': unknown mood 'forrest'; did you mean 'forest'? known moods:"],
    [
      { scenes: { Forest: { mood: 'forest', at: 'beet' } } },
      "scene 'Forest': unknown sync point 'beet'; did you mean 'beat'?",
    ],
    [{ scene: {} }, "soundtrack: unknown field 'scene'; did you mean 'scenes'?"],
    [
      { transitions: { 'forest > battle': {} } },
      "transition 'forest > battle' must read 'mood -> mood', where either may be *",
    ],
    [{ transitions: { '* -> batle': {} } }, "transition '* -> batle': unknown mood 'batle'; did you mean 'battle'?"],
    [{ transitions: { '* -> battle': { fade: 99 } } }, "transition '* -> battle': fade is 99; it must lie in 0..30"],
    [{ modulations: [{ signal: 'night', control: 'tempo', amount: 1 }] }, "modulations[0]: unknown signal 'night'"],
    [{ moods: { swamp: { like: 'cafe' } } }, "mood 'swamp': like: unknown mood 'cafe'; did you mean 'cave'?"],
    [{ themes: { hero: { notes: [] } } }, "theme 'hero' needs notes"],
    [{ themes: { hero: { notes: [[0, 0]] } } }, "theme 'hero': note 0 must be"],
    [{ themes: { hero: { notes: [[0, 20]] } } }, "theme 'hero' lasts 20 quarter notes"],
    [{ start: 'forrest' }, "unknown mood 'forrest'"],
    [{ budget: { voices: 2 } }, 'soundtrack.budget.voices is 2; it must lie in 8..384'],
    [{ budget: { samplesMB: '9' } }, 'soundtrack.budget.samplesMB must be a number'],
    [{ budget: 'smal' }, "soundtrack.budget: unknown budget 'smal'; did you mean 'small'?"],
    [{ budget: { sampleRate: 8000 } }, 'soundtrack.budget.sampleRate is 8000; it must lie in 11025..96000'],
    [{ budget: { voice: 9 } }, "soundtrack.budget: unknown field 'voice'; did you mean 'voices'?"],
  ])('%j is refused at once', (definition, message) => {
    expect(() => defineSoundtrack(definition as never)).toThrow(message);
  });
});
