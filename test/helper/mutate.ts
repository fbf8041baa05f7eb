/** Spoils good files in seeded ways: JSON whose values are other than they should be, and bytes that are flipped, cut and doubled. */

import type { Random } from '../../plugin/music/random.ts';

/** So deep that what recurses without a limit falls over. */
const DEEP = 20_000;
const deep = () => `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;
/** JSON texts of values that nobody expects. */
const VALUES: readonly (() => string)[] = [
  () => 'null',
  () => '-1',
  () => '1e308',
  () => '4294967296',
  () => '0.5',
  () => 'true',
  () => '""',
  () => '"__proto__"',
  () => '"constructor"',
  () => '"../../../etc/passwd"',
  () => '"/etc/passwd"',
  () => '"https://evil.example/x.bin"',
  () => '[]',
  () => '{}',
  () => '{"__proto__":{"polluted":1}}',
  () => '{"constructor":{"prototype":{"polluted":1}}}',
  () => '[null]',
  () => '[[1,2],[-3]]',
  () => JSON.stringify('x'.repeat(100_000)),
  deep,
];

/** A JSON text, spoilt in one to three places; now and then cut off. */
export function spoiltJson(good: unknown, chance: Random): string {
  const marks = new Map<string, string>();
  const copy = structuredClone(good) as unknown;
  const times = 1 + chance.int(3);
  for (let i = 0; i < times; i++) {
    const place = anyPlace(copy, chance);
    if (place === null) continue;
    const [owner, key] = place;
    const mark = `\u0001${i}\u0001`;
    if (chance.next() < 0.15) Reflect.deleteProperty(owner, key);
    else {
      marks.set(JSON.stringify(mark), VALUES[chance.int(VALUES.length)]!());
      const prototype = chance.next() < 0.15 && !Array.isArray(owner);
      Object.defineProperty(owner, prototype ? '__proto__' : key, {
        value: mark,
        enumerable: true,
        configurable: true,
      });
    }
  }
  let text = JSON.stringify(copy);
  for (const [mark, value] of marks) text = text.replace(mark, () => value);
  return chance.next() < 0.08 ? text.slice(0, chance.int(text.length)) : text;
}

/** An owner and one of its keys, anywhere in a tree. */
function anyPlace(tree: unknown, chance: Random): [object, string] | null {
  let place: [object, string] | null = null;
  let at = tree;
  while (typeof at === 'object' && at !== null) {
    const keys = Object.keys(at);
    if (keys.length === 0) break;
    const key = keys[chance.int(keys.length)]!;
    place = [at, key];
    if (chance.next() < 0.2) break;
    at = (at as Record<string, unknown>)[key];
  }
  return place;
}

/** Bytes of which some are other, missing, or there twice. */
export function spoiltBytes(good: Uint8Array, chance: Random): Uint8Array {
  const bytes = Uint8Array.from(good);
  for (let i = 1 + chance.int(12); i > 0; i--) bytes[chance.int(bytes.length)] = [0, 255, 127, 128][chance.int(4)]!;
  const at = chance.int(bytes.length);
  const how = chance.next();
  if (how < 0.25) return bytes.slice(0, at);
  if (how < 0.4) return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at >> 1)]);
  return bytes;
}
