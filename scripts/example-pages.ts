/** Serves the folders `examples` and `studio` beside the demo game, which is the root of the development server, and links to them. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const FOLDER = /^\/(?:examples|studio)$/;
const INSIDE = /^\/(?:examples|studio)\//;
const PAGE = /^\/(?:examples\/(?:[\w-]+\/)?|studio\/)(?:index\.html)?$/;
const LINKS =
  '<nav style="position: fixed; right: 8px; bottom: 4px; font: 12px sans-serif">' +
  '<a href="/studio/" style="color: #8a94ad">studio</a> <a href="/examples/" style="color: #8a94ad">examples</a></nav>';

/** A plugin of the development server. */
export function examplePages(): Plugin {
  return {
    name: 'example-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        if (FOLDER.test(path)) {
          response.writeHead(302, { Location: `${path}/` }).end();
        } else if (PAGE.test(path)) {
          const file = `${ROOT}${path.replace(/\/$/, '/index.html')}`;
          try {
            // Vite knows files outside its root by this address only.
            const source = readFileSync(file, 'utf8').replace('./main.ts', `/@fs${join(dirname(file), 'main.ts')}`);
            const html = await server.transformIndexHtml(path, source);
            response.setHeader('Content-Type', 'text/html').end(html);
          } catch (error) {
            next(error);
          }
        } else {
          if (INSIDE.test(path)) request.url = `/@fs${ROOT}${request.url!}`;
          next();
        }
      });
    },
    transformIndexHtml: (html, { path }) => (INSIDE.test(path) ? html : html.replace('</body>', `${LINKS}</body>`)),
  };
}
