import { expect, test } from 'vitest';
import { taggedScene } from '../../plugin/overlay/game-scenes.ts';
import { withTag } from '../../plugin/overlay/tag-scene.ts';

test('a scene gets a mood, and keeps what else its tag says', () => {
  expect(withTag({}, 'Cave', 'cave')).toEqual({ scenes: { Cave: 'cave' } });
  const definition = { seed: 7, scenes: { Title: 'calm', Battle: { mood: 'battle', fade: 0.8 } } } as const;
  expect(withTag(definition, 'Title', 'village').scenes).toEqual({
    Title: 'village',
    Battle: { mood: 'battle', fade: 0.8 },
  });
  expect(withTag(definition, 'Battle', 'boss').scenes!.Battle).toEqual({ mood: 'boss', fade: 0.8 });
  expect(definition.scenes.Title).toBe('calm');
});

test('a scene of any name is tagged without touching prototypes', () => {
  const { scenes } = withTag({}, '__proto__', 'cave');
  expect(Object.entries(scenes!)).toEqual([['__proto__', 'cave']]);
  expect(({} as { mood?: string }).mood).toBeUndefined();
});

test('of the scenes that run, the one whose mood plays is offered', () => {
  const definition = { scenes: { Forest: 'forest', Pause: { mood: 'calm' } } };
  expect(taggedScene(['Forest', 'Bar', 'Pause'], definition, 'forest')).toBe('Forest');
  expect(taggedScene(['Forest', 'Bar', 'Pause'], definition, 'calm')).toBe('Pause');
  expect(taggedScene(['Forest', 'Bar'], definition, 'battle')).toBe('Forest');
  expect(taggedScene(['Bar', 'Ui'], definition, 'battle')).toBe('Bar');
  expect(taggedScene([], definition, 'battle')).toBeNull();
});
