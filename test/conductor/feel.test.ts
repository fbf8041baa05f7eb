/** A point of the dial that the game gives while music plays. */

import { expect, test } from 'vitest';
import { movedControls } from '../../plugin/mood/dial.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { notesOf, rehearse, rehearseReplay } from '../helper/rehearsal.ts';

const GAME = { start: 'forest', scenes: { Forest: 'forest', Cave: 'cave' } } as const;

test('moves the mood that plays from the next bar on, until it is taken back', async () => {
  const { conductor, playTo } = rehearse({ soundtrack: GAME });
  conductor.start();
  await playTo(6);
  conductor.feel({ arousal: 0.8 });
  await playTo(16);
  const { tempo, intensity } = movedControls(PRESETS.forest, { ...PRESETS.forest, arousal: 0.8 });
  expect(tempo).toBeGreaterThan(PRESETS.forest.controls.tempo + 30);
  expect(conductor.snapshot().controls).toMatchObject({ tempo, intensity });
  conductor.feel({});
  await playTo(24);
  expect(conductor.snapshot().controls).toMatchObject({ tempo: PRESETS.forest.controls.tempo });
});

test('moves moods that come later, each from its own point', async () => {
  const { conductor, playTo } = rehearse({ soundtrack: GAME });
  conductor.start().feel({ tension: 0.9 }).mood('cave');
  await playTo(12);
  const moved = movedControls(PRESETS.cave, { ...PRESETS.cave, tension: 0.9 });
  expect(conductor.snapshot()).toMatchObject({ mood: 'cave', controls: { tempo: moved.tempo, mode: moved.mode } });
});

test('stands in logs and saved games', async () => {
  const show = rehearse({ soundtrack: GAME });
  show.conductor.start();
  await show.playTo(5);
  show.conductor.feel({ valence: 0.1, arousal: 0.62 });
  await show.playTo(20);
  const { log } = show.conductor;
  const again = await rehearseReplay({ soundtrack: GAME, replay: JSON.parse(JSON.stringify(log)) }, 20);
  const notes = (bars: ReturnType<typeof show.bars>) => notesOf(bars.slice(0, 5), bars[0]!.time);
  expect(notes(again.bars())).toBe(notes(show.bars()));
  expect(again.warnings).toEqual([]);
  const saved = show.conductor.save();
  expect(saved.feel).toEqual({ valence: 0.1, arousal: 0.62 });
  const loaded = rehearse({ soundtrack: GAME, saved: JSON.parse(JSON.stringify(saved)) });
  loaded.conductor.mood('forest').start();
  await loaded.playTo(8);
  expect(loaded.conductor.snapshot().controls.tempo).toBe(show.conductor.snapshot().controls.tempo);
});

test('is checked', () => {
  const { conductor } = rehearse({ soundtrack: GAME });
  expect(() => conductor.feel({ joy: 1 } as never)).toThrow("unknown axis 'joy'");
  expect(() => conductor.feel({ valence: -1 })).toThrow('feel: valence is -1; it must lie in 0..1');
  expect(() => conductor.feel(7 as never)).toThrow('feel: feel must be an object');
});
