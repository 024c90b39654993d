import { windowOutput } from '@openbpu/ops';
import { quantize } from '@openbpu/tensor';
import { chosenPositions } from './chosen-positions';
import type { Magnitudes, ProductsResult, ProductsWish } from './observation';

/** Σ p pᵀ and Σ p over the patches of one sample, the slow and obvious way: the law of `kernelProducts`. */
export function patchProducts(wish: ProductsWish, data: Float32Array): Omit<ProductsResult, 'fold' | keyof Magnitudes> {
  const {
    image: [channels, height, width],
    window: { group, kernel },
    positions,
  } = wish;
  const [rows, columns] = windowOutput(height, width, wish.window);
  const size = (channels / group) * kernel[0] * kernel[1];
  const chosen = chosenPositions((data.length / (channels * height * width)) * rows * columns, positions);
  const products: number[] = [];
  const sums: number[] = [];
  for (let g = 0; g < group; g++) {
    const patches = Array.from(chosen, (at) =>
      patchOf(wish, data, g, Math.floor(at / (rows * columns)), Math.floor(at / columns) % rows, at % columns),
    );
    for (let i = 0; i < size; i++) {
      sums.push(patches.reduce((sum, p) => sum + p[i], 0));
      for (let j = 0; j <= i; j++) products.push(patches.reduce((sum, p) => sum + p[i] * p[j], 0));
    }
  }
  return { size, products: Float64Array.from(products), sums: Float64Array.from(sums), count: chosen.length };
}

/** The integers that the output (n, y, x) of group g is made of: channel by channel, row by row. */
function patchOf(
  {
    image: [channels, height, width],
    window: { kernel, strides, dilations, pads, group },
    scales,
    zeros,
  }: ProductsWish,
  data: Float32Array,
  g: number,
  n: number,
  y: number,
  x: number,
): number[] {
  const patch: number[] = [];
  const perGroup = channels / group;
  for (let c = g * perGroup; c < (g + 1) * perGroup; c++) {
    const scale = scales[scales.length === 1 ? 0 : c];
    const zero = zeros.length === 0 ? 0 : zeros[zeros.length === 1 ? 0 : c];
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++) {
        const iy = y * strides[0] - pads[0] + ky * dilations[0];
        const ix = x * strides[1] - pads[1] + kx * dilations[1];
        const inside = iy >= 0 && iy < height && ix >= 0 && ix < width;
        patch.push(
          inside ? quantize(data[((n * channels + c) * height + iy) * width + ix], scale, -128 - zero, 127 - zero) : 0,
        );
      }
    }
  }
  return patch;
}
