type Pair = readonly [number, number];

/** A sliding window: pads are top, left, bottom, right. */
export interface WindowAttrs {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pads: readonly [number, number, number, number];
}

/** Whether the pads are smaller than the kernel, as runtimes want it of pools. */
export function padsFit({ kernel, pads }: Pick<WindowAttrs, 'kernel' | 'pads'>): boolean {
  return pads.every((pad, i) => pad < kernel[i % 2]);
}
