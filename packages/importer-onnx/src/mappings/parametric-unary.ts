import { type Mapping, OPAQUE } from '../graph/mapping';

/** The real attributes of each function, with the values they have when left out. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Celu: { alpha: 1 },
  Elu: { alpha: 1 },
  HardSigmoid: { alpha: 0.2, beta: 0.5 },
  LeakyRelu: { alpha: 0.01 },
  Selu: { alpha: 1.67326319217681884765625, gamma: 1.05070102214813232421875 },
  ThresholdedRelu: { alpha: 1 },
};

/** Functions of one float32 element with real attributes. */
export const parametricUnary: Mapping = {
  opTypes: Object.keys(PARAMETERS),
  translate(node, b) {
    if (!b.are('float32', node.inputs)) return OPAQUE;
    const attrs = Object.fromEntries(
      Object.entries(PARAMETERS[node.opType]).map(([name, absent]) => [name, node.attributes.float(name, absent)]),
    );
    return b.emit(node, node.opType, node.inputs, attrs);
  },
};
