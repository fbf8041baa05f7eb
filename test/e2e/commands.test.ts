import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

interface Ended {
  readonly status: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(name: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile('npm', ['run', '--silent', name, '--', ...args], (error, stdout, stderr) =>
      done({ status: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
/** npm may have warnings of its own about the machine's settings. */
const errorLines = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('npm '));

describe.concurrent.each(Object.keys(scripts))('npm run %s', (name) => {
  test('tells how it is used', async () => {
    const { status, stdout } = await run(name, '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\w+: .+\n\nusage: npm .+/);
    expect(stdout).toContain('--help');
  });

  test('refuses an option that it does not know, in one line that says what to do', async () => {
    const { status, stdout, stderr } = await run(name, '--no-such-option');
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(errorLines(stderr)).toEqual([expect.stringMatching(/^error: .*no-such-option.*--help/)]);
  });
});

test('npm start serves the game without a desktop, and ends on request', async () => {
  const server = spawn('node', ['--import', 'tsx', 'scripts/start.ts', '--quiet', '--port', '41730'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => (said += chunk));
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const found = /http:\/\/\S+:\d+\//.exec(stripVTControlCharacters(said));
      if (found !== null) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(`it ended: ${said}`)));
  });
  try {
    const page = await (await fetch(url)).text();
    expect(page).toContain('<script type="module"');
    const main = /<script type="module" src="(\/?[^"@]*\.ts)"/.exec(page)?.[1];
    const script = await fetch(new URL(main!, url));
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toContain('javascript');
  } finally {
    server.kill('SIGTERM');
  }
  const [code] = (await once(server, 'exit')) as [number];
  expect(code).toBe(143);
});
