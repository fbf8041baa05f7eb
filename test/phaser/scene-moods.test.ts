import { describe, expect, test } from 'vitest';
import { SceneMoods } from '../../plugin/phaser/scene-moods.ts';

const TAGS: Readonly<Record<string, { mood: string }>> = {
  Forest: { mood: 'forest' },
  Battle: { mood: 'battle' },
  Menu: { mood: 'calm' },
};

function follow() {
  const heard: string[] = [];
  const moods = new SceneMoods<{ mood: string }>((request) => heard.push(request.mood));
  return {
    heard,
    moods: {
      started: (scene: string) => moods.started(scene, TAGS[scene] ?? null),
      returned: (scene: string) => moods.returned(scene, TAGS[scene] ?? null),
      paused: (scene: string) => moods.paused(scene),
      stopped: (scene: string) => moods.stopped(scene),
      asked: (request: { mood: string }) => moods.asked(request),
      settle: () => moods.settle(),
    },
  };
}

describe('which scene decides the mood', () => {
  test('the scene that started last', () => {
    const { heard, moods } = follow();
    moods.started('Forest');
    moods.started('Battle');
    expect(heard).toEqual(['forest', 'battle']);
  });

  test('a scene that is not mapped changes nothing', () => {
    const { heard, moods } = follow();
    moods.started('Forest');
    moods.started('Hud');
    moods.stopped('Hud');
    moods.settle();
    expect(heard).toEqual(['forest']);
  });

  test('when an overlay goes, the scene beneath it counts again', () => {
    const { heard, moods } = follow();
    moods.started('Forest');
    moods.started('Menu');
    moods.stopped('Menu');
    moods.settle();
    expect(heard).toEqual(['forest', 'calm', 'forest']);
  });

  test('a scene left for another does not flash the one beneath both', () => {
    const { heard, moods } = follow();
    moods.started('Menu');
    moods.started('Forest');
    moods.stopped('Forest');
    moods.started('Battle');
    moods.settle();
    expect(heard).toEqual(['calm', 'forest', 'battle']);
  });

  test('a pause with nothing else awake leaves the music as it is, also on return', () => {
    const { heard, moods } = follow();
    moods.started('Forest');
    moods.paused('Forest');
    moods.settle();
    moods.returned('Forest');
    expect(heard).toEqual(['forest']);
  });

  test("the game's own choice survives an overlay, and ends when its scene starts again", () => {
    const { heard, moods } = follow();
    moods.started('Battle');
    moods.asked({ mood: 'boss' });
    moods.started('Menu');
    moods.stopped('Menu');
    moods.settle();
    expect(heard).toEqual(['battle', 'calm', 'boss']);
    moods.stopped('Battle');
    moods.started('Battle');
    expect(heard.at(-1)).toBe('battle');
  });

  test('a scene that wakes after another was on top decides again', () => {
    const { heard, moods } = follow();
    moods.started('Forest');
    moods.paused('Forest');
    moods.started('Battle');
    moods.stopped('Battle');
    moods.returned('Forest');
    moods.settle();
    expect(heard).toEqual(['forest', 'battle', 'forest']);
  });
});
