/** Serves the folders `examples` and `studio` beside the demo game, which is the root of the development server, and links to them. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const FOLDER = /^\/(?:examples|studio)$/;
const INSIDE = /^\/(?:examples|studio)\//;
const PAGE = /^\/(?:examples\/(?:[\w-]+\/)?|studio\/)(?:index\.html)?$/;
/** Over the sky of the title; they make room for the game with the first click or key that is not theirs. */
const LINKS = `<nav id="more" style="position: fixed; left: 14px; top: 12px; font: 14px sans-serif; display: flex; gap: 14px">
  <a href="/studio/" style="color: #c9d3ea">Music studio</a> <a href="/examples/" style="color: #c9d3ea">Examples</a>
</nav>
<script>
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(kind, ({ target, key }) => {
      const links = document.getElementById('more');
      if (key !== 'Tab' && !links?.contains(target)) links?.remove();
    });
</script>`;

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
