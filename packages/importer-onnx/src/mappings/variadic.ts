import { float32 } from '@openbpu/tensor';
import { type Mapping, OPAQUE } from '../graph/mapping';

const STEP: Readonly<Record<string, string>> = { Max: 'Max', Mean: 'Add', Min: 'Min', Sum: 'Add' };

/** Any number of broadcast float32 tensors: one after the other; a mean is their sum times 1/n. */
export const variadic: Mapping = {
  opTypes: Object.keys(STEP),
  translate(node, b) {
    const { inputs, opType } = node;
    if (inputs.length === 0 || !b.are('float32', inputs)) return OPAQUE;
    if (inputs.length === 1) return b.emit(node, 'Identity', inputs);
    const mean = opType === 'Mean';
    const last = inputs.length - 1;
    let sum = inputs[0];
    for (let i = 1; i < inputs.length; i++) {
      if (i === last && !mean) b.emit(node, STEP[opType], [sum, inputs[i]]);
      else sum = b.step(node, `step_${i}`, STEP[opType], [sum, inputs[i]]);
    }
    if (mean) b.emit(node, 'Mul', [sum, b.addConstant(node, 'factor', float32([], [1 / inputs.length]))]);
  },
};
