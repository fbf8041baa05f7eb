import { expect, test, vi } from 'vitest';
import { startTicker } from '../../plugin/audio/ticker.ts';

test('a ticker calls back steadily until it is stopped', () => {
  vi.useFakeTimers();
  try {
    let calls = 0;
    const stop = startTicker(() => calls++, 50);
    vi.advanceTimersByTime(1000);
    expect(calls).toBe(20);
    stop();
    vi.advanceTimersByTime(1000);
    expect(calls).toBe(20);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
