import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  /** A project beside the lock file, with its folder in `resolved`. */
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
describe.each([
  'package-lock.json',
  'test/consumers/starters/package-lock.json',
  'test/consumers/templates/package-lock.json',
])('the lock file %s', (path) => {
  const text = readFileSync(path, 'utf8');
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Entry>> };
  const paths = Object.keys(packages);

  test('holds every package for every platform, without which a clean install fails', () => {
    const missing = Object.values(packages).flatMap(({ dependencies, optionalDependencies }) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter(
        (name) => !paths.some((place) => place.endsWith(`node_modules/${name}`)),
      ),
    );
    expect(missing).toEqual([]);
  });

  test('names no host, so that any registry can serve it', () => {
    expect(Object.values(packages).filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });
});
