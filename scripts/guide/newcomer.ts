/** Runs the steps of a guide in an empty folder and listens for music. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CliError } from '../../models/cli/cli.ts';
import { tapOutput } from '../../test/e2e/output-tap.ts';
import { launchChromium, NAMES_IN_PAGES } from '../../test/helper/chromium.ts';
import type { GuideStep } from './markdown.ts';

/** Commands that serve a page and do not exit. */
const SERVES = /^npm (start|run (dev|start|preview))\b/;
const SERVED_AT = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+\/\S*/;
const PATIENCE_MS = 60_000;
/** Threshold of the samples' root mean square over a quarter of a second; below, nothing is audible. */
const AUDIBLE = 0.003;

/** The result of following a guide. */
export interface Followed {
  /** The steps that were run, in order. */
  readonly steps: readonly string[];
  /** Seconds from the first step until music was heard. */
  readonly secondsToSound: number;
}

/**
 * Runs the steps, starting in a folder; if one serves a page, clicks on it and waits for music.
 * @param typed replacements of lines. @throws CliError if a step fails or nothing is heard.
 */
export async function followGuide(
  folder: string,
  steps: readonly GuideStep[],
  typed: (line: string) => string = (line) => line,
): Promise<Followed> {
  const began = performance.now();
  const done: string[] = [];
  let cwd = folder;
  let secondsToSound: number | null = null;
  for (const step of steps) {
    if (step.kind === 'file') {
      mkdirSync(dirname(join(cwd, step.path)), { recursive: true });
      writeFileSync(join(cwd, step.path), step.text);
      done.push(`write ${step.path}`);
      continue;
    }
    console.error(`guide: ${step.line}`);
    done.push(step.line);
    const [, moved] = step.line.match(/^cd (\S+)$/) ?? [];
    if (moved !== undefined) cwd = resolve(cwd, moved);
    else if (!SERVES.test(step.line)) run(typed(step.line), cwd);
    else {
      await listenTo(step.line, cwd);
      secondsToSound ??= (performance.now() - began) / 1000;
    }
  }
  if (secondsToSound === null) throw new CliError('the guide serves no page', 'end it with npm start or npm run dev');
  return { steps: done, secondsToSound: Math.round(secondsToSound * 10) / 10 };
}

/** Runs a command line to its end. @throws CliError with its last output. */
export function run(line: string, cwd: string): void {
  const { status, stdout, stderr } = spawnSync(line, { cwd, shell: true, encoding: 'utf8', env: newcomersEnv() });
  if (status === 0) return;
  const printed = stripVTControlCharacters(`${stdout}\n${stderr}`).trim().split('\n').slice(-12).join(' | ');
  throw new CliError(`'${line}' fails (${status})`, printed, 'fix the guide, or the code that it describes');
}

/** The environment without npm's variables, as in a new shell. */
function newcomersEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|command|node|execpath)/.test(name),
  );
  return { ...Object.fromEntries(own), npm_config_yes: 'true', BROWSER: 'none' };
}

async function listenTo(line: string, cwd: string): Promise<void> {
  const server = spawn(line, { cwd, shell: true, detached: true, env: { ...newcomersEnv(), CI: '1' } });
  try {
    await hear(await addressOf(server, line));
  } finally {
    process.kill(-server.pid!, 'SIGTERM');
  }
}

function addressOf(server: ChildProcess, line: string): Promise<string> {
  let printed = '';
  return new Promise((found, failed) => {
    const give = (why: string) => failed(new CliError(`'${line}' ${why}`, printed.slice(-300), 'fix the command'));
    const timer = setTimeout(() => give('serves nothing after a minute'), PATIENCE_MS);
    server.once('exit', (code) => give(`ends (${code})`));
    const read = (chunk: Buffer) => {
      printed += stripVTControlCharacters(String(chunk));
      const url = printed.match(SERVED_AT)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
  });
}

/** Opens a page, clicks on its game and waits for music. @throws CliError if it stays silent or logs errors. */
async function hear(url: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(NAMES_IN_PAGES);
    await tapOutput(page);
    await page.goto(url);
    await page.locator('canvas').first().click({ timeout: PATIENCE_MS });
    const heard = page.waitForFunction((least) => window.tap.stretches.some(({ rms }) => rms > least), AUDIBLE, {
      timeout: PATIENCE_MS,
    });
    await heard.catch(() => {
      throw new CliError(`no music at ${url} within a minute`, errors.join(' | '), 'open it and look at its console');
    });
    if (errors.length > 0) throw new CliError(`the page at ${url} complains`, errors.join(' | '), 'fix the guide');
  } finally {
    await browser.close();
  }
}
