/** A convolution of 3 to 4 channels with a bias; reads `x`, gives `c`. */
export const CONV = `
input x: float32[1x3x6x6] NCHW
const w: float32[4x3x3x3] = seed 1
const b: float32[4] = seed 2
conv: c = Conv(x, w, b) {kernel: [3, 3], pads: [1, 1, 1, 1]}
`;
