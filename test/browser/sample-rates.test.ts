/** A game boots and is heard on whatever sample rate the device runs at. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { gesture, loudest, type Played, play, until } from './game.ts';

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
  vi.restoreAllMocks();
});

describe('a game whose audio context runs', () => {
  test.each([3000, 8000, 11_025, 16_000, 22_050, 24_000, 32_000, 96_000, 192_000])(
    'at %i Hz boots, and its music is heard without a warning',
    async (sampleRate) => {
      const said: string[] = [];
      for (const level of ['warn', 'error'] as const)
        vi.spyOn(console, level).mockImplementation((...words) => void said.push(words.join(' ')));
      const context = new AudioContext({ sampleRate });
      const running = await play({ start: 'battle' }, { audio: { context } });
      played = { ...running, end: () => running.end().then(() => context.close()) };
      const { soundtrack } = played;
      await gesture(played);
      await until(() => soundtrack.snapshot()?.state === 'playing');
      // A busy machine renders high rates late: how soon is not what is asked.
      let peak = 0;
      for (let second = 0; second < 20 && peak <= 0.03; second++) peak = await loudest(played, 1000);
      expect(peak).toBeGreaterThan(0.03);
      expect(said.filter((line) => line.includes('adaptive'))).toEqual([]);
    },
  );
});
