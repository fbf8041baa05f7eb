/** When sound is heard: as the browser says, except where asking it would stop the page for ever. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { heardTime, latencyOf } from '../../plugin/audio/heard-time.ts';

const SYSTEMS = {
  linux: 'X11; Linux x86_64; rv:153.0',
  bsd: 'X11; FreeBSD amd64; rv:153.0',
  windows: 'Windows NT 10.0; Win64; x64; rv:153.0',
  mac: 'Macintosh; Intel Mac OS X 10.15; rv:153.0',
  android: 'Android 15; Mobile; rv:153.0',
} as const;

afterEach(() => {
  vi.unstubAllGlobals();
});

function stub(system: string, engine: 'Gecko' | 'Blink'): void {
  vi.stubGlobal('navigator', { userAgent: `Mozilla/5.0 (${system}) ${engine}` });
  if (engine === 'Gecko') vi.stubGlobal('mozInnerScreenX', 0);
}

/** A context 10 s into its music whose speakers are 40 ms late, and how often it was asked for that. */
function running() {
  const asked: string[] = [];
  const context = {
    state: 'running',
    currentTime: 10,
    baseLatency: 0.01,
    get outputLatency() {
      asked.push('outputLatency');
      return 0.04;
    },
    getOutputTimestamp() {
      asked.push('getOutputTimestamp');
      return { contextTime: 9.96, performanceTime: performance.now() };
    },
  };
  return { context: context as unknown as AudioContext, asked };
}

describe('in Firefox', () => {
  test.each(['linux', 'bsd'] as const)('on %s, a context is never asked: it might not answer', (system) => {
    stub(SYSTEMS[system], 'Gecko');
    const { context, asked } = running();
    expect(latencyOf(context)).toBe(0.025);
    expect(heardTime(context)).toBeCloseTo(9.975, 6);
    expect(asked).toEqual([]);
  });

  test.each(['windows', 'mac', 'android'] as const)('on %s, the context says how late its speakers are', (system) => {
    stub(SYSTEMS[system], 'Gecko');
    const { context } = running();
    expect(latencyOf(context)).toBe(0.04);
    expect(heardTime(context)).toBeCloseTo(9.96, 2);
  });
});

test('other browsers say it on every system', () => {
  for (const system of Object.values(SYSTEMS)) {
    stub(system, 'Blink');
    const { context } = running();
    expect(latencyOf(context)).toBe(0.04);
    expect(heardTime(context)).toBeCloseTo(9.96, 2);
  }
});

test('a context that renders into memory has no speakers', () => {
  stub(SYSTEMS.linux, 'Gecko');
  expect(latencyOf({ state: 'running', currentTime: 1 } as unknown as OfflineAudioContext)).toBe(0);
});
