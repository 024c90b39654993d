/** Rows of an operator list that speak of other ops than the one they are named after. */
const SPOKEN_OF: Readonly<Record<string, readonly string[]>> = {
  Sigmoid: ['Sigmoid', 'Swish'],
  HardSigmoid: ['HardSigmoid', 'HardSwish'],
  Erf: ['Erf', 'Gelu'],
  Tanh: ['Tanh', 'Mish'],
  /** A fully connected layer is a convolution when rules are asked. */
  Gemm: ['Conv'],
};

const ROW_OF: Readonly<Record<string, string>> = {
  Swish: 'Sigmoid',
  HardSwish: 'HardSigmoid',
  Gelu: 'Erf',
  Mish: 'Tanh',
};

/** The ops that the rules of a row, named after an ONNX operator, are held against. */
export function opsOfRow(row: string): readonly string[] {
  return SPOKEN_OF[row] ?? [row];
}

/** x / √(mean of squares). */
const BY_SQUARES: readonly string[] = ['ReduceMean', 'Mul', 'Sqrt', 'Reciprocal'];
/** The same of differences from the mean. */
const NORMALISATION: readonly string[] = ['ReduceMean', 'Sub', 'Mul', 'Sqrt', 'Reciprocal'];

/** The rows an op is made of that has none of its own: a normalisation is what its steps are. */
const PARTS_OF: Readonly<Record<string, readonly string[]>> = {
  GroupNormalization: NORMALISATION,
  InstanceNormalization: NORMALISATION,
  L2Normalization: BY_SQUARES,
  LayerNormalization: NORMALISATION,
  RMSNormalization: BY_SQUARES,
};

/** The rows of the steps of an op that is carried out as one; undefined for any other. */
export function partsOfOp(op: string): readonly string[] | undefined {
  return PARTS_OF[op];
}

/** The row that says whether an op runs on the BPU: its own, that of the function inside it, or of its first step. */
export function rowOfOp(op: string): string {
  return ROW_OF[op] ?? PARTS_OF[op]?.[0] ?? op;
}
