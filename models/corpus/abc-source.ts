/**
 * Extracts the music of a tune's text. An ABC parser reads unknown lines as notes, so it gets only known fields and normalized
 * lines of music.
 */

import { lineField } from './abc-field.ts';
import { plainLine } from './abc-line.ts';

/** Longest music of a tune, in characters; parsers take hours over more. */
const MAX_MUSIC = 100_000;
const MAX_LINE = 4_000;

const FIELD = /^([A-Za-z+]):(.*)$/;
/** A note or rest before a repeat sign is not a field: `d:|`, `A::`, `z:]`. */
const NOTE_LINE = /^[A-Ga-gxz]:+[|\]:]/;

/** A tune as input of the parser. */
export interface AbcSource {
  readonly text: string;
  /** The order of the parts, e.g. `ABAC` or `(AB)2C`: the header's field P:. */
  readonly order: string | null;
}

/**
 * The music of one tune.
 * @throws Error with the reason if the text cannot be read as music.
 */
export function abcSource(tune: string): AbcSource {
  const lines = tune.split(/\r\n?|\n/).map(withoutComment);
  const hasKey = lines.some((line) => line.startsWith('K:'));
  const kept: string[] = [];
  let order: string | null = null;
  let header = true;
  let compound = false;
  let wasKept = false;
  /** What a line that ends with `\\` continues. */
  let open: 'remark' | 'music' | null = null;
  for (const line of lines) {
    const goesOn = line.endsWith('\\');
    const text: string = (goesOn ? line.slice(0, -1) : line).trim();
    if (text === '' || text.startsWith('\\')) continue;
    const found = NOTE_LINE.test(text) ? null : FIELD.exec(text);
    const isRemark = !found && (open === 'remark' || (header && hasKey));
    const isMore = open === 'music';
    if (found || isRemark) open = goesOn ? 'remark' : null;
    else open = goesOn ? 'music' : null;
    // Remarks, lyrics and history continue on lines without a letter; music starts after the key.
    if (isRemark) continue;
    if (found?.[1] === '+') {
      // Continues the previous field, e.g. more accidentals of a key.
      if (wasKept && /^[KMV]:/.test(kept.at(-1) ?? '')) kept.push(`${kept.pop()} ${found[2]!.trim()}`);
    } else if (found) {
      const [, letter = '', value = ''] = found;
      const field = lineField(letter, value, header);
      const isSecondTitle = letter === 'T' && kept.some((each) => each.startsWith('T:'));
      wasKept = field !== null && !isSecondTitle && !(letter === 'P' && header);
      if (letter === 'P' && header) order = value.trim();
      if (wasKept) kept.push(field!.text);
      if (letter === 'M') compound = field?.compound ?? false;
      if (letter === 'K') header = false;
    } else {
      header = false;
      const music = plainLine(text, compound);
      const meter = [...music.matchAll(/\[M:([^\]]*)\]/g)].at(-1);
      if (meter) compound = lineField('M', meter[1]!, false)?.compound ?? false;
      if (music.trim() === '') continue;
      // After a space, notes are never taken for a field: `F:|`.
      kept.push(isMore ? `${kept.pop()} ${music}` : ` ${music.replaceAll('\n', '\n ')}`);
    }
  }
  const text = kept.join('\n');
  if (text.length > MAX_MUSIC) throw new Error(`an ABC tune of more than ${MAX_MUSIC} letters of music`);
  if (text.split('\n').some((line) => line.length > MAX_LINE))
    throw new Error(`an ABC tune with a bar of more than ${MAX_LINE} letters`);
  return { text, order };
}

/** A line without its comment; `\%` does not start one. */
function withoutComment(line: string): string {
  return line.replace(/(?<!\\)%.*$/, '').trim();
}
