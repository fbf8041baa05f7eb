/** Serves the demo game during development, and opens it in a browser. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { readNumber, runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import { examplePages } from './example-pages.ts';

/** Opens a page with the system's browser; does nothing on a machine without a desktop. */
function open(url: string): void {
  if (process.env.CI !== undefined) return;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const [program, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(program!, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

await runCli({
  name: 'start',
  summary: 'serves the demo game and opens it; Ctrl+C ends it',
  usage: 'npm start [-- options]',
  options: {
    port: {
      type: 'string',
      value: 'N',
      help: 'port to serve on; the next free one where it is taken',
      default: '5173',
    },
    host: { type: 'boolean', help: 'be reachable from other machines, e.g. a phone, too' },
    quiet: { type: 'boolean', help: 'do not open a browser' },
  },
  async run({ port, host, quiet }) {
    ensurePalettes();
    const server = await createServer({
      configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
      plugins: [examplePages()],
      server: { port: readNumber('port', port, 1, 65535, true), host },
    });
    await server.listen();
    server.printUrls();
    const url = server.resolvedUrls?.local[0];
    if (url !== undefined && !quiet) open(url);
    await new Promise(() => undefined);
  },
});
