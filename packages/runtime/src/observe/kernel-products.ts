import { type Kernels, gramS16 } from '@openbpu/kernels';
import { windowOutput } from '@openbpu/ops';
import { quantize } from '@openbpu/tensor';
import { chosenPositions } from './chosen-positions';
import type { Magnitudes, ProductsResult, ProductsWish } from './observation';

/** Patches are padded to whole vectors of int16. */
const VECTOR = 8;

/** `patchProducts`, bit for bit: patches are gathered as int16, an element a row, and multiplied by a SIMD kernel. */
export function kernelProducts(
  kernels: Kernels,
  wish: ProductsWish,
  data: Float32Array,
): Omit<ProductsResult, 'fold' | keyof Magnitudes> {
  const {
    image: [channels, height, width],
    window: { group, kernel },
  } = wish;
  const [rows, columns] = windowOutput(height, width, wish.window);
  const size = (channels / group) * kernel[0] * kernel[1];
  const triangle = (size * (size + 1)) / 2;
  const chosen = chosenPositions((data.length / (channels * height * width)) * rows * columns, wish.positions);
  const corners = cornersOf(wish, chosen, rows, columns);
  const length = Math.ceil(chosen.length / VECTOR) * VECTOR;
  const products = new Float64Array(group * triangle);
  const sums = new Float64Array(group * size);
  kernels.scratch(2 * size * length + 4 * triangle, (x) => {
    const y = x + 2 * size * length;
    const patches = kernels.i16(x, size * length).fill(0);
    const found = kernels.i32(y, triangle);
    for (let g = 0; g < group; g++) {
      gather(wish, data, g, corners, patches, length, sums);
      gramS16(kernels, { x, rows: size, length, y });
      products.set(found, g * triangle);
    }
  });
  return { size, products, sums, count: chosen.length };
}

/** For every position: the index of its image's first element, and the row and column of the window's first. */
interface Corners {
  readonly images: Int32Array;
  readonly tops: Int32Array;
  readonly lefts: Int32Array;
}

function cornersOf(
  { image: [channels, height, width], window: { strides, pads } }: ProductsWish,
  chosen: Int32Array,
  rows: number,
  columns: number,
): Corners {
  return {
    images: chosen.map((at) => Math.floor(at / (rows * columns)) * channels * height * width),
    tops: chosen.map((at) => (Math.floor(at / columns) % rows) * strides[0] - pads[0]),
    lefts: chosen.map((at) => (at % columns) * strides[1] - pads[1]),
  };
}

/** Writes the patches of group g, element k of all of them to row k, and their sums. */
function gather(
  { image: [channels, height, width], window: { kernel, dilations, group }, scales, zeros }: ProductsWish,
  data: Float32Array,
  g: number,
  { images, tops, lefts }: Corners,
  patches: Int16Array,
  length: number,
  sums: Float64Array,
): void {
  const perGroup = channels / group;
  let k = 0;
  let to = g * perGroup * kernel[0] * kernel[1];
  for (let c = g * perGroup; c < (g + 1) * perGroup; c++) {
    const scale = scales[scales.length === 1 ? 0 : c];
    const zero = zeros.length === 0 ? 0 : zeros[zeros.length === 1 ? 0 : c];
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++, k++, to++) {
        let sum = 0;
        for (let i = 0; i < images.length; i++) {
          const y = tops[i] + ky * dilations[0];
          const x = lefts[i] + kx * dilations[1];
          const inside = y >= 0 && y < height && x >= 0 && x < width;
          const integer = inside
            ? quantize(data[images[i] + (c * height + y) * width + x], scale, -128 - zero, 127 - zero)
            : 0;
          patches[k * length + i] = integer;
          sum += integer;
        }
        sums[to] = sum;
      }
    }
  }
}
