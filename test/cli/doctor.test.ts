/** `npx phaser-adaptive-music doctor`: what it finds in projects. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPolicies } from '../../scripts/cli/doctor/policy.ts';
import {
  checkBundler,
  checkPlugin,
  checkSamples,
  checkTypes,
  checkWorker,
  workerUrl,
} from '../../scripts/cli/doctor/setup.ts';
import { checkNode, checkPackage, checkPhaser } from '../../scripts/cli/doctor/versions.ts';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'doctor-'));
  writeFileSync(join(project, 'package.json'), '{}');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function install(name: string, version: string): void {
  const folder = join(project, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version }));
}

describe('versions', () => {
  test.each([
    ['v20.18.3', 'problem'],
    ['v20.19.0', 'ok'],
    ['v18.20.0', 'problem'],
    ['v24.0.0', 'ok'],
  ])('of Node: %s is %s', (version, state) => {
    expect(checkNode(version).state).toBe(state);
  });

  test.each([
    ['3.70.0', 'problem'],
    ['3.80.1', 'ok'],
    ['4.2.1', 'ok'],
    ['5.0.0', 'warning'],
  ])('of Phaser: %s is %s', (version, state) => {
    install('phaser', version);
    expect(checkPhaser(project).state).toBe(state);
  });

  test('of packages that are not installed', () => {
    expect(checkPhaser(project)).toMatchObject({ state: 'problem', advice: 'npm install phaser' });
    expect(checkPackage(project, '0.3.0').state).toBe('problem');
    install('phaser-adaptive-music', '0.2.0');
    expect(checkPackage(project, '0.3.0').state).toBe('warning');
    expect(checkPackage(project, '0.2.0').state).toBe('ok');
  });
});

describe('a content security policy', () => {
  const found = (policy: string, ownWorker = false) =>
    checkPolicies(
      [{ path: 'index.html', text: `<meta http-equiv="Content-Security-Policy" content="${policy}">` }],
      ownWorker,
    ).map(({ state, advice }) => (state === 'ok' ? 'ok' : advice!.includes('wasm') ? 'wasm' : 'worker'));

  test.each([
    ["default-src 'self'", ['wasm', 'worker']],
    ["default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:", ['ok']],
    ["script-src 'self' 'unsafe-eval' blob:", ['ok']],
    ["script-src 'self' 'wasm-unsafe-eval'", ['worker']],
    ["script-src 'self'; child-src blob:", ['wasm']],
    ["img-src 'self'", ['ok']],
    ["script-src 'wasm-unsafe-eval' blob:; script-src 'none'", ['ok']],
  ])('%s: %j', (policy, expected) => {
    expect(found(policy)).toEqual(expected);
  });

  test('may forbid blobs where the soundtrack names a worker file', () => {
    expect(found("script-src 'self' 'wasm-unsafe-eval'", true)).toEqual(['ok']);
  });
});

describe('the setup', () => {
  const script = (text: string, path = 'main.ts') => ({ path, text });

  test('of the plugin and its types', () => {
    expect(checkPlugin([script('new Game({})')]).state).toBe('problem');
    expect(checkPlugin([script('musicPlugin({})')]).state).toBe('ok');
    expect(checkTypes([script('musicPlugin({})')]).state).toBe('warning');
    expect(checkTypes([script('musicPlugin({})', 'main.js')]).state).toBe('ok');
    expect(checkTypes([script("import 'phaser-adaptive-music/scene'")]).state).toBe('ok');
  });

  test('of a bundler that writes one file', () => {
    const config = (format: string) => [
      script(`export default { output: { format: '${format}' } };`, 'rollup.config.js'),
    ];
    expect(checkBundler(config('iife'))).toMatchObject({ state: 'problem', advice: expect.stringMatching(/inline/) });
    expect(checkBundler(config('es')).state).toBe('ok');
  });

  test('of a worker file', () => {
    const url = workerUrl([script("defineSoundtrack({ workerUrl: './music/phrase-worker.js' })")]);
    expect(url).toBe('./music/phrase-worker.js');
    const built = join(project, 'built.js');
    writeFileSync(built, 'new');
    expect(checkWorker(project, null, built).state).toBe('ok');
    expect(checkWorker(project, url, built).state).toBe('warning');
    mkdirSync(join(project, 'public'));
    writeFileSync(join(project, 'public/phrase-worker.js'), 'old');
    expect(checkWorker(project, url, built).state).toBe('problem');
    writeFileSync(join(project, 'public/phrase-worker.js'), 'new');
    expect(checkWorker(project, url, built).state).toBe('ok');
  });

  test('of samples beside a script tag', () => {
    const packaged = join(project, 'packaged');
    const pages = [script('<script src="lib/phaser-adaptive-music.min.js"></script>', 'index.html')];
    expect(checkSamples(project, pages, packaged).state).toBe('problem');
    mkdirSync(packaged);
    writeFileSync(join(packaged, 'flute.js'), '');
    expect(checkSamples(project, pages, packaged).what).toContain('no folder samples beside it');
    mkdirSync(join(project, 'lib/samples'), { recursive: true });
    expect(checkSamples(project, pages, packaged).state).toBe('ok');
  });
});
