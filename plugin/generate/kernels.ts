/** The kernels of tfjs's wasm backend that the networks run on. The published files contain no others. */
export const KERNELS = ['_FusedMatMul', 'Sigmoid', 'Tanh'] as const;

/** The name of a kernel. */
export type Kernel = (typeof KERNELS)[number];
