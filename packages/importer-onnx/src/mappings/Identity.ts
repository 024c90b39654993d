import { type Mapping, OPAQUE } from '../graph/mapping';

/** Dropout does nothing at inference; its mask is not given. */
export const Identity: Mapping = {
  opTypes: ['Identity', 'Dropout'],
  translate(node, b) {
    const training = node.inputs.length > 2 && b.numbers(node.inputs[2])?.[0] !== 0;
    if (node.usedOutputs > 1 || training) return OPAQUE;
    return b.emit(node, 'Identity', node.inputs.slice(0, 1));
  },
};
