import { type Mapping, OPAQUE } from '../graph/mapping';
import { axesOf, normalizeAxes } from './support/axes';

/** Axes are an attribute before opset 18 and an input since; all of them where none is given. */
export const ReduceMean: Mapping = {
  opTypes: ['ReduceMean'],
  translate(node, b) {
    const [x] = node.inputs;
    const rank = b.shapeOf(x).length;
    const given = axesOf(node, b, 18, 1, []);
    if (!given || rank === 0 || b.typeOf(x).dtype !== 'float32') return OPAQUE;
    if (given.length === 0 && node.attributes.flag('noop_with_empty_axes', false)) return b.emit(node, 'Identity', [x]);
    const axes = given.length > 0 ? normalizeAxes(node, given, rank) : Array.from({ length: rank }, (_, i) => i);
    return b.emit(node, 'ReduceMean', [x], { axes, keepdims: node.attributes.flag('keepdims', true) });
  },
};
