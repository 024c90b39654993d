import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/** Of float32, in order, as many as a constant says: an attribute before opset 10, an input since. */
export const TopK: Mapping = {
  opTypes: ['TopK'],
  translate(node, b) {
    const [x, count] = node.inputs;
    const shape = b.shapeOf(x);
    const k = node.opset < 10 ? node.attributes.int('k', 0) : b.numbers(count)?.[0];
    const sorted = node.attributes.flag('sorted', true);
    if (b.typeOf(x).dtype !== 'float32' || !sorted || !k) return OPAQUE;
    const axis = checkedAxis(node, node.attributes.int('axis', -1), shape.length);
    if (k < 1 || k > shape[axis]) return OPAQUE;
    const outputs = [0, 1].map((i) => node.outputs[i] || b.fresh(`${node.name}_${i}`));
    return b.emit(node, 'TopK', [x], { axis, k, largest: node.attributes.flag('largest', true) }, outputs);
  },
};
