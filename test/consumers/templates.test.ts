/** The templates, and the starters that they were made from after `init`: their own builds and development servers play. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packInto } from '../../scripts/pack.ts';
import { launchChromium } from '../helper/chromium.ts';
import { hearPage } from './hear-page.ts';
import { served } from './play.ts';
import {
  buildStarter,
  filesOf,
  type Installation,
  installStarters,
  plainFiles,
  STARTERS,
  templateFiles,
  withDevServer,
  writeStarter,
} from './starter-project.ts';

let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  installation = installStarters();
  browser = await launchChromium();
}, 600_000);
afterAll(async () => {
  await browser?.close();
  installation?.remove();
});

/** Runs a command of the installed package in a project. */
function command(project: string, ...args: readonly string[]) {
  const { bin } = JSON.parse(readFileSync(join(installation.installed, 'package.json'), 'utf8')) as { bin: string };
  return spawnSync(process.execPath, [join(installation.installed, bin), ...args], { cwd: project, encoding: 'utf8' });
}

/** A starter without the plugin, to which `init` has added it. */
function initialized(name: string): string {
  const project = writeStarter(installation, name, plainFiles(name));
  const { status, stderr } = command(project, 'init', '--yes');
  expect(status, stderr).toBe(0);
  return project;
}

describe.each(Object.keys(STARTERS))('the starter %s', (name) => {
  describe('after `init`', () => {
    test('differs from the template in no line but the calls of scenes and pages', () => {
      const files = filesOf(initialized(name));
      const template = templateFiles(name);
      const plain = plainFiles(name);
      expect(Object.keys(files)).toEqual(Object.keys(template));
      const changed = Object.keys(files).filter((path) => files[path] !== plain[path]);
      expect(changed.length).toBeGreaterThan(1);
      for (const path of changed) expect(files[path], path).toBe(template[path]);
    });

    test('passes `doctor`', () => {
      const { stdout, status } = command(initialized(name), 'doctor', '--json');
      const { findings } = JSON.parse(stdout) as { findings: readonly { state: string }[] };
      expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
      expect(status).toBe(0);
    });

    test('plays when built', async () => {
      await served(buildStarter(initialized(name), name), (url) => hearPage(browser, url));
    });

    test('plays from its development server', async () => {
      await withDevServer(initialized(name), name, (url) => hearPage(browser, url));
    });
  });

  describe('as a template', () => {
    const written = () => writeStarter(installation, name, templateFiles(name));

    test('plays when built', async () => {
      await served(buildStarter(written(), name), (url) => hearPage(browser, url));
    });

    test('plays from its development server', async () => {
      await withDevServer(written(), name, (url) => hearPage(browser, url));
    });
  });
});

test.each(['vite', 'react'])('the template %s has no error of types', (name) => {
  const project = writeStarter(installation, name, templateFiles(name));
  const tsc = join(project, 'node_modules/typescript/bin/tsc');
  expect(spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' }).stdout).toBe('');
});

describe('Next.js imports the package on its server', () => {
  const page = `import { compose } from 'phaser-adaptive-music/headless';

export async function getStaticProps() {
  const { phrases } = await compose({ mood: 'forest', bars: 2, seed: 'a' });
  return { props: { source: phrases[0]?.source ?? null } };
}

export default function Composed({ source }: { source: string }) {
  return <p>composed by {source}</p>;
}
`;
  const written = () =>
    writeStarter(installation, 'nextjs', { ...templateFiles('nextjs'), 'src/pages/composed.tsx': page });
  const COMPOSED = /composed by (?:<!-- -->)?lstm/;

  test('and composes while it builds', () => {
    expect(readFileSync(join(buildStarter(written(), 'nextjs'), 'composed.html'), 'utf8')).toMatch(COMPOSED);
  });

  test('and composes when the development server is asked', async () => {
    const text = await withDevServer(written(), 'nextjs', async (url) => (await fetch(`${url}composed`)).text());
    expect(text).toMatch(COMPOSED);
  });
});

describe('npx', () => {
  test('composes a MIDI file in an empty folder, from the packed package alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'npx-'));
    try {
      const archive = packInto(folder);
      const inside = mkdtempSync(join(folder, 'empty-'));
      const args = ['--yes', '--package', `file:${archive}`, 'phaser-adaptive-music', 'compose'];
      const env = { ...process.env, npm_config_cache: join(folder, 'cache') };
      execFileSync('npx', [...args, '--mood', 'battle', '--bars', '4', '--out', 'battle.mid'], {
        cwd: inside,
        env,
        stdio: 'pipe',
      });
      expect(readdirSync(inside)).toEqual(['battle.mid']);
      expect(readFileSync(join(inside, 'battle.mid')).subarray(0, 4).toString()).toBe('MThd');
      const wrong = spawnSync('npx', [...args, '--mood', 'batle', '--out', 'a.mid'], {
        cwd: inside,
        env,
        encoding: 'utf8',
      });
      expect(wrong.status).toBe(1);
      expect(wrong.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^error: unknown mood 'batle'/)]);
      const sound = spawnSync('npx', [...args, '--mood', 'battle', '--wav', 'a.wav'], {
        cwd: inside,
        env,
        encoding: 'utf8',
      });
      expect(sound.stderr.trim()).toMatch(/npm install phaser-adaptive-music node-web-audio-api$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
