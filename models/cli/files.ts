/** Files appear whole or not at all: everything is written beside its place first and renamed when complete. */

import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from './cli.ts';

const pending = new Set<string>();
process.once('exit', () => {
  for (const path of pending) rmSync(path, { force: true });
});

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const words: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the disk is read-only',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is no folder',
    ENOSPC: 'the disk is full',
    EEXIST: 'a part of its path is a file',
  };
  return words[code] ?? (error as Error).message;
}

/** Throws {@link CliError} where a file could not be written at `path`; call it before long work. Makes no file. */
export function assertWritable(path: string): void {
  const folder = dirname(resolve(path));
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new CliError(`cannot write ${path}`, reason(error), 'name a file in a folder that exists and is yours');
  }
}

/** Makes a folder where there is none. Throws {@link CliError} where none can be, or where files could not be written into it. */
export function assertFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new CliError(`cannot write into ${path}`, reason(error), 'name another folder');
  }
}

/** Writes several files so that either all are there, whole, or none has changed its content half-way. Throws {@link CliError}. */
export function writeFilesAtomic(files: Readonly<Record<string, string | Uint8Array>>): void {
  const staged: { temporary: string; path: string }[] = [];
  let current = '';
  try {
    for (const [path, content] of Object.entries(files)) {
      current = path;
      assertWritable(path);
      const temporary = join(dirname(resolve(path)), `.${basename(path)}.${process.pid}.tmp`);
      pending.add(temporary);
      staged.push({ temporary, path });
      writeFileSync(temporary, content);
    }
    for (const { temporary, path } of staged) {
      current = path;
      renameSync(temporary, path);
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`cannot write ${current}`, reason(error), 'choose another place');
  } finally {
    for (const { temporary } of staged) {
      rmSync(temporary, { force: true });
      pending.delete(temporary);
    }
  }
}

/** Writes one file whole or not at all; its folder is made where `parents` is true. Throws {@link CliError}. */
export function writeFileAtomic(path: string, content: string | Uint8Array, parents = false): void {
  if (parents) {
    try {
      mkdirSync(dirname(resolve(path)), { recursive: true });
    } catch (error) {
      throw new CliError(`cannot make the folder of ${path}`, reason(error), 'choose another place');
    }
  }
  writeFilesAtomic({ [path]: content });
}

/** Reads a file. Throws {@link CliError} naming what it was for, e.g. `weights`. */
export function readFileFor(purpose: string, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CliError(`cannot read ${purpose}`, path, reason(error));
  }
}
