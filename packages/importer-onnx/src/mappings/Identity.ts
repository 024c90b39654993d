import { makeTensor, sizeOf } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';

/** Identity. Dropout does nothing at inference, nor in training mode with a ratio of 0; its mask is then all true. */
export const Identity: Mapping = {
  opTypes: ['Identity', 'Dropout'],
  translate(node, b) {
    const [x] = node.inputs;
    if (node.opType === 'Dropout' && drops(node, b)) return OPAQUE;
    if (node.usedOutputs > 1) {
      const { shape } = b.typeOf(x);
      b.setConstant(node.outputs[1], makeTensor('bool', shape, new Uint8Array(sizeOf(shape)).fill(1)));
    }
    return b.emit(node, 'Identity', [x]);
  },
};

/** Whether some elements may be dropped: in training mode, an input since opset 12, unless the ratio is 0. */
function drops(node: ImportNode, b: GraphBuilder): boolean {
  if (node.opset < 12) return node.usedOutputs > 1;
  const [, ratio, training] = node.inputs;
  const given = (id: string | undefined) => id !== undefined && id !== '';
  return given(training) && b.numbers(training)?.[0] !== 0 && !(given(ratio) && b.numbers(ratio)?.[0] === 0);
}
