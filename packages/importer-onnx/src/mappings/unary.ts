import { type Mapping, OPAQUE } from '../graph/mapping';

/** Functions of one float32 element without attributes; those the graph has no op for stay ONNX operators. */
export const unary: Mapping = {
  opTypes: [
    'Abs',
    'Acos',
    'Asin',
    'Atan',
    'Ceil',
    'Cos',
    'Cosh',
    'Erf',
    'Exp',
    'Floor',
    'HardSwish',
    'Log',
    'Mish',
    'Neg',
    'Reciprocal',
    'Relu',
    'Round',
    'Sigmoid',
    'Sign',
    'Sin',
    'Sinh',
    'Softplus',
    'Softsign',
    'Sqrt',
    'Tan',
    'Tanh',
  ],
  translate(node, b) {
    if (!b.has(node.opType) || !b.are('float32', node.inputs)) return OPAQUE;
    return b.emit(node, node.opType, node.inputs);
  },
};
