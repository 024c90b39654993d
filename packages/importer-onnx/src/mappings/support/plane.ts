import type { RawAttrs, ValueId } from '@openbpu/ir';
import type { GraphBuilder } from '../../graph/graph-builder';
import type { ImportNode } from '../../graph/import-node';
import type { Window } from './window';

/** Attributes of a window over a plane; a line is a plane of one row. Undefined for other numbers of dimensions. */
export function planeAttrs({ kernel, strides, dilations, begin, end }: Window): RawAttrs | undefined {
  if (kernel.length === 2) return { kernel, strides, dilations, pads: [...begin, ...end] };
  if (kernel.length !== 1) return undefined;
  return {
    kernel: [1, kernel[0]],
    strides: [1, strides[0]],
    dilations: [1, dilations[0]],
    pads: [0, begin[0], 0, end[0]],
  };
}

/** A value whose last dimension is a line, [a, b, l], as one with a plane, [a, b, 1, l]; images stay. */
export function asPlane(node: ImportNode, b: GraphBuilder, suffix: string, id: ValueId): ValueId {
  const shape = b.shapeOf(id);
  return shape.length === 3 ? b.reshaped(node, suffix, id, shape.toSpliced(2, 0, 1)) : id;
}

/** Emits an op on planes for a node whose first input has planes or lines, and gives it the node's own rank again. */
export function emitOnPlane(
  node: ImportNode,
  b: GraphBuilder,
  op: string,
  inputs: readonly ValueId[],
  attrs: RawAttrs = {},
): void {
  const [x, ...rest] = inputs;
  if (b.shapeOf(x).length !== 3) return b.emit(node, op, inputs, attrs);
  const y = b.main(node, op, [asPlane(node, b, 'plane', x), ...rest], attrs);
  return b.finish(node, 'line', 'Reshape', [y], { shape: b.shapeOf(y).toSpliced(2, 1) });
}
