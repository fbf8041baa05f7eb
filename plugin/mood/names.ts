/** Names in error messages: a misspelled name gets a suggestion. */

/** Longest name, in characters, that is compared or shown. */
const LONGEST = 60;
/** Longest error reason, in characters, that is shown. */
const LONGEST_REASON = 600;
/** Longest list of known names, in characters, so that an error stays on one line. */
const LONGEST_LIST = 400;

/** Line breaks, control characters, bidirectional marks and lone surrogates: they would break a line or hide part of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/gu;

/** A text on one line: unprintable characters are escaped as in JSON, and a text longer than `most` is cut. */
function oneLine(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(UNPRINTABLE, escaped);
}

function escaped(letter: string): string {
  const known = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[letter];
  return known ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Any value as a short text on one line. Never throws. */
export function plainText(value: unknown): string {
  try {
    return oneLine(String(value), LONGEST);
  } catch {
    return 'an object without a name';
  }
}

/** The reason of a thrown value, on one line. Never throws. */
export function reasonOf(thrown: unknown): string {
  try {
    return oneLine(thrown instanceof Error ? String(thrown.message) : String(thrown), LONGEST_REASON);
  } catch {
    return 'something without a message was thrown';
  }
}

/** Whether a value is an object and not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Edit distance between two words, in which swapping two letters is one edit (Damerau 1964, optimal alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const before = rows[i - 1]!;
      const change = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(change, before[j]! + 1, row[j - 1]! + 1, swap));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The known name nearest to a word, or null if none is close enough to be a misspelling. */
export function nearestName(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of known) {
    const far = distance(word.toLowerCase(), name.toLowerCase());
    if (far < least) {
      least = far;
      best = name;
    }
  }
  return best;
}

/** An error text for an unknown name, e.g. `unknown mood 'forrest'; did you mean 'forest'? known moods: battle, forest`. */
export function unknownName(kind: string, name: unknown, known: readonly string[]): string {
  const word = plainText(name);
  const near = nearestName(word, known);
  const hint = near === null ? '' : ` did you mean '${plainText(near)}'?`;
  const list = known.length === 0 ? `there are no ${kind}s` : `known ${kind}s: ${listed([...known].sort())}`;
  return `unknown ${kind} '${word}';${hint} ${list}`;
}

/** Names separated by commas, cut at {@link LONGEST_LIST} characters. */
function listed(names: readonly string[]): string {
  let text = '';
  for (const [i, name] of names.entries()) {
    const next = `${text}${i === 0 ? '' : ', '}${plainText(name)}`;
    if (next.length > LONGEST_LIST) return `${text} and ${names.length - i} more`;
    text = next;
  }
  return text;
}

/** Rejects unknown fields. @throws RangeError naming `owner`, the field, and the likely intended one. */
export function checkFields(owner: string, value: object, fields: readonly string[]): void {
  for (const field of Object.keys(value))
    if (!fields.includes(field)) throw new RangeError(`${owner}: ${unknownName('field', field, fields)}`);
}

/** Runs a check and puts `owner` in front of what it throws. @throws RangeError naming `owner`. */
export function inside<T>(owner: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw new RangeError(`${owner}: ${reasonOf(error)}`);
  }
}
