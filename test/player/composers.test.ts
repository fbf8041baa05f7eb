/** The models of a game when they do not load. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createModelSource } from '../../plugin/player/composers.ts';
import type { MusicHost } from '../../plugin/player/host.ts';

const { shippedModel, shippedDrummer } = vi.hoisted(() => {
  const offline = () => Promise.reject(new Error('offline'));
  return { shippedModel: vi.fn(offline), shippedDrummer: vi.fn(offline) };
});
vi.mock('../../plugin/generate/worker/shipped-model.ts', () => ({ shippedModel, shippedDrummer }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', class {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('drums that do not load are tried again with each restart, and reported once', async () => {
  const warnings: string[] = [];
  const source = createModelSource({} as MusicHost, {}, (message) => void warnings.push(message));
  source.begin();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shippedDrummer.mock.calls.length).toBeGreaterThan(2);
  expect(warnings).toEqual(['the drummer could not be loaded: offline']);
  source.dispose();
});
