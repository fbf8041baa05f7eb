/** Resolves the target of an output: a file, through links, that is replaced when complete, or a device or pipe that is written directly. */

import { type BigIntStats, fstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';

/** The target of an output. */
export interface Target {
  readonly kind: 'file' | 'stream';
  /** Equal for two names of one target; null for a character device, which may have several outputs. */
  readonly id: string | null;
  /** The path without links; the file may not exist yet. */
  readonly path: string;
  /** The existing file, or null. */
  readonly before: BigIntStats | null;
  /** An open descriptor of this process that the name refers to, such as `/dev/stdout`. */
  readonly descriptor: number | null;
}

/** Why a target cannot be written; explained by {@link reasonOf}. */
class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Names of descriptors on all supported systems. */
const DESCRIPTOR = /^(?:\/proc\/(?:self|thread-self)\/fd|\/dev\/fd)\/(\d+)$/;
const STANDARD: Readonly<Record<string, number>> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };
/** Limit of systems. */
const MOST_LINKS = 40;

/** Resolves a name. @throws an error with a code if it cannot be written. */
export function targetOf(name: string): Target {
  if (name === '') throw new Refusal('EMPTY');
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

/** The path at the end of links to a file that does not exist yet. */
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

/** Whether a name refers to standard output. */
export function isStandardOutput(name: string): boolean {
  return descriptorOf(name) === 1;
}

const WORDS: Readonly<Record<string, string>> = {
  EMPTY: 'its name is empty',
  ENOENT: 'there is no such file or folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
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

/** Why a file could not be written or read, in words. */
export function reasonOf(error: unknown): string {
  return WORDS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;
}
