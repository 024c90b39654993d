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

/** The row that says whether an op runs on the BPU: its own, or that of the function inside it. */
export function rowOfOp(op: string): string {
  return ROW_OF[op] ?? op;
}
