/** The window and group of a pointwise convolution. */
export const POINTWISE = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1 } as const;
