import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLog } from '../../plugin/conductor/log.ts';
import type { SavedMusic } from '../../plugin/conductor/saved.ts';
import { hashOf } from '../helper/version-1.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/version-1/${name}.json`, import.meta.url), 'utf8'));

/** Written by version 0.3.0, with the notes that it played. */
describe('logs and saves of format version 1 load for ever, note for note', () => {
  test('a log with every command in it', async () => {
    expect(await hashOf({ replay: readLog(read('log')) }, 60)).toMatchObject({ hash: '742c01dc', warnings: [] });
  });

  test('a save', async () => {
    expect(await hashOf({ saved: read('saved') as SavedMusic }, 30)).toMatchObject({ hash: '58819b45', warnings: [] });
  });

  test('a log of a game that went on from a save', async () => {
    expect(await hashOf({ replay: readLog(read('log-from-saved')) }, 60)).toMatchObject({
      hash: '3e9472de',
      warnings: [],
    });
  });
});
