import { fail } from '@openbpu/diagnostics';
import { type GraphView, type Node, ABSENT, constantOf, userName } from '@openbpu/ir';
import { accumulatorBounds } from '@openbpu/ops';
import { expectDType } from '@openbpu/tensor';
import { COMPILER } from '../catalogue';

/**
 * Proves for a convolution with inputs (x, weights [cout, …], bias int32 [cout], multiplier?) that no input makes an
 * accumulator overflow: `128·Σ|w| + |bias| < 2³¹` per channel for int8 activations. For int16 the factor is 32768, and
 * the limit 2⁵³ (sums are exact) where a multiplier follows. Fails with CMP001.
 */
export function proveAccumulator(node: Node, graph: GraphView): void {
  const [x, weights, bias, multiplier = ABSENT] = node.inputs;
  const w = constantOf(graph, weights);
  const b = constantOf(graph, bias);
  if (!w || !b) throw new Error(`weights and bias of "${node.id}" are not constant`);
  const wide = graph.value(x).type.dtype === 'int16';
  const largest = wide ? 32768 : 128;
  const limit = wide && multiplier !== ABSENT ? 2 ** 53 : 2 ** 31;
  const elements = w.dtype === 'int16' ? expectDType(w, 'int16').data : expectDType(w, 'int8').data;
  const offsets = expectDType(b, 'int32').data;
  accumulatorBounds(elements, offsets, largest).forEach((bound, channel) => {
    if (bound >= limit) fail(COMPILER.accumulatorOverflow({ layer: userName(node), channel, bound }, node.origins[0]));
  });
}
