/**
 * Matrices times vectors, in WebAssembly where the page has it with SIMD. The module is 0.3 kB and assembled here. It adds in
 * double precision and in the order of the plain loop, so that both give the same bits and a drummer the same strokes.
 */

/** A matrix with a bias: rows are outputs. */
export interface Matrix {
  /** [rows, columns], row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** kernel · x + bias, into `out`, which it returns: `x` has as many values as columns, `out` as many as rows. */
export type Product = (x: Float32Array, out: Float32Array) => Float32Array;

type Multiply = (matrix: number, x: Float32Array, out: Float32Array) => Float32Array;

/** Matrices that share a memory, which is made with the first product: where no drummer plays, nothing is compiled. */
export class Matrices {
  readonly #all: Matrix[] = [];
  #multiply: Multiply | null = null;

  /** The product of a matrix. All are added before the first one is used. */
  add(matrix: Matrix): Product {
    const index = this.#all.push(matrix) - 1;
    return (x, out) => {
      this.#multiply ??= multiplyInWasm(this.#all) ?? plainMultiply(this.#all);
      return this.#multiply(index, x, out);
    };
  }
}

/** Rows that the module sums at once. */
const GROUP = 8;
const PAGE = 65_536;

/** Products in WebAssembly; null where the engine has no SIMD or the page's policy forbids compiling. */
export function multiplyInWasm(matrices: readonly Matrix[]): Multiply | null {
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE));
    return inMemory(matrices, instance.exports as unknown as Exports);
  } catch {
    return null;
  }
}

/** Products in a plain loop. Four rows at once, so that no addition waits for the one before it. */
export function plainMultiply(matrices: readonly Matrix[]): Multiply {
  return (index, x, out) => {
    const { kernel, bias } = matrices[index]!;
    const width = x.length;
    const rows = out.length;
    let row = 0;
    for (; row + 4 <= rows; row += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let i = 0, at = row * width; i < width; i++, at++) {
        const value = x[i]!;
        a += kernel[at]! * value;
        b += kernel[at + width]! * value;
        c += kernel[at + 2 * width]! * value;
        d += kernel[at + 3 * width]! * value;
      }
      out[row] = a + bias[row]!;
      out[row + 1] = b + bias[row + 1]!;
      out[row + 2] = c + bias[row + 2]!;
      out[row + 3] = d + bias[row + 3]!;
    }
    for (; row < rows; row++) {
      let sum = 0;
      for (let i = 0, at = row * width; i < width; i++, at++) sum += kernel[at]! * x[i]!;
      out[row] = sum + bias[row]!;
    }
    return out;
  };
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Sums of `groups` of eight rows: addresses of the kernel, of `width` doubles, and of the doubles to write. */
  readonly sums: (kernel: number, x: number, width: number, out: number, groups: number) => void;
}

/** Puts all kernels into the memory: groups of eight rows, column by column, so that it is read from end to end. */
function inMemory(matrices: readonly Matrix[], { memory, sums }: Exports): Multiply {
  const shapes = matrices.map(({ kernel, bias }) => {
    return { rows: bias.length, width: kernel.length / bias.length, groups: Math.ceil(bias.length / GROUP) };
  });
  const most = (of: (shape: (typeof shapes)[number]) => number) => Math.max(...shapes.map(of));
  const widest = most(({ width }) => width);
  const rows = GROUP * most(({ groups }) => groups);
  // The vectors come first: doubles lie at multiples of eight.
  let end = 8 * (widest + rows);
  const starts = shapes.map(({ width, groups }) => {
    end += 4 * GROUP * groups * width;
    return end - 4 * GROUP * groups * width;
  });
  memory.grow(Math.ceil(end / PAGE) - memory.buffer.byteLength / PAGE);
  for (const [index, { kernel }] of matrices.entries()) {
    const { rows: count, width, groups } = shapes[index]!;
    const packed = new Float32Array(memory.buffer, starts[index]!, GROUP * groups * width);
    for (let row = 0; row < count; row++)
      for (let i = 0; i < width; i++)
        packed[(Math.floor(row / GROUP) * width + i) * GROUP + (row % GROUP)] = kernel[row * width + i]!;
  }
  const vector = new Float64Array(memory.buffer, 0, widest);
  const summed = new Float64Array(memory.buffer, 8 * widest, rows);
  return (index, x, out) => {
    const { width, groups } = shapes[index]!;
    const { bias } = matrices[index]!;
    vector.set(x);
    sums(starts[index]!, 0, width, summed.byteOffset, groups);
    for (let row = 0; row < out.length; row++) out[row] = summed[row]! + bias[row]!;
    return out;
  };
}

