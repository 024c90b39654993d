import { sizeOf } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';

/** The slope becomes a vector of one or of one per channel; a slope that varies otherwise stays an ONNX operator. */
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
    if (size !== 1 && !perChannel) return OPAQUE;
    return b.emit(node, 'PRelu', [x, b.reshaped(node, 'slope', slope, [size])]);
  },
};
