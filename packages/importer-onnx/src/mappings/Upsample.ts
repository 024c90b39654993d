import { type Mapping, OPAQUE } from '../graph/mapping';
import { byScales, emitEarlyResize } from './support/resize';

/** Scales are an attribute before opset 9 and an input since. */
export const Upsample: Mapping = {
  opTypes: ['Upsample'],
  translate(node, b) {
    const { attributes } = node;
    const [x] = node.inputs;
    const mode = attributes.string('mode', 'nearest');
    const scales = node.opset < 9 ? attributes.floats('scales') : b.numbers(node.inputs[1]);
    if (scales?.length !== b.shapeOf(x).length || (mode !== 'nearest' && mode !== 'linear')) return OPAQUE;
    return emitEarlyResize(node, b, x, mode, byScales(b.shapeOf(x), scales));
  },
};
