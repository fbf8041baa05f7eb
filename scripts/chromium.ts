/** Finds the Chromium for browser tests, and installs one if there is none. */

import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { CliError, runCli } from '../models/cli/cli.ts';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/**
 * Chromium's arguments in tests: WebGL in software, no background requests, and the default autoplay policy, because unlocking
 * by a gesture is tested. The sandbox is off only for root, where it does not start.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** For pages that need no GPU process, which is faster on the CPU. */
export const WITHOUT_GPU = '--disable-gpu';
/** For pages that draw only on canvases: WebGL, emulated, would warn of its slowness. */
export const CANVAS_ONLY: readonly string[] = [WITHOUT_GPU, '--disable-3d-apis'];

/** The path of an installed Chromium, or null. Throws {@link CliError} if CHROMIUM_PATH is invalid. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new CliError('no browser at CHROMIUM_PATH', named, 'name the file of a Chromium or Chrome, or unset it');
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const places = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...places, ...APPLICATIONS, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

function succeeds(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.error(`chromium: ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
    timeout: 600_000,
  });
  return status === 0;
}

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = ['update', '-qq'];
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  return succeeds('apt-get', update, quiet) && succeeds('apt-get', install, quiet);
}

function installFromPlaywright(): boolean {
  const cli = join(createRequire(import.meta.url).resolve('playwright/package.json'), '../cli.js');
  return succeeds(process.execPath, [cli, 'install', 'chromium']);
}

/** The path of a Chromium, installed if necessary. Throws {@link CliError} if that fails. */
export function ensureChromium(): string {
  const present = findChromium();
  if (present !== null) return present;
  for (const install of [installFromDebian, installFromPlaywright]) {
    const path = install() ? findChromium() : null;
    if (path !== null) return path;
  }
  throw new CliError(
    'no Chromium for the browser tests',
    'none on this machine, and neither apt (needs root) nor Playwright could install one',
    'install Chromium or Chrome and set CHROMIUM_PATH to its file',
  );
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  await runCli({
    name: 'chromium',
    summary: 'prints the path of the Chromium that the browser tests use, and installs one where there is none',
    usage: 'npx tsx scripts/chromium.ts',
    options: {},
    run: () => console.log(ensureChromium()),
  });
}
