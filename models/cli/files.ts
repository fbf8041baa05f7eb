/**
 * Writes files atomically: to a temporary file in the same folder, then renamed. A replaced file keeps its mode and owner,
 * symbolic links are followed, and devices and pipes are written directly.
 */

import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError } from './cli.ts';
import { isStandardOutput, reasonOf, type Target, targetOf } from './target.ts';

const pending = new Set<string>();
let staged = 0;
process.once('exit', () => {
  for (const path of pending) rmSync(path, { force: true });
});

/** A path in a message; long ones are cut. */
function shown(path: string): string {
  if (path === '') return "''";
  return path.length > 120 ? `${path.slice(0, 60)} … ${path.slice(-40)}` : path;
}

function writable(path: string): Target {
  try {
    const target = targetOf(path);
    if (target.descriptor !== null) return target;
    if (target.before) accessSync(target.path, constants.W_OK);
    if (target.kind === 'file') accessSync(dirname(target.path), constants.W_OK);
    return target;
  } catch (error) {
    throw new CliError(
      `cannot write ${shown(path)}`,
      reasonOf(error),
      'name a file in a folder that exists and is yours',
    );
  }
}

/** Throws {@link CliError} if a `path` cannot be written, or two are the same file; call it before long work. Creates no file. */
export function assertWritable(...paths: readonly string[]): void {
  const names = new Map<string, string>();
  for (const path of paths) {
    const { id } = writable(path);
    if (id === null) continue;
    const other = names.get(id);
    if (other !== undefined)
      throw new CliError(
        'two outputs have the same path',
        other === path ? shown(path) : `${shown(other)} and ${shown(path)}`,
        'give each its own',
      );
    names.set(id, path);
  }
}

/** Creates a folder if it is missing. Throws {@link CliError} if that fails, or if files cannot be written into it. */
export function assertFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new CliError(`cannot write into ${shown(path)}`, reasonOf(error), 'name another folder');
  }
}

/** Writes several files: either all are complete, or none has partial content. Throws {@link CliError}. */
export function writeFilesAtomic(files: Readonly<Record<string, string | Uint8Array>>): void {
  assertWritable(...Object.keys(files));
  const beside: { temporary: string; target: Target }[] = [];
  let current = '';
  try {
    const targets = Object.entries(files).map(([name, content]) => ({ name, content, target: targetOf(name) }));
    for (const { name, content, target } of targets) {
      current = name;
      if (target.kind === 'stream') continue;
      // Its own short name, so that it is valid wherever the file's name is.
      const temporary = join(dirname(target.path), `.tmp-${process.pid}-${++staged}`);
      pending.add(temporary);
      beside.push({ temporary, target });
      const mode = target.before ? Number(target.before.mode) & 0o777 : 0o666;
      writeFileSync(temporary, content, { flag: 'wx', mode, flush: true });
      if (target.before) keepOwner(temporary, target.before);
    }
    for (const { name, content, target } of targets) {
      current = name;
      if (target.kind === 'stream') pour(target, content);
    }
    for (const { temporary, target } of beside) {
      current = target.path;
      // A file with several hard links keeps them.
      if ((target.before?.nlink ?? 1n) > 1n) copyFileSync(temporary, target.path);
      else renameSync(temporary, target.path);
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`cannot write ${shown(current)}`, reasonOf(error), 'choose another place');
  } finally {
    for (const { temporary } of beside) {
      rmSync(temporary, { force: true });
      pending.delete(temporary);
    }
  }
}

function keepOwner(path: string, { mode, uid, gid }: NonNullable<Target['before']>): void {
  try {
    chownSync(path, Number(uid), Number(gid));
  } catch {
    // Only an administrator can change the owner.
  }
  chmodSync(path, Number(mode) & 0o7777);
}

/** Writes to a device, a pipe or an open descriptor. */
function pour({ path, descriptor }: Target, content: string | Uint8Array): void {
  if (descriptor !== null) {
    writeAll(descriptor, content);
    return;
  }
  // Opening a pipe without a reader would block; O_NONBLOCK fails instead.
  const probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  let open = probe;
  try {
    // The first descriptor stays open meanwhile, or the reader would see the end of the file.
    open = openSync(path, constants.O_WRONLY);
    writeAll(open, content);
  } finally {
    closeSync(open);
    if (open !== probe) closeSync(probe);
  }
}

/** Milliseconds until a full pipe is retried. */
const FULL_PIPE_MS = 5;

function writeAll(descriptor: number, content: string | Uint8Array): void {
  const bytes = Buffer.from(content as Uint8Array);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, FULL_PIPE_MS);
    }
  }
}

/** Writes one file atomically; creates its folder if `parents` is true. Throws {@link CliError}. */
export function writeFileAtomic(path: string, content: string | Uint8Array, parents = false): void {
  if (parents) {
    try {
      mkdirSync(dirname(resolve(path)), { recursive: true });
    } catch (error) {
      throw new CliError(`cannot make the folder of ${shown(path)}`, reasonOf(error), 'choose another place');
    }
  }
  writeFilesAtomic({ [path]: content });
}

/** Prints what was written, on standard output unless an output went there. */
export function tell(text: string, written: readonly string[]): void {
  if (written.some(isStandardOutput)) console.error(text);
  else console.log(text);
}

/** Reads a file. Throws {@link CliError} naming its purpose, e.g. `weights`. */
export function readFileFor(purpose: string, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CliError(`cannot read ${purpose}`, path, reasonOf(error));
  }
}
