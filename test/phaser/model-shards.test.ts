import { describe, expect, test } from 'vitest';
import { joined, shardPaths, shardUrl } from '../../plugin/phaser/model-shards.ts';

describe('the files of a model', () => {
  test('lie beside its model.json, whatever query that was asked with', () => {
    expect(shardUrl('music/own/model.json', 'a.bin')).toBe('music/own/a.bin');
    expect(shardUrl('music/own/model.json?v=3#x', 'a.bin')).toBe('music/own/a.bin');
    expect(shardUrl('https://example.org/m/model.json', 'deep/a.bin')).toBe('https://example.org/m/deep/a.bin');
    expect(shardUrl('model.json', 'a.bin')).toBe('a.bin');
  });

  test('may have addresses of their own on the server that their model.json came from', () => {
    const own = 'https://example.org/weights/a.bin';
    expect(shardUrl('https://example.org/m/model.json', own)).toBe(own);
    expect(shardUrl('music/model.json', own, '', 'https://example.org/game/')).toBe(own);
    expect(shardUrl('music/model.json', own, 'https://example.org/cdn/', 'https://game.example/')).toBe(own);
    expect(shardUrl('https://example.org/m/model.json', '/a.bin')).toBe('https://example.org/m//a.bin');
    expect(shardUrl('music/model.json', 'blob:null/123')).toBe('blob:null/123');
    expect(shardUrl('music/model.json', 'data:;base64,AAAA')).toBe('data:;base64,AAAA');
  });

  test.each([
    'https://evil.example/a.bin',
    'http://game.example/a.bin',
    'https://game.example:8443/a.bin',
    'https://game.example.evil.example/a.bin',
    'https://game.example@evil.example/a.bin',
    '//evil.example/a.bin',
    '\\\\evil.example/a.bin',
    '/\\evil.example/a.bin',
    ' //evil.example/a.bin',
    '\t/\n/evil.example/a.bin',
    'ht\ntps://evil.example/a.bin',
    'ftp://evil.example/a.bin',
    'file:///etc/hostname',
    'javascript:alert(1)',
  ])('at %j, on another server, are not loaded', (path) => {
    const page = 'https://game.example/play/';
    const answers = ['model.json', 'mod/model.json', `${page}mod/model.json`].map((url) =>
      shardUrl(url, path, '', page),
    );
    const home = new URL(page);
    const origins = answers.map((answer) => (answer === null ? home.origin : new URL(answer, page).origin));
    expect(origins).toEqual(answers.map(() => home.origin));
    // Beside a model.json in the page's own folder an address stands alone, and means what it says.
    expect(answers[0]).toBeNull();
  });

  test('are, where a scheme has no slashes, what a browser makes of that', () => {
    const path = 'https:evil.example/a.bin';
    expect(shardUrl('model.json', path, '', 'http://game.example/')).toBeNull();
    const beside = 'https://game.example/evil.example/a.bin';
    expect(shardUrl('model.json', path, '', 'https://game.example/')).toBe(beside);
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
    [{ weightsManifest: [{ paths: new Array(300).fill('a') }] }, 'its weightsManifest names 300 weight files; at most 256 are loaded'], // biome-ignore format: a row
  ])('missing in %j are a reason, not a crash', (model, reason) => {
    expect(shardPaths(model)).toBe(reason);
  });

  test('are joined in order', () => {
    const shards = [Uint8Array.of(1, 2).buffer, Uint8Array.of(3).buffer];
    expect([...new Uint8Array(joined(shards))]).toEqual([1, 2, 3]);
  });
});
