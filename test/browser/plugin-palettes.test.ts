/** Sounds that a game has loaded with Phaser's own loader play in its music. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { encodeWav } from '../../plugin/audio/wav.ts';
import { gesture, type Played, play, until } from './game.ts';

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
  vi.restoreAllMocks();
});

/** A WAV file of a falling sine, at an address that Phaser can load. */
function recordedTone(): string {
  const rate = 44100;
  const tone = Float32Array.from(
    { length: rate },
    (_, i) => 0.5 * Math.exp((-3 * i) / rate) * Math.sin((2 * Math.PI * 440 * i) / rate),
  );
  return URL.createObjectURL(new Blob([encodeWav([tone], rate) as BlobPart], { type: 'audio/wav' }));
}

const TAVERN = {
  start: 'forest',
  palettes: { tavern: { like: 'folk', melody: { key: 'fiddle', root: 'A4', range: ['G3', 'E6'] } } },
  moods: { forest: { controls: { palette: 'tavern' } } },
} as const;

describe(`palettes of a game's own on Phaser ${Phaser.VERSION}`, () => {
  test('play what this.load.audio has loaded, by its key', async () => {
    const sources: AudioBufferSourceNode[] = [];
    const create = AudioContext.prototype.createBufferSource;
    vi.spyOn(AudioContext.prototype, 'createBufferSource').mockImplementation(function (this: AudioContext) {
      const source = create.call(this);
      sources.push(source);
      return source;
    });
    class Tavern extends Phaser.Scene {
      preload(): void {
        this.load.audio('fiddle', recordedTone());
      }
    }
    played = await play(TAVERN, { scene: [Tavern] });
    const { game, soundtrack } = played;
    await until(() => game.cache.audio.has('fiddle'));
    await gesture(played);
    await until(() => soundtrack.snapshot()?.state === 'playing');
    const fiddle: AudioBuffer = game.cache.audio.get('fiddle');
    await until(() => sources.some(({ buffer }) => buffer === fiddle));
    // Each at its own pitch.
    await until(
      () => new Set(sources.filter(({ buffer }) => buffer === fiddle).map((s) => s.playbackRate.value)).size > 1,
    );
  });

  test('are refused with one line where a name is not known', async () => {
    played = await play();
    const { soundtrack } = played;
    expect(() => soundtrack.restart({ moods: { inn: { controls: { palette: 'fork' } } } })).toThrow(
      /mood 'inn': unknown palette 'fork'; did you mean 'folk'/,
    );
    expect(() => soundtrack.restart({ palettes: { tavern: { like: 'fork' } } })).toThrow(
      /palette 'tavern': like: unknown palette/,
    );
  });
});
