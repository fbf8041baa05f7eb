/**
 * Normalizes one line of ABC music for the parser: only notes, rests, chords, tuplets, bar lines and chord symbols remain.
 * Ornaments, slurs, fingerings and remarks are dropped; old spellings become those of standard 2.1.
 */

import { inlineField } from './abc-field.ts';

/** Marks of jumps and stops. The parser passes them on as decorations of the same names. */
export const MARKS = ['fine', 'fermata', 'coda', 'segno', 'D.C.', 'D.S.'] as const;
export type Mark = (typeof MARKS)[number];

/** A longer line is continued in a new one at its next bar line: parsers take hours over long lines. */
const BREAK_AT = 1000;

/** The patterns are sticky: each is tried at the current position. */
const SPACE = /[ \t`]+/y;
const NOTE = /((?:\^\^?|__?|=)?)(?:\d*\/\d*)?([A-Ga-gxyzXZ][,']*)(-*)(\d*(?:\/\d*)*)(-*)/y;
const BAR = /(?:[|:\]]|\[(?=\|))+/y;
/** `|1`, `| 1,3`, `|[2`, `["2nd time"`. */
const ENDING = /[ \t]*(?:\[[ \t]*"(?:(\d+(?:[-,]\d+)*)[^"|]*)"|(?:\[[ \t]*)?(\d+(?:[ \t]*[-,][ \t]*\d+)*)\.?)/y;
const LONE_ENDING = /\["?(?=\d)/y;
const INLINE = /\[([A-Za-z]):([^\]]*)\]/y;
const CHORD = /\[([^\]|:]*)\]/y;
const QUOTED = /"((?:\\.|[^"\\])*)"/y;
const BANG = /!([^!|"[\]{}]*)!/y;
const PLUS = /\+([^+|"[\]{}]*)\+/y;
const GRACE = /\{[^}]*\}/y;
const TUPLET = /\((\d)(?::(\d?))?(?::(\d?))?/y;
const OVERLAY = /&[^|:]*/y;

/** Music between two `!` that are line breaks of old programs. */
const MUSIC = /^(?=.*[A-Ga-g])[A-Ga-gxyzZ\d/,'^_=<>()&~.\s-]*$/;
/** Dynamics `f`, `ff` …: the only decorations that could be notes. */
const LOUD = /^f+$/;
/** `+CEG+`, a chord of ABC 1.6. */
const OLD_CHORD = /^(?:(?:\^\^?|__?|=)?[A-Ga-g][,']*\d*\/*\d*){2,}$/;

/** Duration of a tuplet in notes, by its number; null: 3 in compound meters, otherwise 2. */
const TUPLET_TIME: Readonly<Record<string, number | null>> = {
  2: 3,
  3: 2,
  4: 3,
  5: null,
  6: 2,
  7: null,
  8: 3,
  9: null,
};

/**
 * The line in standard 2.1. `compound`: whether the meter is 6/8, 9/8 or 12/8.
 * @throws Error if text or grace notes are not closed, so that notes cannot be recognized.
 */
export function plainLine(line: string, compound: boolean): string {
  return new AbcLine(line.replace(/(?<![|:]):[ \t]+\|/g, ':|'), compound).rewritten();
}

/** The mark of a decoration or remark, e.g. `D.C. al Fine`, `dacapo`, `To Coda`; null for other texts. */
export function markOf(text: string): Mark | null {
  const words = text.replace(/^[^\p{L}⊕𝄌𝄋]+/u, '').trim();
  if (/^d\. ?c\b|^d\.? ?c\.? al\b|^da ?capo\b/i.test(words)) return 'D.C.';
  if (/^d\. ?s\b|^d\.? ?s\.? al\b|^dal ?segno\b/i.test(words)) return 'D.S.';
  if (/^(?:al )?fine\b/i.test(words)) return 'fine';
  if (words === 'fermata') return 'fermata';
  if (/^(?:to |al |da ?)?coda\b|^[⊕𝄌]/iu.test(words)) return 'coda';
  return /^segno\b|^𝄋/iu.test(words) ? 'segno' : null;
}

class AbcLine {
  readonly #text: string;
  #compound: boolean;
  #at = 0;
  #out = '';
  /** Length of the completed lines. */
  #broken = 0;
  /** The last written element, ignoring spaces. */
  #last: 'note' | 'bar' | null = null;
  readonly #marks = new Set<Mark>();

  constructor(text: string, compound: boolean) {
    this.#text = text;
    this.#compound = compound;
  }

  rewritten(): string {
    while (this.#at < this.#text.length) this.#step();
    // A mark after the last bar line belongs to it.
    if (this.#marks.size > 0) this.#write(`${this.#taken()}|`, 'bar');
    return this.#out;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #write(text: string, kind: 'note' | 'bar' | null = this.#last): void {
    this.#out += text;
    this.#last = kind;
  }

  /** Pending marks, for the next note or bar line. */
  #taken(): string {
    const text = [...this.#marks].map((mark) => `!${mark}!`).join('');
    this.#marks.clear();
    return text;
  }

  #step(): void {
    const sign = this.#text[this.#at]!;
    if (this.#match(SPACE)) this.#write(' ');
    else if (sign === '"') this.#quoted();
    else if (sign === '!') this.#decoration(BANG);
    else if (sign === '+') this.#decoration(PLUS);
    else if (sign === '{') {
      if (!this.#match(GRACE)) throw new Error('an ABC tune with a { that is never closed');
    } else if (sign === '(') this.#tuplet();
    else if (sign === '-') this.#tie();
    else if (sign === '>' || sign === '<') {
      this.#write(sign);
      this.#at++;
    } else if (this.#match(OVERLAY)) return;
    else if (this.#field() || this.#bar() || this.#chord() || this.#note()) return;
    else {
      // Letters between the notes are ornaments, except two that mark repeats.
      if (sign === 'S') this.#marks.add('segno');
      if (sign === 'O') this.#marks.add('coda');
      if (sign === 'H') this.#marks.add('fermata');
      this.#at++;
    }
  }

  #quoted(): void {
    const found = this.#match(QUOTED);
    if (!found) throw new Error('an ABC tune with a " that is never closed');
    const [, text = ''] = found;
    const mark = markOf(text);
    if (mark) this.#marks.add(mark);
    else if (/^[A-Ga-gN(]/.test(text)) this.#write(`"${text.slice(0, 40)}"`);
  }

  #decoration(pattern: RegExp): void {
    const from = this.#at;
    const found = this.#match(pattern);
    const name = (found?.[1] ?? '').trim();
    const mark = markOf(name);
    if (mark) this.#marks.add(mark);
    else if (pattern === PLUS && !LOUD.test(name) && OLD_CHORD.test(name)) {
      this.#write(`${this.#taken()}[${name}]`, 'note');
    } else if (!found || (pattern === BANG && MUSIC.test(name) && !LOUD.test(name))) this.#at = from + 1;
  }

  #tuplet(): void {
    const found = this.#match(TUPLET);
    if (!found) {
      this.#at++;
      return;
    }
    const [, count = '', time, notes] = found;
    const usual = TUPLET_TIME[count];
    if (usual !== undefined) this.#write(`(${count}:${time || (usual ?? (this.#compound ? 3 : 2))}:${notes || count}`);
  }

  /** A tie follows its note; in old collections it starts the next bar. */
  #tie(): void {
    while (this.#text[this.#at] === '-') this.#at++;
    if (this.#last === 'note') this.#out = `${this.#out.trimEnd()}-`;
    else if (!this.#out.endsWith('-')) {
      this.#match(SPACE);
      this.#write('-');
    }
  }

  #field(): boolean {
    const found = this.#match(INLINE);
    if (!found) return false;
    const field = inlineField(found[1]!, found[2]!);
    if (field === null) return true;
    if (field.compound !== null) this.#compound = field.compound;
    this.#write(`[${field.text}]`);
    return true;
  }

  #bar(): boolean {
    const alone = this.#match(LONE_ENDING);
    if (alone) this.#at = LONE_ENDING.lastIndex - alone[0].length;
    const run = alone ? '|' : (this.#match(BAR)?.[0] ?? null);
    if (run === null) return false;
    const ends = /^:+/.exec(run)?.[0].length ?? (/^\|:\|/.test(run) ? 1 : 0);
    const starts = /:+$/.exec(run)?.[0].length ?? 0;
    const both = /^:+$/.test(run);
    if (run === ':' || run === ']') return true;
    const found = this.#match(ENDING);
    const ending = found ? `${(found[1] ?? found[2]!).replaceAll(/[ \t]/g, '')} ` : '';
    // More colons mean more repetitions: |:: … ::| is played three times.
    const rounds = both ? 2 : 1 + Math.max(ends, starts);
    const sign = ends > 0 && starts > 0 ? '::' : ends > 0 ? ':|' : starts > 0 ? '|:' : run.length > 1 ? '||' : '|';
    this.#write(`${this.#taken()}${rounds > 2 ? `!${Math.min(5, rounds)}!` : ''}${sign}`, 'bar');
    this.#write(ending);
    if (this.#out.length - this.#broken > BREAK_AT) {
      this.#broken = this.#out.length;
      this.#write('\n');
    }
    return true;
  }

  #chord(): boolean {
    const found = this.#match(CHORD);
    if (!found) return false;
    const [, inside = ''] = found;
    const symbols = [...inside.matchAll(/"[^"]*"/g)].map(([text]) => text).filter((text) => /^"[A-G]/.test(text));
    const notes = inside.replaceAll(/"[^"]*"|![^!]*!|\{[^}]*\}|[^^_=A-Ga-g\d/,'-]/g, '').replaceAll(/-+/g, '-');
    if (/[A-Ga-g]/.test(notes)) this.#write(`${this.#taken()}${symbols.join('')}[${notes}]`, 'note');
    // A length after the bracket applies to the whole chord.
    const length = /\d*(?:\/\d*)*/y;
    this.#write(this.#match(length)?.[0] ?? '');
    return true;
  }

  #note(): boolean {
    const found = this.#match(NOTE);
    if (!found) return false;
    const [whole, accidental, letter, before, length, after] = found;
    // Quarter tones are written as fractions of an accidental, which is dropped.
    const bent = accidental !== '' && /^[\^_=]+\d*\//.test(whole);
    const tie = (before || after) && !/^[xyzXZ]/.test(letter!) ? '-' : '';
    const sign = letter!.startsWith('y') ? '' : `${bent ? '' : accidental}${letter}${length}${tie}`;
    if (sign !== '') this.#write(`${this.#taken()}${sign}`, 'note');
    return true;
  }
}
