import type { Local, Operand, PoolLayer } from '@openbpu/machine';
import {
  HzQuantizedMaxPool,
  HzSQuantizedAveragePool,
  HzSQuantizedGlobalAveragePool,
  HzSQuantizedReduceMean,
} from '@openbpu/ops';
import { type DType, normalizeAxis, rangeOf, sizeOf, stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

export const lowerHzQuantizedMaxPool = defineLowering(
  HzQuantizedMaxPool,
  ({ inputs: [x], outputs: [y], attrs }, graph) => {
    const { kernel, strides, dilations, pads } = attrs;
    const [low, high] = boundsOf(graph.value(y).type);
    return [{ kind: 'pool', fn: 'max', x, y, kernel, strides, dilations, pads, low, high }];
  },
);

export const lowerHzSQuantizedAveragePool = defineLowering(
  HzSQuantizedAveragePool,
  ({ inputs: [x, multiplier], outputs: [y], attrs }) => {
    const { kernel, strides, dilations, pads, low, high } = attrs;
    return [{ kind: 'pool', fn: 'sum', x, y, multiplier, kernel, strides, dilations, pads, low, high }];
  },
);

export const lowerHzSQuantizedGlobalAveragePool = defineLowering(
  HzSQuantizedGlobalAveragePool,
  ({ inputs: [x, multiplier], outputs: [y] }, graph) => {
    const { shape } = graph.value(x).type;
    return [sumPlanes(x, y, multiplier, shape[2], shape[3], graph.value(y).type.dtype)];
  },
);

/**
 * Over the plane of an image that keeps its dimensions: one pool. Otherwise the input is moved so that what is folded
 * stands in one column per kept element, pooled, and moved into the shape of the output.
 */
export const lowerHzSQuantizedReduceMean = defineLowering(
  HzSQuantizedReduceMean,
  ({ inputs: [x, multiplier], outputs: [y], attrs }, graph) => {
    const { shape, dtype } = graph.value(x).type;
    const result = graph.value(y).type.dtype;
    const folded = new Set(attrs.axes.map((axis) => normalizeAxis(axis, shape.length)));
    if (attrs.keepdims && shape.length === 4 && [...folded].sort().join() === '2,3')
      return [sumPlanes(x, y, multiplier, shape[2], shape[3], result)];
    const axes = shape.map((_, axis) => axis);
    const kept = axes.filter((axis) => !folded.has(axis));
    const order = [...kept, ...axes.filter((axis) => folded.has(axis))];
    const [rows, height] = [sizeOf(kept.map((axis) => shape[axis])), sizeOf([...folded].map((axis) => shape[axis]))];
    const columns: Local = { name: 'columns', dtype, shape: [rows, 1, height, 1] };
    const sums: Local = { name: 'sums', dtype: result, shape: [rows, 1, 1, 1] };
    const strides = stridesOf(shape);
    const size = order.map((axis) => shape[axis]);
    const out = kept.map((axis) => shape[axis]);
    return [
      {
        kind: 'move',
        x,
        y: columns,
        size,
        xOffset: 0,
        xStrides: order.map((axis) => strides[axis]),
        yOffset: 0,
        yStrides: stridesOf(size),
      },
      sumPlanes(columns, sums, multiplier, height, 1, result),
      {
        kind: 'move',
        x: sums,
        y,
        size: out,
        xOffset: 0,
        xStrides: stridesOf(out),
        yOffset: 0,
        yStrides: stridesOf(out),
      },
    ];
  },
);

/** The bounds of an integer activation type. */
export function boundsOf({ dtype }: { readonly dtype: DType }): readonly [number, number] {
  return rangeOf(dtype === 'int16' ? 'int16' : 'int8');
}

/** The sum of each plane of `x` [n, c, h, w] into `y` [n, c, 1, 1] of type `dtype`, requantised by one multiplier. */
export function sumPlanes(
  x: Operand,
  y: Operand,
  multiplier: Operand,
  height: number,
  width: number,
  dtype: DType,
): PoolLayer {
  const [low, high] = boundsOf({ dtype });
  return {
    kind: 'pool',
    fn: 'sum',
    x,
    y,
    multiplier,
    kernel: [height, width],
    strides: [1, 1],
    dilations: [1, 1],
    pads: [0, 0, 0, 0],
    low,
    high,
  };
}
