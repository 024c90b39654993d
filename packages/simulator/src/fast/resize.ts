import { resizeBilinearMixed, resizeBilinearS8, resizeNearest } from '@openbpu/kernels';
import { type Region, type Resize, isDense } from '@openbpu/machine';
import { bytesPerElement, clamp } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { modest, narrowType } from './fits';

const ONE = 2048;

/** Dense images and constant tables, whose indices are brought inside the image once. */
export function fastResize(
  { fn, x, y, rows, columns, multiplier }: Resize,
  { memory, known }: Bench,
): (() => void) | undefined {
  const [images, height, width, channels] = x.shape;
  const [, outHeight, outWidth] = y.shape;
  const [r, c] = [known.elements(rows), known.elements(columns)];
  if (!(r instanceof Int32Array) || !(c instanceof Int32Array) || !modest([x, y]) || !isDense(x) || !isDense(y))
    return undefined;
  const { kernels } = memory;
  const each = (use: (from: number, to: number) => void) => () => {
    for (let n = 0; n < images; n++) use(imageAt(x, n), imageAt(y, n));
  };
  const imageAt = (region: Region, n: number) =>
    memory.address(region) + n * region.strides[0] * bytesPerElement(region.dtype);
  if (fn === 'nearest') {
    const pixelBytes = channels * bytesPerElement(x.dtype);
    const tables = {
      rows: kernels.put(r.map((at) => clamp(at, 0, height - 1))),
      columns: kernels.put(c.map((at) => clamp(at, 0, width - 1))),
    };
    return each((from, to) =>
      resizeNearest(kernels, { x: from, y: to, width, pixelBytes, outHeight, outWidth, ...tables }),
    );
  }
  const [fourRows, fourColumns] = [four(r, height), four(c, width)];
  const [xType, yType] = [narrowType(x), narrowType(y)];
  if (!xType || !yType || !Number.isFinite(Math.fround(multiplier)) || !fourRows || !fourColumns) return undefined;
  const tables = { rows: kernels.put(fourRows), columns: kernels.put(fourColumns) };
  const shape = { width, channels, outHeight, outWidth, multiplier, ...tables };
  return xType === 'int8' && yType === 'int8'
    ? each((from, to) => resizeBilinearS8(kernels, { x: from, y: to, ...shape }))
    : each((from, to) => resizeBilinearMixed(kernels, { x: from, y: to, ...shape, xType, yType }));
}

/** (first, second, weight of the second) as (first, second, both weights); undefined if a weight is not 0 … 2048. */
function four(table: Int32Array, size: number): Int32Array | undefined {
  const result = new Int32Array((table.length / 3) * 4);
  for (let i = 0; i < table.length / 3; i++) {
    const [first, second, weight] = table.subarray(3 * i);
    if (weight < 0 || weight > ONE) return undefined;
    result.set([clamp(first, 0, size - 1), clamp(second, 0, size - 1), ONE - weight, weight], 4 * i);
  }
  return result;
}
