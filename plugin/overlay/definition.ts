/** A tuned soundtrack as what a developer puts into a game: JSON, or TypeScript for `defineSoundtrack`; and back again. */

import type { MoodDefinition } from '../mood/moods.ts';
import { reasonOf } from '../mood/names.ts';
import { ownValue } from '../mood/validate.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** The soundtrack with a tuning written into it. Controls that are held go into the mood they were heard in. */
export function tunedDefinition(
  definition: SoundtrackDefinition,
  { moods = {}, modulations, hold = {}, themes = {} }: Tuning,
  mood: string,
): SoundtrackDefinition {
  const held = Object.keys(hold).length > 0 ? { [mood]: { ...ownValue(moods, mood), ...hold } } : {};
  const changes = Object.entries({ ...moods, ...held }).filter(([, controls]) => Object.keys(controls).length > 0);
  // Not by assignment: a mood may be called `__proto__`.
  const tuned = new Map<string, MoodDefinition>(Object.entries(definition.moods ?? {}));
  for (const [name, controls] of changes) {
    const own = tuned.get(name);
    tuned.set(name, { ...own, controls: { ...own?.controls, ...controls } });
  }
  return {
    ...definition,
    ...(changes.length > 0 ? { moods: Object.fromEntries(tuned) } : {}),
    ...(modulations === undefined ? {} : { modulations }),
    ...(Object.keys(themes).length > 0 ? { themes: { ...definition.themes, ...themes } } : {}),
  };
}

/** As JSON. */
export function asJson(definition: SoundtrackDefinition): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}

/** As a module for a game. */
export function asTypeScript(definition: SoundtrackDefinition): string {
  return `import { defineSoundtrack } from 'phaser-adaptive-music';\n\nexport const soundtrack = defineSoundtrack(${written(definition, '')});\n`;
}

/** Reads a soundtrack from JSON. @throws with one line: where the text is no JSON, or what is wrong in the soundtrack. */
export function readDefinition(text: string): SoundtrackDefinition {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`this is no JSON: ${reasonOf(error)}`);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new TypeError('a soundtrack is an object like { "start": "forest", "moods": {} }');
  resolveSoundtrack(read as SoundtrackDefinition);
  return read as SoundtrackDefinition;
}

/** Lines up to here are written in one. */
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
  // Written as a name or in quotes, `__proto__` would say what the object inherits from.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
