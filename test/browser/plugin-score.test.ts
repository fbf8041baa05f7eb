/** A MIDI file that a scene loads is the music of its mood. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test } from 'vitest';
import { SoundtrackPlayer } from '../../plugin/player.ts';
import { tavern } from '../helper/score-files.ts';
import { gesture, next, type Played, play, scene } from './game.ts';

const soundtrack = { start: 'tavern', moods: { tavern: { like: 'village', score: 'tavern' } } } as const;

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

describe(`a score on Phaser ${Phaser.VERSION}`, () => {
  test('is loaded by a scene, and plays in its own key', async () => {
    const url = URL.createObjectURL(new Blob([tavern() as BlobPart]));
    const inn = scene('Inn', {
      preload(this: Phaser.Scene) {
        this.load.midi('tavern', url);
      },
    });
    const game = await play(soundtrack, { scene: [inn] });
    played = game;
    await gesture(game);
    const { source, mood } = await next(game.soundtrack, 'phrase');
    expect([source, mood]).toEqual(['score', 'tavern']);
    expect(game.soundtrack.snapshot()).toMatchObject({ controls: { tonic: 'D', meter: '4/4', tempo: 96 } });
    expect(game.soundtrack.record()).toMatchObject({ scores: { tavern: expect.stringMatching(/^[0-9a-f]{8}$/) } });
    expect(() => inn && game.game.scene.getScene('Inn').load.midi('')).toThrow(/load.midi: the key is/);
    URL.revokeObjectURL(url);
  });
});

test('a page hands over the bytes', async () => {
  const context = new AudioContext();
  const player = new SoundtrackPlayer(soundtrack, { context, score: () => tavern() });
  await context.resume();
  const source = await new Promise((resolve) => player.once('phrase', (event) => resolve(event.source)));
  expect(source).toBe('score');
  player.destroy();
  await context.close();
});
