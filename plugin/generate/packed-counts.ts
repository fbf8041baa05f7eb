/**
 * The text of n-gram tables as bytes that deflate well: numbers of one kind stand together, contexts as differences of their
 * sorted hashes and counts as differences from the count before. A build packs the tables of the fallback so.
 */

/** Counts of each context, as pairs of symbol and count with falling counts; contexts in base 36. */
type Levels = readonly Readonly<Record<string, readonly number[]>>[];

/** The tables that `NgramTables.parse` reads. */
interface Tables {
  readonly duration: Levels;
  readonly pitch: Levels;
}

const KINDS = ['duration', 'pitch'] as const;

/** A value of seven bits a byte, lowest first; the high bit says that more follow. */
function write(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

/** Packs the text of tables. @throws RangeError if the counts of a context do not fall. */
export function packCounts(text: string): Uint8Array {
  const tables = JSON.parse(text) as Tables;
  const [shape, keys, lengths, symbols, counts] = [[], [], [], [], []] as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  for (const kind of KINDS) {
    write(shape, tables[kind].length);
    for (const level of tables[kind]) {
      const contexts = Object.entries(level).map(([key, pairs]) => [Number.parseInt(key, 36), pairs] as const);
      contexts.sort(([a], [b]) => a - b);
      write(shape, contexts.length);
      contexts.forEach(([key, pairs], i) => {
        write(keys, key - (contexts[i - 1]?.[0] ?? 0));
        write(lengths, pairs.length / 2);
        for (let k = 0; k < pairs.length; k += 2) {
          const fall = k === 0 ? pairs[1]! : pairs[k - 1]! - pairs[k + 1]!;
          if (fall < 0) throw new RangeError(`the counts of context ${key} rise; sort them`);
          write(symbols, pairs[k]!);
          write(counts, fall);
        }
      });
    }
  }
  return Uint8Array.from([...shape, ...keys, ...lengths, ...symbols, ...counts]);
}

/** The text of packed tables. */
export function unpackCounts(bytes: Uint8Array): string {
  let at = 0;
  const read = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  const many = (length: number) => Array.from({ length }, read);
  const sizes = KINDS.map(() => many(read()));
  const contexts = sizes.flat().reduce((sum, size) => sum + size, 0);
  const keys = many(contexts);
  const lengths = many(contexts);
  const pairs = lengths.reduce((sum, length) => sum + length, 0);
  const symbols = many(pairs);
  const falls = many(pairs);
  let context = 0;
  let pair = 0;
  const level = (size: number) => {
    let key = 0;
    const entries = Array.from({ length: size }, () => {
      key += keys[context]!;
      let count = 0;
      const flat: number[] = [];
      for (let i = 0; i < lengths[context]!; i++, pair++) {
        count = i === 0 ? falls[pair]! : count - falls[pair]!;
        flat.push(symbols[pair]!, count);
      }
      context++;
      return [key.toString(36), flat];
    });
    return Object.fromEntries(entries);
  };
  const [duration, pitch] = sizes.map((levels) => levels.map(level));
  return JSON.stringify({ duration, pitch });
}
