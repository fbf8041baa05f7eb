/** Serves the folder `examples` beside the demo game, which is the root of the development server, and links to it. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const FOLDER = fileURLToPath(new URL('../examples', import.meta.url));
const PAGE = /^\/examples\/(?:[\w-]+\/)?(?:index\.html)?$/;
const LINK =
  '<a href="/examples/" style="position: fixed; right: 8px; bottom: 4px; font: 12px sans-serif; color: #8a94ad">examples</a>';

/** A plugin of the development server. */
export function examplePages(): Plugin {
  return {
    name: 'example-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        if (path === '/examples') {
          response.writeHead(302, { Location: '/examples/' }).end();
        } else if (PAGE.test(path)) {
          const file = `${FOLDER}${path.slice('/examples'.length).replace(/\/$/, '/index.html')}`;
          try {
            // Vite knows files outside its root by this address only.
            const source = readFileSync(file, 'utf8').replace('./main.ts', `/@fs${join(dirname(file), 'main.ts')}`);
            const html = await server.transformIndexHtml(path, source);
            response.setHeader('Content-Type', 'text/html').end(html);
          } catch (error) {
            next(error);
          }
        } else {
          if (path.startsWith('/examples/')) request.url = `/@fs${FOLDER}${request.url!.slice('/examples'.length)}`;
          next();
        }
      });
    },
    transformIndexHtml: (html, { path }) =>
      path.startsWith('/examples/') ? html : html.replace('</body>', `${LINK}</body>`),
  };
}
