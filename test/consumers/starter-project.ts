/**
 * The templates of `examples/templates` as projects on disk. All share one installation, with the packed package in it, as
 * ten would take minutes and gigabytes.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packInto } from '../../scripts/pack.ts';

const PACKAGE = 'phaser-adaptive-music';
const TEMPLATES = resolve('examples/templates');
const SHARED = resolve('test/consumers/templates');
const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false', NO_COLOR: '1', BROWSER: 'none' };

/** Where a starter's build is, and how its development server is given its port. */
interface Manner {
  readonly built: string;
  readonly port: (port: number) => readonly string[];
}
const option = (port: number) => ['--port', String(port)];
const vite: Manner = { built: 'dist', port: (port) => [...option(port), '--strictPort'] };
/** The port is in the environment. */
const environment: Manner = { built: 'dist', port: () => [] };

/** The starters. */
export const STARTERS: Readonly<Record<string, Manner>> = {
  vite,
  webpack: { built: 'dist', port: option },
  rollup: environment,
  esbuild: environment,
  parcel: { built: 'dist', port: option },
  react: vite,
  nextjs: { built: 'dist', port: (port) => ['-p', String(port)] },
  vue: vite,
  svelte: { ...vite, built: 'build' },
  angular: { built: 'dist/template-angular/browser', port: option },
};

/** One installation for all starters. */
export interface Installation {
  readonly folder: string;
  /** The installed package. */
  readonly installed: string;
  remove(): void;
}

/** A `package.json` without the package. */
function withoutPackage(text: string): string {
  const description = JSON.parse(text) as { dependencies: Record<string, string> };
  delete description.dependencies[PACKAGE];
  return `${JSON.stringify(description, null, 2)}\n`;
}

/** Installs what the starters need. `STARTERS_FOLDER` names a folder that is kept, and used again. */
export function installStarters(): Installation {
  const kept = process.env.STARTERS_FOLDER;
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'starters-'));
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) {
    cpSync(SHARED, folder, { recursive: true });
    for (const name of Object.keys(STARTERS)) {
      mkdirSync(join(folder, name));
      // The package itself is unpacked beside what npm installs.
      const description = readFileSync(join(TEMPLATES, name, 'package.json'), 'utf8');
      writeFileSync(join(folder, name, 'package.json'), withoutPackage(description));
    }
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--silent'], { cwd: folder });
  }
  const installed = join(modules, PACKAGE);
  rmSync(installed, { recursive: true, force: true });
  const archive = packInto(folder);
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  cpSync(join(folder, 'package'), installed, { recursive: true });
  rmSync(join(folder, 'package'), { recursive: true });
  const remove = () => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return { folder, installed, remove };
}

/** Files of a starter as text, by path. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const own = paths.filter((path) => !/(?:^|\/)node_modules\//.test(path)).sort();
  return Object.fromEntries(own.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The files of a template, with the plugin. */
export const templateFiles = (name: string) => filesOf(join(TEMPLATES, name));

/** Lines that only a game with the plugin has; each template writes them so that the rest is a program without them. */
const OF_PLUGIN = /soundtrack|musicPlugin|phaser-adaptive-music|inlineDynamicImports/;
/** The pages of frameworks have one button, which plays a stinger. */
const BUTTON = /^ *<button\b[\s\S]*?<\/button>\n/gm;

/** The files of the starter that a template was made from: the template without the lines of the plugin. */
export function plainFiles(name: string): Readonly<Record<string, string>> {
  const files = Object.entries(templateFiles(name)).filter(([path]) => !/\bsoundtrack\.[jt]s$/.test(path));
  const withoutLines = (text: string) =>
    text
      .replaceAll(BUTTON, '')
      .split('\n')
      .filter((line) => !OF_PLUGIN.test(line))
      .join('\n');
  return Object.fromEntries(
    files.map(([path, text]) => [path, path === 'package.json' ? withoutPackage(text) : withoutLines(text)]),
  );
}

/** Writes a starter's files in place of what is in its folder; returns the folder. */
export function writeStarter({ folder }: Installation, name: string, files: Readonly<Record<string, string>>): string {
  const project = join(folder, name);
  for (const entry of readdirSync(project))
    if (entry !== 'node_modules') rmSync(join(project, entry), { recursive: true });
  // What Vite has bundled beforehand of a package that has changed since.
  rmSync(join(project, 'node_modules/.vite'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(project, path, '..'), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  return project;
}

/** Runs a starter's script `build`; returns the folder of the build. */
export function buildStarter(project: string, name: string): string {
  execFileSync('npm', ['run', 'build'], { cwd: project, stdio: 'pipe', env: { ...process.env, ...ENVIRONMENT } });
  return join(project, STARTERS[name]!.built);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether a page and every script that it names are served. */
async function isServed(url: string): Promise<boolean> {
  try {
    const page = await fetch(url);
    if (!page.ok) return false;
    const scripts = [...(await page.text()).matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => src!);
    const answers = await Promise.all(scripts.map((src) => fetch(new URL(src, url))));
    return answers.every(({ ok }) => ok);
  } catch {
    return false;
  }
}

/** Runs a starter's script `dev` for as long as something runs with its URL. */
export async function withDevServer<T>(project: string, name: string, run: (url: string) => Promise<T>): Promise<T> {
  const port = await freePort();
  const child = spawn('npm', ['run', 'dev', '--', ...STARTERS[name]!.port(port)], {
    cwd: project,
    // A group of its own, so that what npm has started ends with it.
    detached: true,
    env: { ...process.env, ...ENVIRONMENT, PORT: String(port) },
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const ended = once(child, 'close');
  const url = `http://localhost:${port}/`;
  try {
    for (let tries = 0; !(await isServed(url)); tries++) {
      if (child.exitCode !== null || tries > 240) throw new Error(`the development server does not serve:\n${said}`);
      await sleep(500);
    }
    return await run(url);
  } finally {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
    await ended;
  }
}
