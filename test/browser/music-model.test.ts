/** Weights that a game brings along come through its own loader; broken ones cost the better melodies, never the music. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { gesture, next, type Played, play, until } from './game.ts';

const SHIPPED = new URL('../../models/weights/default/model.json', import.meta.url).href;
const urls: string[] = [];
let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
  for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  vi.restoreAllMocks();
});

/** A game whose only scene loads a model before it starts. */
async function withModel(url: string): Promise<Played> {
  class Loads extends Phaser.Scene {
    preload(): void {
      this.load.musicModel('own', url);
    }
  }
  // Phrases of four short bars, so that one is soon over.
  const moods = { battle: { controls: { tempo: 220, meter: '3/4' } } } as const;
  played = await play({ model: 'own', start: 'battle', moods }, { scene: [Loads] });
  return played;
}

function address(content: BlobPart): string {
  const url = URL.createObjectURL(new Blob([content]));
  urls.push(url);
  return url;
}

/** A model.json with one weight, whose binary has some bytes. */
function model(name: string, bytes: number): string {
  const paths = [address(new Uint8Array(bytes))];
  return address(
    JSON.stringify({ weightsManifest: [{ paths, weights: [{ name, shape: [3, 3], dtype: 'float32' }] }] }),
  );
}

describe(`load.musicModel on Phaser ${Phaser.VERSION}`, () => {
  test('weights loaded by a scene write the melodies', async () => {
    const game = await withModel(SHIPPED);
    const sources: string[] = [];
    game.soundtrack.on('phrase', ({ source }) => void sources.push(source));
    await gesture(game);
    await until(() => sources.includes('lstm'));
    expect(game.soundtrack.snapshot()?.degraded).toBe(false);
  });

  test.each([
    ['no such file', () => '/no/such/model.json', /could not be loaded|not JSON/],
    ['no JSON', () => address('<html>'), /not JSON with a weightsManifest/],
    ['no manifest', () => address('{}'), /not JSON with a weightsManifest/],
    [
      'a missing shard',
      () => address(JSON.stringify({ weightsManifest: [{ paths: ['/no/such.bin'] }] })),
      /could not be loaded/,
    ],
    ['a truncated shard', () => model('embed/kernel', 10), /cut off/],
    ['another network', () => model('embed/kernel', 36), /another/],
  ])('%s: one warning, one event, and the fallback plays', async (_what, url, reason) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const game = await withModel(url());
    const degraded: string[] = [];
    game.soundtrack.on('degraded', (event) => void degraded.push(event.reason));
    const phrase = next(game.soundtrack, 'phrase');
    await gesture(game);
    expect((await phrase).source).toBe('ngram');
    await next(game.soundtrack, 'bar');
    // How soon it is known that the network will not come depends on what else the machine does.
    await until(() => degraded.length > 0 && game.soundtrack.snapshot()!.bar > 3);
    expect(degraded).toEqual([expect.stringMatching(reason)]);
    const ours = warn.mock.calls.filter(([text]) => String(text).includes('phaser-adaptive-music'));
    expect(ours).toHaveLength(1);
    expect(game.soundtrack.snapshot()).toMatchObject({ state: 'playing', degraded: true });
  });

  test('an invalid key or url is reported at once', async () => {
    played = await play();
    const scene = played.game.scene.scenes[0]!;
    expect(() => scene.load.musicModel('', 'model.json')).toThrow(/load\.musicModel: the key is ""; give a name/);
    expect(() => scene.load.musicModel('own', '')).toThrow(/load\.musicModel\('own'\): the url is ""; give the URL/);
  });
});
