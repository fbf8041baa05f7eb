import { afterEach, describe, expect, test, vi } from 'vitest';
import { findChromium } from '../../scripts/chromium.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the search for Chromium', () => {
  test('takes the one that CHROMIUM_PATH names before any other', () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath);
    expect(findChromium()).toBe(process.execPath);
  });

  test('says in one line what to do when CHROMIUM_PATH names nothing', () => {
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
    expect(() => findChromium()).toThrow(/^no browser at CHROMIUM_PATH; \/nowhere\/chromium; name .* or unset it$/);
  });
});
