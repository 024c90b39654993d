import { softmaxRows } from '@openbpu/kernels';
import { type Softmax, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { modest, narrowType } from './fits';

/** Calls of fewer elements than this are not worth one each. */
const SHORT = 24;

/** Rows evenly apart, or evenly within a few stretches; a known table whose sums are positive. */
export function fastSoftmax({ x, y, table }: Softmax, { memory, known }: Bench): (() => void) | undefined {
  const [xType, entries, last] = [narrowType(x), known.elements(table), x.shape.length - 1];
  if (!xType || !modest([x, y]) || !(entries instanceof Int32Array)) return undefined;
  if (!(entries[0] > 0 && entries.every((entry) => entry >= 0))) return undefined;
  const dims = mergedDims(
    [x, y].map((region) => ({ ...region, shape: region.shape.slice(0, last), strides: region.strides.slice(0, last) })),
  );
  const [xBytes, yBytes] = [x, y].map(({ dtype }) => bytesPerElement(dtype));
  const {
    size: rows,
    strides: [xRow, yRow],
  } = dims.pop() ?? { size: 1, strides: [0, 0] };
  if (dims.length > 0 && rows * x.shape[last] < SHORT) return undefined;
  const starts = dims.reduce<(readonly [number, number])[]>(
    (all, { size, strides }) =>
      all.flatMap(([a, b]) =>
        Array.from({ length: size }, (_, k) => [a + k * strides[0] * xBytes, b + k * strides[1] * yBytes] as const),
      ),
    [[memory.address(x), memory.address(y)]],
  );
  const [xStep, yStep, length] = [x.strides[last], y.strides[last], x.shape[last]];
  const common = { xType, xStep, xRow, yStep, yRow, rows, length, table: memory.address(table) };
  return () => starts.forEach(([from, to]) => softmaxRows(memory.kernels, { ...common, x: from, y: to }));
}
