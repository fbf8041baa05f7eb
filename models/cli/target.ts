/** Where an output really goes: through links, to a file that is replaced when all is written, or straight into a device or pipe. */

import { type BigIntStats, fstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';

/** The place of an output. */
export interface Target {
  readonly kind: 'file' | 'stream';
  /** What two names of one place have in common; null for a device, which takes what comes. */
  readonly id: string | null;
  /** Without links; of a file that may not be there yet. */
  readonly path: string;
  /** The file that is there. */
  readonly before: BigIntStats | null;
  /** An open descriptor of this process that the name stands for, such as `/dev/stdout`. */
  readonly descriptor: number | null;
}

/** What a device, a pipe or a file cannot be written for; read by {@link reasonOf}. */
class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Names of descriptors, on every system that has them. */
const DESCRIPTOR = /^(?:\/proc\/(?:self|thread-self)\/fd|\/dev\/fd)\/(\d+)$/;
const STANDARD: Readonly<Record<string, number>> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };
/** As many as systems follow. */
const MOST_LINKS = 40;

/** Follows a name to its place. @throws an error with a code where nothing can be written there. */
export function targetOf(name: string): Target {
  const descriptor = descriptorOf(name);
  if (descriptor !== null) {
    const stats = fstatSync(descriptor, { bigint: true });
    return { kind: 'stream', id: `${stats.dev}:${stats.ino}`, path: name, before: stats, descriptor };
  }
  const stats = statSync(name, { bigint: true, throwIfNoEntry: false }) ?? null;
  if (stats?.isDirectory()) throw new Refusal('EISDIR');
  if (stats?.isSocket() || stats?.isBlockDevice()) throw new Refusal('EDEVICE');
  if (stats && !stats.isFile()) {
    // Two outputs may go to /dev/null; a pipe has one reader.
    const id = stats.isCharacterDevice() ? null : `${stats.dev}:${stats.ino}`;
    return { kind: 'stream', id, path: name, before: stats, descriptor: null };
  }
  if (stats)
    return { kind: 'file', id: `${stats.dev}:${stats.ino}`, path: realpathSync(name), before: stats, descriptor: null };
  const path = newPath(name);
  if (!statSync(dirname(path)).isDirectory()) throw new Refusal('ENOTDIR');
  return { kind: 'file', id: path, path, before: null, descriptor: null };
}

/** The name at the end of links that lead to nothing yet, in a folder without links. */
function newPath(name: string): string {
  let path = resolve(name);
  for (let links = 0; links < MOST_LINKS; links++) {
    path = join(realpathSync(dirname(path)), basename(path));
    const next = linkOf(path);
    if (next === null) return path;
    path = next;
  }
  throw new Refusal('ELOOP');
}

function descriptorOf(name: string): number | null {
  let path: string | null = resolve(name);
  for (let links = 0; path !== null && links < MOST_LINKS; links++) {
    const found = STANDARD[path] ?? DESCRIPTOR.exec(path)?.[1];
    if (found !== undefined) return Number(found);
    path = linkOf(path);
  }
  return null;
}

function linkOf(path: string): string | null {
  try {
    const link = readlinkSync(path);
    return isAbsolute(link) ? link : join(dirname(path), link);
  } catch {
    return null;
  }
}

/** Whether a name stands for standard output. */
export function isStandardOutput(name: string): boolean {
  return descriptorOf(name) === 1;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EEXIST: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  EDEVICE: 'it is a device or a socket that no file can be written to',
  ENXIO: 'nothing reads from it',
  EPIPE: 'its reader has gone',
  EBADF: 'it is not open',
};

/** Why nothing could be written or read, in words. */
export function reasonOf(error: unknown): string {
  return WORDS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;
}
