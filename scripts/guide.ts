/** Follows the README and the getting-started guide step by step, in empty folders, until their music is heard. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError, runCli } from '../models/cli/cli.ts';
import { ensureChromium } from './chromium.ts';
import { guideSteps } from './guide/markdown.ts';
import { followGuide, run } from './guide/newcomer.ts';
import { packInto } from './pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = 'phaser-adaptive-music';

const GUIDES = {
  /** With the package as it would be published. */
  async 'getting-started'(folder: string) {
    console.error('guide: packs the package');
    run('npm run --silent build -- --library', root);
    const archive = packInto(folder);
    const steps = guideSteps(readFileSync(join(root, 'docs/getting-started.md'), 'utf8'), 'A game with Vite');
    return followGuide(folder, steps, (line) =>
      line.startsWith('npm install') ? line.replace(new RegExp(`${PACKAGE}$`), archive) : line,
    );
  },
  /** In a clone of the commit; the check without a browser replaces the full tests. */
  async readme(folder: string) {
    run(`git clone --quiet "${root}" ${PACKAGE}`, folder);
    const clone = join(folder, PACKAGE);
    const followed = await followGuide(clone, guideSteps(readFileSync(join(clone, 'README.md'), 'utf8'), 'Try it'));
    console.error('guide: npm run check');
    run('npm run check', clone);
    return { ...followed, steps: [...followed.steps, 'npm run check'] };
  },
} as const;

await runCli({
  name: 'guide',
  summary: 'follows the README and the getting-started guide in empty folders until music sounds',
  usage: 'npm run guide [-- options]',
  options: {
    only: { type: 'string', value: 'NAME', help: 'only getting-started, or only readme' },
    json: { type: 'boolean', help: 'print what was done and the seconds to the first sound as one JSON object' },
  },
  async run({ only, json }) {
    if (only !== undefined && !Object.hasOwn(GUIDES, only))
      throw new CliError(`no guide '${only}'`, `there are ${Object.keys(GUIDES).join(' and ')}`);
    ensureChromium();
    const results: Record<string, unknown> = {};
    for (const [name, follow] of Object.entries(GUIDES)) {
      if (only !== undefined && name !== only) continue;
      const folder = mkdtempSync(join(tmpdir(), `${name}-`));
      try {
        const { steps, secondsToSound } = await follow(folder);
        results[name] = { steps, secondsToSound };
        if (!json) console.log(`${name}: ${steps.length} steps, music after ${secondsToSound} s`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    if (json) console.log(JSON.stringify(results));
  },
});
