/** The types of elements that kernels know, and for each the binary logarithm of its bytes. */
export const SHIFT = { int8: 0, int16: 1, int32: 2, float32: 2 } as const;

/** What activations are made of. */
export type Narrow = 'int8' | 'int16';
