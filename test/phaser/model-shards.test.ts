import { describe, expect, test } from 'vitest';
import { joined, shardPaths, shardUrl } from '../../plugin/phaser/model-shards.ts';

describe('the files of a model', () => {
  test('lie beside its model.json, whatever query that was asked with', () => {
    expect(shardUrl('music/own/model.json', 'a.bin')).toBe('music/own/a.bin');
    expect(shardUrl('music/own/model.json?v=3#x', 'a.bin')).toBe('music/own/a.bin');
    expect(shardUrl('https://example.org/m/model.json', 'deep/a.bin')).toBe('https://example.org/m/deep/a.bin');
    expect(shardUrl('model.json', 'a.bin')).toBe('a.bin');
  });

  test('may have addresses of their own', () => {
    expect(shardUrl('music/model.json', 'https://example.org/a.bin')).toBe('https://example.org/a.bin');
    expect(shardUrl('music/model.json', 'blob:null/123')).toBe('blob:null/123');
  });

  test('are read from the manifest in order, over all its groups', () => {
    expect(shardPaths({ weightsManifest: [{ paths: ['a', 'b'] }, { paths: ['c'] }] })).toEqual(['a', 'b', 'c']);
  });

  test.each([
    [null, 'it is not JSON with a weightsManifest'],
    [{}, 'it is not JSON with a weightsManifest'],
    [{ weightsManifest: [] }, 'its weightsManifest names no weight files'],
    [{ weightsManifest: [{ paths: [''] }] }, 'its weightsManifest names no weight files'],
    [{ weightsManifest: [{}] }, 'its weightsManifest names no weight files'],
  ])('missing in %j are a reason, not a crash', (model, reason) => {
    expect(shardPaths(model)).toBe(reason);
  });

  test('are joined in order', () => {
    const shards = [Uint8Array.of(1, 2).buffer, Uint8Array.of(3).buffer];
    expect([...new Uint8Array(joined(shards))]).toEqual([1, 2, 3]);
  });
});
