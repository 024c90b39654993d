import { ABSENT, type GraphView, type Node, constantOf } from '@openbpu/ir';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';

/** Which input of a convolution its bias is. */
export const BIAS = 2;

/** The bias of a convolution, zeros where it has none, with a correction of every output channel added. */
export function correctedBias(graph: GraphView, { inputs }: Node, correction: Float32Array): Tensor {
  const bias = constantOf(graph, inputs[BIAS] ?? ABSENT);
  const old = bias && expectDType(bias, 'float32').data;
  return float32(
    [correction.length],
    correction.map((add, c) => (old?.[c] ?? 0) + add),
  );
}
