import { broadcastShapes, sameShape, sizeOf, toNumbers } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';

/**
 * A slope for all or one per channel becomes a vector; slopes that vary otherwise `Relu(x) + slope · min(x, 0)`, the
 * same where they are finite.
 */
export const PRelu: Mapping = {
  opTypes: ['PRelu'],
  translate(node, b) {
    const [x, slope] = node.inputs;
    if (!b.are('float32', node.inputs)) return OPAQUE;
    const from = b.shapeOf(slope);
    const size = sizeOf(from);
    const rank = b.shapeOf(x).length;
    const channel = from.length === rank - 1 ? 0 : from.length === rank ? 1 : -1;
    const perChannel = rank >= 2 && channel >= 0 && size === from[channel] && size === b.shapeOf(x)[1];
    if (size === 1 || perChannel) return b.emit(node, 'PRelu', [x, b.reshaped(node, 'slope', slope, [size])]);
    return slopesFit(node, b) ? written(node, b) : OPAQUE;
  },
};

/** Whether slopes broadcast to the input, and none of them makes 0 another number. */
function slopesFit({ inputs: [x, slope] }: ImportNode, b: GraphBuilder): boolean {
  const shape = b.shapeOf(x);
  const slopes = b.constant(slope);
  if (slopes && !toNumbers(slopes).every(Number.isFinite)) return false;
  return sameShape(broadcastShapes(shape, b.shapeOf(slope)), shape);
}

function written(node: ImportNode, b: GraphBuilder): void {
  const [x, slope] = node.inputs;
  const above = b.step(node, 'above', 'Relu', [x]);
  const below = b.step(node, 'below', 'Clip', [x], { max: 0 });
  b.emit(node, 'Add', [above, b.step(node, 'scaled', 'Mul', [below, slope])]);
}
