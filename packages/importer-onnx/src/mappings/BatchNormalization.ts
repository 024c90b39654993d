import { fail } from '@openbpu/diagnostics';
import { formatShape } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import { normalisesByBatch } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';

const PARTS = ['scale', 'bias', 'mean', 'variance'];

/**
 * As at inference, one scale, bias, mean and variance per channel. Anything else is refused, for no runtime takes it.
 */
export const BatchNormalization: Mapping = {
  opTypes: ['BatchNormalization'],
  translate(node, b) {
    const { attributes, origin } = node;
    const refuse = (problem: string): never =>
      fail(IMPORT_ONNX.batchNormalization({ node: origin.name, problem }, origin));
    const [x, ...parts] = node.inputs;
    const shape = b.shapeOf(x);
    if (!attributes.flag('spatial', true)) refuse('it has spatial=0: one statistic per element, not per channel');
    if (normalisesByBatch(node) || node.usedOutputs > 1)
      refuse(`it is in training mode${node.opset < 14 ? ', for it lists outputs beside its result' : ''}`);
    if (shape.length < 2) refuse(`its input of shape ${formatShape(shape)} has no channels`);
    PARTS.forEach((part, i) => {
      if (!parts[i]) refuse(`its ${part} is missing`);
      const found = b.shapeOf(parts[i]);
      if (found.length !== 1 || found[0] !== shape[1])
        refuse(`its ${part} of shape ${formatShape(found)} is not a vector of the ${shape[1]} channels`);
    });
    if (!b.are('float32', node.inputs)) return OPAQUE;
    return b.emit(node, 'BatchNormalization', node.inputs, { epsilon: attributes.float('epsilon', 1e-5) });
  },
};
