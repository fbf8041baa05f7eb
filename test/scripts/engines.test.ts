import { afterEach, describe, expect, test, vi } from 'vitest';
import { ensureEngines, findFirefox } from '../../scripts/engines.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the search for Firefox', () => {
  test('finds none where FIREFOX_PATH names nothing, and says in one line what to install', () => {
    vi.stubEnv('FIREFOX_PATH', '/nowhere/firefox');
    vi.stubEnv('CI', '');
    const lines: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line));
    expect(findFirefox()).toBeNull();
    ensureEngines();
    expect(lines).toContainEqual(
      'engines: firefox is missing, so its tests are skipped; apt-get install firefox-esr pulseaudio',
    );
  });
});
