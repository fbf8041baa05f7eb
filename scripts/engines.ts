/** Finds Firefox and WebKit for the tests in other engines than Chromium, and installs them in CI. */

import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from '../models/cli/cli.ts';

/** Programs that a Firefox needs to be tested. */
export interface FirefoxPrograms {
  readonly firefox: string;
  /** The sound server that takes Firefox's sound; null on systems whose Firefox needs none. */
  readonly pulseaudio: string | null;
}

/** Programs that WebKitGTK needs to be tested. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  /** The screen. */
  readonly xvfb: string;
}

/** Debian's packages that each engine needs. Without a sound device, Firefox starts no audio context. */
const PACKAGES = {
  firefox: ['firefox-esr', 'pulseaudio'],
  webkit: ['webkit2gtk-driver', 'gstreamer1.0-plugins-base', 'gstreamer1.0-plugins-good', 'xvfb'],
} as const;
/** Where Debian keeps the browser of WebKitGTK: beside its libraries, by their version. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib', '/usr/libexec'];
const GTK_VERSIONS = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];

function firstOf(paths: readonly (string | undefined)[]): string | null {
  return paths.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

function command(...names: readonly string[]): string | null {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  return firstOf(names.flatMap((name) => folders.map((folder) => join(folder, name))));
}

/** An installed Firefox with what its tests need, or null. FIREFOX_PATH names another. */
export function findFirefox(): FirefoxPrograms | null {
  const own = process.env.FIREFOX_PATH;
  const firefox =
    own === undefined || own === ''
      ? (command('firefox-esr', 'firefox') ?? firstOf(['/Applications/Firefox.app/Contents/MacOS/firefox']))
      : firstOf([own]);
  const pulseaudio = command('pulseaudio');
  if (firefox === null || (process.platform === 'linux' && pulseaudio === null)) return null;
  return { firefox, pulseaudio };
}

/** An installed WebKitGTK with its driver and a screen, or null. */
export function findWebKit(): WebKitPrograms | null {
  const driver = command('WebKitWebDriver');
  const xvfb = command('Xvfb');
  const folders = LIBRARIES.flatMap((folder) => GTK_VERSIONS.map((version) => join(folder, version)));
  const browser = firstOf(folders.map((folder) => join(folder, 'MiniBrowser')));
  return driver === null || browser === null || xvfb === null ? null : { driver, browser, xvfb };
}

const FIND = { firefox: findFirefox, webkit: findWebKit } as const;

/** Engines other than Chromium. */
export type OtherEngine = keyof typeof FIND;
/** Their names. */
export const OTHER_ENGINES = Object.keys(FIND) as readonly OtherEngine[];

/** Installs missing engines. Only CI has it done: a developer decides about the programs of their own machine. */
function installFromDebian(packages: readonly string[]): void {
  if (!process.env.CI || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    console.error(`engines: apt-get ${args.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env, timeout: 300_000 });
    if (status !== 0) return;
  }
}

/** Installs missing engines in CI, and says in one line each which remain missing: their tests are skipped. */
export function ensureEngines(): void {
  const missing = () => OTHER_ENGINES.filter((name) => FIND[name]() === null);
  const packages = missing().flatMap((name) => PACKAGES[name]);
  if (packages.length > 0) installFromDebian(packages);
  for (const name of missing())
    console.error(`engines: ${name} is missing, so its tests are skipped; apt-get install ${PACKAGES[name].join(' ')}`);
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  await runCli({
    name: 'engines',
    summary: 'prints where Firefox and WebKit are for the tests; in CI installs those that are missing',
    usage: 'npx tsx scripts/engines.ts',
    options: {},
    run() {
      ensureEngines();
      console.log(JSON.stringify(Object.fromEntries(OTHER_ENGINES.map((name) => [name, FIND[name]()])), null, 2));
    },
  });
}
