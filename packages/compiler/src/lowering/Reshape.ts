import type { Local, MoveLayer, Operand } from '@openbpu/machine';
import { Reshape } from '@openbpu/ops';
import { type Shape, sizeOf, stridesOf } from '@openbpu/tensor';
import { commonRefinement } from './common-refinement';
import { defineLowering } from './define-lowering';

/** One move where both shapes can be walked together, else two, with the elements in a row between them. */
export const lowerReshape = defineLowering(Reshape, ({ inputs: [x], outputs: [y] }, graph) => {
  const { shape: from, dtype } = graph.value(x).type;
  const to = graph.value(y).type.shape;
  const size = commonRefinement(from, to);
  if (size) return [copy(x, y, size)];
  const row: Local = { name: 'row', dtype, shape: [sizeOf(from)] };
  return [copy(x, row, from), copy(row, y, to)];
});

function copy(x: Operand, y: Operand, size: Shape): MoveLayer {
  return { kind: 'move', x, y, size, xOffset: 0, xStrides: stridesOf(size), yOffset: 0, yStrides: stridesOf(size) };
}
