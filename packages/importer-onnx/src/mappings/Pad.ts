import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxes } from './support/axes';

const MODES = ['constant', 'reflect', 'edge'];

/**
 * Pads and value are attributes before opset 11 and inputs since; they must be constants. Wrapping stays an ONNX
 * operator.
 */
export const Pad: Mapping = {
  opTypes: ['Pad'],
  translate(node, b) {
    const [x, ...rest] = node.inputs;
    const rank = b.shapeOf(x).length;
    const mode = node.attributes.string('mode', 'constant');
    const inputs = node.opset >= 11;
    if (!MODES.includes(mode) || (inputs && rest.some((id) => id !== '' && !b.constant(id)))) return OPAQUE;
    const given = inputs ? b.numbers(rest[0]) : node.attributes.ints('pads');
    const value = inputs ? (b.numbers(rest[1])?.[0] ?? 0) : node.attributes.float('value', 0);
    const axes = checkedAxes(node, b.numbers(rest[2]) ?? Array.from({ length: rank }, (_, i) => i), rank);
    if (given?.length !== 2 * axes.length)
      return node.attributes.wrong('pads', `are ${given?.length ?? 0} for ${axes.length} dimensions`);
    const pads = new Array<number>(2 * rank).fill(0);
    axes.forEach((axis, i) => {
      pads[axis] = given[i];
      pads[axis + rank] = given[i + axes.length];
    });
    return b.emit(node, 'Pad', [x], { pads, mode, value });
  },
};
