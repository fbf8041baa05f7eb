/** Products of the drum network: WebAssembly and the plain loop give the same bits. */

import { describe, expect, test } from 'vitest';
import { Matrices, multiplyInWasm, plainMultiply } from '../../plugin/generate/drums/matrices.ts';
import { random } from '../../plugin/music/random.ts';

const chance = random('matrices');
const values = (count: number) => Float32Array.from({ length: count }, () => chance.next() * 4 - 2);
/** Shapes of the network, and some that fill no group of rows. */
const SHAPES = [
  [448, 112],
  [40, 112],
  [13, 48],
  [20, 48],
  [1, 1],
  [7, 3],
] as const;
const matrices = SHAPES.map(([rows, columns]) => ({ kernel: values(rows * columns), bias: values(rows) }));

describe('a product of the drum network', () => {
  test('is the same in WebAssembly and in a plain loop, to the last bit', () => {
    const wasm = multiplyInWasm(matrices)!;
    const plain = plainMultiply(matrices);
    for (let round = 0; round < 20; round++)
      for (const [index, [rows, columns]] of SHAPES.entries()) {
        const x = values(columns);
        expect(wasm(index, x, new Float32Array(rows))).toEqual(plain(index, x, new Float32Array(rows)));
      }
  });

  test('is kernel · x + bias', () => {
    const all = new Matrices();
    const product = all.add({ kernel: Float32Array.of(1, 2, 3, 4, 5, 6), bias: Float32Array.of(10, 20) });
    const other = all.add({ kernel: Float32Array.of(2), bias: Float32Array.of(1) });
    expect([...product(Float32Array.of(1, 0, -1), new Float32Array(2))]).toEqual([8, 18]);
    expect([...other(Float32Array.of(3), new Float32Array(1))]).toEqual([7]);
  });

  test('is there where the page forbids WebAssembly', () => {
    const { Module } = WebAssembly;
    WebAssembly.Module = function refuse() {
      throw new WebAssembly.CompileError('forbidden');
    } as unknown as typeof Module;
    try {
      expect(multiplyInWasm(matrices)).toBeNull();
      const product = new Matrices().add({ kernel: Float32Array.of(3, 4), bias: Float32Array.of(1) });
      expect([...product(Float32Array.of(1, 1), new Float32Array(1))]).toEqual([8]);
    } finally {
      WebAssembly.Module = Module;
    }
  });
});
