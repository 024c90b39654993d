import { type Mapping, OPAQUE } from '../graph/mapping';
import { axesOf, normalizeAxes } from './support/axes';

/** Since which opset axes are an input. */
const BY_INPUT: Readonly<Record<string, number>> = { ReduceMax: 18, ReduceMean: 18, ReduceSum: 13 };

/** Axes are an attribute in earlier opsets and an input in later ones; all of them where none is given. */
export const reduction: Mapping = {
  opTypes: Object.keys(BY_INPUT),
  translate(node, b) {
    const [x] = node.inputs;
    const shape = b.shapeOf(x);
    const rank = shape.length;
    const given = axesOf(node, b, BY_INPUT[node.opType], 1, []);
    if (!given || rank === 0 || b.typeOf(x).dtype !== 'float32') return OPAQUE;
    if (given.length === 0 && node.attributes.flag('noop_with_empty_axes', false)) return b.emit(node, 'Identity', [x]);
    const axes = given.length > 0 ? normalizeAxes(node, given, rank) : Array.from({ length: rank }, (_, i) => i);
    if (node.opType === 'ReduceMax' && axes.some((axis) => shape[axis] === 0)) return OPAQUE;
    return b.emit(node, node.opType, [x], { axes, keepdims: node.attributes.flag('keepdims', true) });
  },
};
