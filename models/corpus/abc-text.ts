/** Splits an ABC file into the texts of its tunes: old collections have various encodings, and thousands of tunes per file. */

/** One tune's text, with the shared fields of the file's header. */
export interface AbcText {
  /** The value of `X:`. */
  readonly number: string;
  readonly text: string;
}

/** Decodes a file as UTF-8, UTF-16 (with a byte order mark) or, failing that, Windows-1252. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Fields before the first tune that apply to all (ABC 2.1, 2.2.2). */
const SHARED_FIELDS = /^[LMR]:/;

/**
 * The tunes of a file, without directives for printing and playback (`%%…`).
 * @throws Error if there is none.
 */
export function abcTexts(text: string): AbcText[] {
  const header: string[] = [];
  const tunes: { number: string; lines: string[] }[] = [];
  let block = false;
  const lines = text.split(/\r\n?|\n/);
  const lastEnd = lines.findLastIndex((line) => line.startsWith('%%end'));
  for (const [i, line] of lines.entries()) {
    // A block of text or PostScript. One without an end would hide all later tunes, so it is ignored.
    if (line.startsWith('%%begin') && i < lastEnd) block = true;
    const plain = !block && !line.startsWith('%%');
    if (line.startsWith('%%end')) block = false;
    if (!plain) continue;
    const field = /^X:\s*(.*?)\s*(%.*)?$/.exec(line);
    if (field) tunes.push({ number: field[1]!, lines: [line, ...header] });
    else if (tunes.length > 0) tunes[tunes.length - 1]!.lines.push(line);
    else if (SHARED_FIELDS.test(line)) header.push(line);
  }
  if (tunes.length === 0) throw new Error('an ABC file without a tune (no line begins with X:)');
  // An empty line ends a tune; text between tunes is prose.
  return tunes.map(({ number, lines: own }) => {
    const end = own.findIndex((line, i) => i > 0 && line.trim() === '');
    return { number, text: (end < 0 ? own : own.slice(0, end)).join('\n') };
  });
}
