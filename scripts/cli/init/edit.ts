/** Adds the plugin's entry to a game config, and writes its soundtrack. */

import type { ObjectExpression } from '@babel/types';
import MagicString from 'magic-string';
import { CliError } from '../../../models/cli/cli.ts';
import type { GameConfig } from './game-config.ts';
import { keyOf, propertyValue } from './script-tree.ts';

/** What a user writes by hand where the config cannot be edited. */
export const BY_HAND = 'add plugins: { global: [musicPlugin(soundtrack)] } to the game config by hand';

/** How a file is written. */
interface Manner {
  readonly quote: string;
  readonly end: string;
  readonly newline: string;
}

function mannerOf(text: string): Manner {
  const imports = text.match(/^import .*$/gm) ?? [];
  const source = imports.length > 0 ? imports.join('\n') : text;
  return {
    quote: (source.match(/"/g)?.length ?? 0) > (source.match(/'/g)?.length ?? 0) ? '"' : "'",
    end: imports.length > 0 && !imports.some((line) => line.trimEnd().endsWith(';')) ? '' : ';',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** The white space at the start of the line of an offset. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}

/** Appends an entry behind the last of a list; `empty` is its place if there is none. */
function append(code: MagicString, text: string, last: number | undefined, empty: number, entry: string): void {
  if (last === undefined) {
    code.appendLeft(empty, entry);
    return;
  }
  const comma = /^\s*,/.exec(text.slice(last));
  code.appendLeft(comma ? last + comma[0].length : last, comma ? ` ${entry}` : `, ${entry}`);
}

/** Adds a property, written out, at the end of an object. */
export function addProperty(
  code: MagicString,
  { text }: { readonly text: string },
  object: ObjectExpression,
  property: string,
): void {
  const { newline } = mannerOf(text);
  const last = object.properties.at(-1);
  const multiline = text.slice(object.start!, object.end!).includes('\n');
  if (!last || !multiline) {
    append(code, text, last?.end ?? undefined, object.start! + 1, last ? property : ` ${property} `);
    return;
  }
  const comma = /^\s*,/.exec(text.slice(last.end!));
  const place = comma ? last.end! + comma[0].length : last.end!;
  code.appendLeft(place, `${comma ? '' : ','}${newline}${indentAt(text, last.start!)}${property}${comma ? ',' : ''}`);
}

/** The file of a game config with the plugin in it. @throws CliError where the config has plugins that cannot be edited. */
export function withPlugin({ file, object, importsEnd }: GameConfig, soundtrack: string): string {
  const { text } = file;
  const { quote, end, newline } = mannerOf(text);
  const code = new MagicString(text);
  const entry = 'musicPlugin(soundtrack)';
  const plugins = propertyValue(object, 'plugins');
  if (plugins === null && object.properties.some((property) => keyOf(property) === null))
    throw new CliError(`the game config in ${file.path} is computed and may have plugins`, BY_HAND);
  if (plugins === null) addProperty(code, file, object, `plugins: { global: [${entry}] }`);
  else if (plugins.type !== 'ObjectExpression')
    throw new CliError(`the plugins in ${file.path} are not an object`, BY_HAND);
  else {
    const global = propertyValue(plugins, 'global');
    if (global === null) addProperty(code, file, plugins, `global: [${entry}]`);
    else if (global.type !== 'ArrayExpression')
      throw new CliError(`plugins.global in ${file.path} is not an array`, BY_HAND);
    else append(code, text, global.elements.at(-1)?.end ?? undefined, global.start! + 1, entry);
  }
  const added = [
    `import { musicPlugin } from ${quote}phaser-adaptive-music${quote}${end}`,
    `import { soundtrack } from ${quote}${soundtrack}${quote}${end}`,
  ].join(newline);
  const hasImports = /^\s*import\b/m.test(text.slice(0, importsEnd));
  if (hasImports) code.appendLeft(importsEnd, `${newline}${added}`);
  else code.appendLeft(importsEnd, `${added}${newline}${newline}`);
  return code.toString();
}

/** The text of a new soundtrack file. */
export function soundtrackSource(config: GameConfig, seed: string, moods: Readonly<Record<string, string>>): string {
  const { quote, end, newline } = mannerOf(config.file.text);
  const text = (value: string) => `${quote}${value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
  const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name));
  const typed = /\.[cm]?tsx?$/.test(config.file.path);
  const scenes = Object.entries(moods).map(([name, mood]) => `    ${key(name)}: ${text(mood)},`);
  return [
    `import { defineSoundtrack } from ${text('phaser-adaptive-music')}${end}`,
    ...(typed ? [`import ${text('phaser-adaptive-music/scene')}${end} // types this.soundtrack in every scene`] : []),
    '',
    'export const soundtrack = defineSoundtrack({',
    '  // Another seed gives other music.',
    `  seed: ${text(seed)},`,
    ...(scenes.length > 0 ? ['  // The mood of each scene.', '  scenes: {', ...scenes, '  },'] : []),
    `})${end}`,
    '',
  ].join(newline);
}
