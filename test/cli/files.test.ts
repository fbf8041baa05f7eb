/** Where outputs of commands go: what a name stands for stays what it is, and nobody finds half a file. */

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assertFolder, assertWritable, writeFileAtomic, writeFilesAtomic } from '../../models/cli/files.ts';
import { isStandardOutput } from '../../models/cli/target.ts';

let folder = '';
const to = (name: string) => join(folder, name);
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fifo = (path: string) => expect(spawnSync('mkfifo', [path]).status).toBe(0);

/** Runs a few lines in a process of their own, with {@link writeFilesAtomic} at hand. */
function run(code: string, options: { readonly stdout?: 'pipe' | number } = {}) {
  const module = resolve('models/cli/files.ts');
  const script = `import(${JSON.stringify(module)}).then(async (files) => { ${code} }).catch((error) => { console.error(error.message); process.exitCode = 1; })`;
  return spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
  });
}
async function ended(child: ReturnType<typeof run>) {
  const chunks: Buffer[] = [];
  let error = '';
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    error += chunk.toString();
  });
  const code = await new Promise((done) => child.on('close', done));
  return { code, out: Buffer.concat(chunks).toString(), error };
}

describe('a file that is replaced', () => {
  test.each(['600', '644', '640', '755'])('keeps its mode %s', (mode) => {
    writeFileSync(to('a.mid'), 'old');
    chmodSync(to('a.mid'), Number.parseInt(mode, 8));
    writeFileAtomic(to('a.mid'), 'new');
    expect([modeOf(to('a.mid')), readFileSync(to('a.mid'), 'utf8')]).toEqual([mode, 'new']);
    expect(readdirSync(folder)).toEqual(['a.mid']);
  });

  test('is reached through links, which stay links', () => {
    mkdirSync(to('deep'));
    writeFileSync(to('deep/a.mid'), 'old');
    symlinkSync('deep/a.mid', to('one.mid'));
    symlinkSync(to('one.mid'), to('two.mid'));
    writeFileAtomic(to('two.mid'), 'new');
    expect(readFileSync(to('deep/a.mid'), 'utf8')).toBe('new');
    expect([readlinkSync(to('one.mid')), readlinkSync(to('two.mid'))]).toEqual(['deep/a.mid', to('one.mid')]);
  });

  test('is made where a link leads to nothing yet, also out of a linked folder', () => {
    mkdirSync(to('deep'));
    symlinkSync('deep', to('way'));
    symlinkSync('../b.mid', to('deep/link.mid'));
    writeFileAtomic(to('way/link.mid'), 'new');
    expect(readFileSync(to('b.mid'), 'utf8')).toBe('new');
    expect(lstatSync(to('deep/link.mid')).isSymbolicLink()).toBe(true);
  });

  test('keeps all its names', () => {
    writeFileSync(to('a.mid'), 'old');
    linkSync(to('a.mid'), to('b.mid'));
    writeFileAtomic(to('a.mid'), 'new');
    expect(readFileSync(to('b.mid'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['a.mid', 'b.mid']);
  });

  test('may have the longest name there is, and one that is longer is refused in a line', () => {
    const name = to(`${'x'.repeat(251)}.mid`);
    writeFileAtomic(name, 'new');
    expect(readFileSync(name, 'utf8')).toBe('new');
    expect(() => assertWritable(to(`${'x'.repeat(252)}.mid`))).toThrow(
      /^cannot write .{1,110}; its name is too long; /,
    );
  });

  test('is left alone where another of its set cannot be written', () => {
    writeFileSync(to('a.mid'), 'old');
    expect(() => writeFilesAtomic({ [to('a.mid')]: 'new', [to('none/b.mid')]: 'new' })).toThrow(/no such file/);
    expect(() => writeFilesAtomic({ [to('a.mid')]: 'new', '/dev/full': 'new' })).toThrow(/the disk is full/);
    expect(readFileSync(to('a.mid'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.mid']);
  });
});

describe('what is no file', () => {
  test('a device is written to and stays one', () => {
    expect(() => writeFilesAtomic({ '/dev/null': 'new' })).not.toThrow();
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    symlinkSync('/dev/null', to('nowhere.mid'));
    writeFileAtomic(to('nowhere.mid'), 'new');
    expect(lstatSync(to('nowhere.mid')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder)).toEqual(['nowhere.mid']);
  });

  test('a pipe is written to, as much as it is, while somebody reads', async () => {
    fifo(to('pipe'));
    const reader = ended(
      spawn('wc', ['-c', to('pipe')], { stdio: ['ignore', 'pipe', 'pipe'] }) as ReturnType<typeof run>,
    );
    const code = `for (;;) try { files.writeFileAtomic(${JSON.stringify(to('pipe'))}, 'x'.repeat(300000)); break; } catch (error) { if (!/nothing reads/.test(error.message)) throw error; await new Promise((done) => setTimeout(done, 20)); }`;
    expect(await ended(run(code))).toMatchObject({ code: 0, error: '' });
    expect((await reader).out).toMatch(/^300000 /);
    expect(lstatSync(to('pipe')).isFIFO()).toBe(true);
  });

  test('a pipe that nobody reads is refused in a line, at once', () => {
    fifo(to('pipe'));
    expect(() => writeFileAtomic(to('pipe'), 'new')).toThrow(/^cannot write .*pipe; nothing reads from it; /);
    expect(lstatSync(to('pipe')).isFIFO()).toBe(true);
  });

  test('standard output takes the bytes and nothing else', async () => {
    const code = `files.writeFilesAtomic({ '/dev/stdout': 'x'.repeat(200000) }); files.tell('said', ['/dev/stdout']);`;
    const { out, error } = await ended(run(code));
    expect([out.length, error.trim()]).toEqual([200000, 'said']);
    symlinkSync('/dev/stdout', to('out.mid'));
    expect(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', to('out.mid')].map(isStandardOutput)).toEqual(
      Array(4).fill(true),
    );
    expect(['/dev/stderr', to('a.mid')].map(isStandardOutput)).toEqual([false, false]);
  });

  test('a descriptor that is not open, a folder and a circle of links are refused', () => {
    symlinkSync(to('b'), to('a'));
    symlinkSync(to('a'), to('b'));
    mkdirSync(to('sub'));
    symlinkSync('sub', to('linked'));
    expect(() => assertWritable('/dev/fd/999')).toThrow(/it is not open/);
    expect(() => assertWritable(to('sub'))).toThrow(/it is a folder/);
    expect(() => assertWritable(to('linked'))).toThrow(/it is a folder/);
    expect(() => assertWritable(to('a'))).toThrow(/its links lead in a circle/);
    expect(() => assertFolder(to('x'.repeat(300)))).toThrow(/^cannot write into .{1,110}; its name is too long; /);
  });
});

describe('two outputs under one name are refused before the work', () => {
  test.each([
    ['the same', (dir: string) => [`${dir}/a.mid`, `${dir}/a.mid`]],
    ['./a and a', (dir: string) => [`${dir}/a.mid`, `${dir}/./a.mid`]],
    ['by way of another folder', (dir: string) => [`${dir}/a.mid`, `${dir}/deep/../a.mid`]],
    ['by a link', (dir: string) => [`${dir}/a.mid`, `${dir}/link.mid`]],
    ['by a linked folder', (dir: string) => [`${dir}/deep/a.mid`, `${dir}/way/a.mid`]],
    ['by a second name of one file', (dir: string) => [`${dir}/there.mid`, `${dir}/again.mid`]],
    ['by links that lead to one file to be', (dir: string) => [`${dir}/link.mid`, `${dir}/link2.mid`]],
    ['both standard output', () => ['/dev/stdout', '/dev/fd/1']],
  ])('%s', (_, names) => {
    mkdirSync(to('deep'));
    symlinkSync('deep', to('way'));
    symlinkSync('a.mid', to('link.mid'));
    symlinkSync(to('a.mid'), to('link2.mid'));
    writeFileSync(to('there.mid'), 'old');
    linkSync(to('there.mid'), to('again.mid'));
    expect(() => assertWritable(...names(folder))).toThrow(/^two outputs have the same path; .*; give each its own$/);
    expect(existsSync(to('a.mid'))).toBe(false);
  });

  test('but a device that swallows all may take two', () => {
    expect(() => assertWritable('/dev/null', '/dev/null', to('a.mid'), to('b.mid'))).not.toThrow();
  });
});