// The module, as the specification of WebAssembly encodes it (sections 5.4 and 5.5).
const [I32, V128] = [0x7f, 0x7b];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const int = (value: number) => [0x41, value];
const [LESS, ADD, SUBTRACT, SHIFT_LEFT, END] = [[0x49], [0x6a], [0x6b], [0x74], [0x0b]];
const LOOP = [0x03, 0x40];
const REPEAT_IF = [0x0d, 0];
const simd = (code: number) => (code < 0x80 ? [0xfd, code] : [0xfd, code, 1]);
const ZEROS = [...simd(0x0c), ...new Array<number>(16).fill(0)];
/** One double, twice. */
const LOAD_TWICE = [...simd(0x0a), 3, 0];
/** Two floats at an offset, as doubles. */
const loadPair = (offset: number) => [...simd(0x5d), 3, offset, ...simd(0x5f)];
const store = (offset: number) => [...simd(0x0b), 4, offset];
const [ADD_DOUBLES, MULTIPLY_DOUBLES] = [simd(0xf0), simd(0xf2)];

/** Parameters, then the end of the vector, the place in it, the value there, and four pairs of sums. */
const [KERNEL, X, WIDTH, OUT, GROUPS, LAST, AT, VALUE] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const SUMS = [8, 9, 10, 11] as const;

const BODY = [
  ...[2, 2, I32, 5, V128],
  ...[...get(X), ...get(WIDTH), ...int(3), ...SHIFT_LEFT, ...ADD, ...set(LAST)],
  ...LOOP,
  ...SUMS.flatMap((sum) => [...ZEROS, ...set(sum)]),
  ...[...get(X), ...set(AT)],
  ...LOOP,
  ...[...get(AT), ...LOAD_TWICE, ...set(VALUE)],
  ...SUMS.flatMap((sum, pair) => [
    ...[...get(sum), ...get(VALUE), ...get(KERNEL), ...loadPair(8 * pair)],
    ...[...MULTIPLY_DOUBLES, ...ADD_DOUBLES, ...set(sum)],
  ]),
  ...[...get(KERNEL), ...int(4 * GROUP), ...ADD, ...set(KERNEL)],
  ...[...get(AT), ...int(8), ...ADD, ...tee(AT), ...get(LAST), ...LESS, ...REPEAT_IF],
  ...END,
  ...SUMS.flatMap((sum, pair) => [...get(OUT), ...get(sum), ...store(16 * pair)]),
  // 64 bytes on, as a number of seven bits and a sign.
  ...[...get(OUT), ...[0x41, 0xc0, 0], ...ADD, ...set(OUT)],
  ...[...get(GROUPS), ...int(1), ...SUBTRACT, ...tee(GROUPS), ...REPEAT_IF],
  ...END,
  ...END,
];

/** A length as the encoding writes it, and what is so long. */
const sized = (bytes: readonly number[]) => [(bytes.length & 0x7f) | 0x80, bytes.length >> 7, ...bytes];
const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];
const named = (name: string) => [name.length, ...new TextEncoder().encode(name)];

const MODULE = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // Types: five integers to nothing. One function of this type. One memory of one page.
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 1]),
  ...section(7, [2, ...named('memory'), 2, 0, ...named('sums'), 0, 0]),
  ...section(10, [1, ...sized(BODY)]),
]);
