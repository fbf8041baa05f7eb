/** The ABC fields that affect the notes, normalized for the parser. */

/** Key, unit length, meter, part and voice; inside a tune no other field affects pitch or time. */
const IN_TUNE = new Set(['K', 'L', 'M', 'P', 'V']);
/** In the header also number, title, composer and rhythm. */
const IN_HEADER = new Set([...IN_TUNE, 'X', 'T', 'C', 'R']);

const MODE = /^(?:m|min\w*|maj\w*|ion\w*|dor\w*|phr\w*|lyd\w*|mix\w*|aeo\w*|loc\w*)?(?=$|[\s^_=])/i;

/** A field with its letter and colon, and whether it sets a compound meter (null: none). */
export interface Field {
  readonly text: string;
  readonly compound: boolean | null;
}

/** A field on its own line; null if it does not affect the notes. */
export function lineField(letter: string, value: string, header: boolean): Field | null {
  return (header ? IN_HEADER : IN_TUNE).has(letter) ? field(letter, value) : null;
}

/** A field in brackets among the notes; null if it does not affect them. */
export function inlineField(letter: string, value: string): Field | null {
  return IN_TUNE.has(letter) ? field(letter, value) : null;
}

function field(letter: string, value: string): Field {
  const text = value.trim();
  // Quarter tones of a signature are dropped.
  if (letter === 'K') return { text: `K:${keyText(text).replaceAll(/ *[\^_]\d*\/\d*[A-Ga-g]/g, '')}`, compound: null };
  if (letter !== 'M') return { text: `${letter}:${text}`, compound: null };
  const meter = meterText(text.replaceAll(/\s+/g, ' '));
  return { text: `M:${meter}`, compound: /^(?:6|9|12)\s*\/\s*8$/.test(meter) };
}

/** `c|` as C|, sums such as `3/4+2/4` or `(2+3)/8` as one fraction; other meters unchanged. */
function meterText(text: string): string {
  if (/^c ?\|?$/i.test(text)) return text.replace(' ', '').toUpperCase();
  const plain = text.replaceAll(/[ ()]/g, '');
  if (!/^\d+(?:\+\d+)*\/\d+(?:\+\d+(?:\+\d+)*\/\d+)*$/.test(plain)) return text;
  const unit = Math.max(...[...plain.matchAll(/\/(\d+)/g)].map(([, under]) => Number(under)));
  let count = 0;
  for (const [, over = '', under = ''] of plain.matchAll(/([\d+]+)\/(\d+)/g))
    for (const each of over.split('+')) count += (Number(each) * unit) / Number(under);
  return `${count}/${unit}`;
}

/** `d`, `f# minor` or `B flat` as the parser expects them: a capital, then # or b. Clefs etc. unchanged. */
function keyText(text: string): string {
  const found = /^([A-Ga-g])(?:\s*([#♯]|sharp\b)|([b♭]|\s+flat\b))?\s*(.*)$/i.exec(text);
  if (!found) return text;
  const [, letter = '', sharp, flat, rest = ''] = found;
  return MODE.test(rest) || /^\w+=/.test(rest)
    ? `${letter.toUpperCase()}${sharp ? '#' : flat ? 'b' : ''}${rest === '' || /^m\b|^\W/i.test(rest) ? rest : ` ${rest}`}`
    : text;
}
