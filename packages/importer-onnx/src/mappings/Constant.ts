import { fail } from '@openbpu/diagnostics';
import { float32, int64 } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import { readConstant } from '../graph/initialisers';
import type { Mapping } from '../graph/mapping';

/** A tensor, a number or a list of numbers; text and sparse tensors are refused. */
export const Constant: Mapping = {
  opTypes: ['Constant'],
  translate({ attributes, outputs: [y], origin }, b) {
    const proto = attributes.tensor('value');
    const floats = attributes.floats('value_floats');
    const ints = attributes.ints('value_ints');
    const float = attributes.float('value_float');
    const int = attributes.int('value_int');
    if (proto) return b.setConstant(y, readConstant(proto));
    if (floats) return b.setConstant(y, float32([floats.length], floats));
    if (ints) return b.setConstant(y, int64([ints.length], ints));
    if (float !== undefined) return b.setConstant(y, float32([], [float]));
    if (int !== undefined) return b.setConstant(y, int64([], [int]));
    const kind = attributes.has('sparse_value') ? 'a sparse tensor' : 'text';
    return fail(IMPORT_ONNX.notATensor({ value: y, kind, node: origin.name, opType: 'Constant' }, origin));
  },
};
