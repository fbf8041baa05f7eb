/** Parts a text into words: English at spaces, Chinese by the longest known word. */

/** A word of a text. */
export interface Token {
  readonly text: string;
  /** Which part of the sentence it stands in, counted from 0: commas and `but` part it. */
  readonly clause: number;
  /** Whether no table has the word. */
  readonly isUnknown: boolean;
}

/** What is known: English words in any form, up to three in a row, and Chinese words. */
export interface Lexicon {
  readonly hasEnglish: (words: string) => boolean;
  readonly hasChinese: (word: string) => boolean;
}

const LONGEST_ENGLISH = 3;
const LONGEST_CHINESE = 6;
const PIECES = /\p{Script=Han}+|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[,.;:!?，。；：！？、…—–\n]/gu;
const HAN = /^\p{Script=Han}/u;
const STOP = /^[,.;:!?，。；：！？、…—–\n]/u;
const CLAUSE_WORDS: ReadonlySet<string> = new Set(['but', 'however', '但', '但是', '可是']);

/** The words of a text, in order. Never throws. */
export function tokensOf(text: string, lexicon: Lexicon): readonly Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let english: string[] = [];
  const flush = () => {
    for (const token of englishTokens(english, lexicon, clause)) tokens.push(token);
    english = [];
  };
  for (const [piece] of text.normalize('NFKC').toLowerCase().matchAll(PIECES)) {
    if (STOP.test(piece)) {
      flush();
      clause++;
    } else if (HAN.test(piece)) {
      flush();
      for (const token of chineseTokens(piece, lexicon, clause)) {
        if (CLAUSE_WORDS.has(token.text)) clause++;
        tokens.push({ ...token, clause });
      }
    } else if (CLAUSE_WORDS.has(piece)) {
      flush();
      clause++;
    } else english.push(piece.replace(/n['’]t$/, 'nt').replace(/['’].*$/, ''));
  }
  flush();
  return tokens;
}

function englishTokens(words: readonly string[], { hasEnglish }: Lexicon, clause: number): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_ENGLISH, words.length - at);
    while (length > 1 && !hasEnglish(words.slice(at, at + length).join(' '))) length--;
    const text = words.slice(at, at + length).join(' ');
    tokens.push({ text, clause, isUnknown: !hasEnglish(text) });
    at += length;
  }
  return tokens;
}

function chineseTokens(run: string, { hasChinese }: Lexicon, clause: number): Token[] {
  const letters = [...run];
  const tokens: Token[] = [];
  let unknown = '';
  const flush = () => {
    if (unknown !== '') tokens.push({ text: unknown, clause, isUnknown: true });
    unknown = '';
  };
  for (let at = 0; at < letters.length; ) {
    let length = Math.min(LONGEST_CHINESE, letters.length - at);
    while (length > 0 && !hasChinese(letters.slice(at, at + length).join(''))) length--;
    if (length === 0) unknown += letters[at++]!;
    else {
      flush();
      tokens.push({ text: letters.slice(at, at + length).join(''), clause, isUnknown: false });
      at += length;
    }
  }
  flush();
  return tokens;
}
