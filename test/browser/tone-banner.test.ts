/** The console of a game is the game's. */

import { expect, test } from 'vitest';

/** What a page of its own writes into its console while it imports a module. */
async function consoleOf(module: string): Promise<string[]> {
  const frame = document.createElement('iframe');
  const done = new Promise<string[]>((resolve) => {
    addEventListener('message', ({ source, data }: MessageEvent<string[]>) => {
      if (source === frame.contentWindow) resolve(data);
    });
  });
  frame.srcdoc = `<script>
      const lines = [];
      for (const level of ['log', 'info', 'warn', 'error']) console[level] = (...words) => lines.push(words.join(' '));
    </script>
    <script type="module">
      const { Gain } = await import(${JSON.stringify(module)}).catch((error) => ({ Gain: lines.push(String(error)) }));
      lines.push(typeof Gain, String(globalThis.TONE_SILENCE_LOGGING));
      parent.postMessage(lines, '*');
    </script>`;
  document.body.append(frame);
  const lines = await done;
  frame.remove();
  return lines;
}

test('is not written to by Tone when the package is imported, and Tone may speak again afterwards', async () => {
  const module = import.meta.url.replace(/test\/browser\/.*$/, 'plugin/audio/tone.ts');
  expect(await consoleOf(module)).toEqual(['function', 'undefined']);
});
