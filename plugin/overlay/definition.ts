/** Exports a tuned soundtrack as JSON or as TypeScript for `defineSoundtrack`, and reads JSON back. */

import type { MoodDefinition } from '../mood/moods.ts';
import { reasonOf } from '../mood/names.ts';
import { ownValue } from '../mood/validate.ts';
import { WORLD_MOODS } from '../mood/world-moods.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** A soundtrack with a tuning applied. Locked controls become controls of the mood in which they were heard. */
export function tunedDefinition(
  definition: SoundtrackDefinition,
  { moods = {}, modulations, hold = {}, themes = {} }: Tuning,
  mood: string,
): SoundtrackDefinition {
  const held = Object.keys(hold).length > 0 ? { [mood]: { ...ownValue(moods, mood), ...hold } } : {};
  const changes = Object.entries({ ...moods, ...held }).filter(([, controls]) => Object.keys(controls).length > 0);
  // A map, because assigning to a mood named `__proto__` would set the prototype.
  const tuned = new Map<string, MoodDefinition>(Object.entries(definition.moods ?? {}));
  for (const [name, controls] of changes) {
    // A mood of the world that the game does not define itself would otherwise become one like `exploration`.
    const own = tuned.get(name) ?? (Object.hasOwn(WORLD_MOODS, name) ? { like: name } : undefined);
    tuned.set(name, { ...own, controls: { ...own?.controls, ...controls } });
  }
  return {
    ...definition,
    ...(changes.length > 0 ? { moods: Object.fromEntries(tuned) } : {}),
    ...(modulations === undefined ? {} : { modulations }),
    ...(Object.keys(themes).length > 0 ? { themes: { ...definition.themes, ...themes } } : {}),
  };
}

/** A soundtrack as JSON. */
export function asJson(definition: SoundtrackDefinition): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}

/** A soundtrack as a TypeScript module. */
export function asTypeScript(definition: SoundtrackDefinition): string {
  return `import { defineSoundtrack } from 'phaser-adaptive-music';\n\nexport const soundtrack = defineSoundtrack(${written(definition, '')});\n`;
}

/** Parses a soundtrack from JSON. @throws with a one-line message if the text is not JSON or the soundtrack is invalid. */
export function readDefinition(text: string): SoundtrackDefinition {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`this is not JSON: ${reasonOf(error)}`);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new TypeError('a soundtrack is an object like { "start": "forest", "moods": {} }');
  resolveSoundtrack(read as SoundtrackDefinition);
  return read as SoundtrackDefinition;
}

/** Objects up to this many characters stay on one line. */
const WIDTH = 100;

function written(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const items = Array.isArray(value)
    ? value.map((item) => written(item, `${indent}  `))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${name(key)}: ${written(item, `${indent}  `)}`);
  if (items.length === 0) return `${open}${close}`;
  const gap = Array.isArray(value) ? '' : ' ';
  const line = `${open}${gap}${items.join(', ')}${gap}${close}`;
  if (indent !== '' && line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`;
}

function name(key: string): string {
  // As a plain or quoted key, `__proto__` would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
