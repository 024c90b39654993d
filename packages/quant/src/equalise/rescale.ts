import { ABSENT, type Graph, type Node, type Stage, type Value, type ValueId } from '@openbpu/ir';
import { Conv, type ConvAttrs } from '@openbpu/ops';
import { expectDType, makeTensor } from '@openbpu/tensor';

/** By tensor: what every channel (axis 1) is divided by. */
export type ChannelFactors = ReadonlyMap<ValueId, Float64Array>;

/**
 * The graph with the channels of tensors divided by factors: weights and biases of the convolutions that write them are
 * divided, weights of those that read them take them in; in double, rounded once. Its outputs are what they were where
 * the factors are those of classes of `channelJoints`.
 */
export function rescale<S extends Stage>(graph: Graph<S>, factors: ChannelFactors): Graph<S> {
  const values = graph.nodes.flatMap((node) => (Conv.is(node) ? parametersOf(graph, node, factors) : []));
  return values.length === 0 ? graph : graph.apply({ label: 'scales of channels are moved', values });
}

function parametersOf(graph: Graph, node: Node<ConvAttrs>, factors: ChannelFactors): Value[] {
  const [x, weight, bias = ABSENT] = node.inputs;
  const read = factors.get(x);
  const written = factors.get(node.outputs[0]);
  if (!read && !written) return [];
  const value = graph.value(weight);
  const { data, shape } = expectDType(value.constant!, 'float32');
  const [cout, perGroup] = shape;
  const taps = data.length / (cout * perGroup);
  const scaled = new Float32Array(data.length);
  for (let o = 0; o < cout; o++) {
    const first = Math.floor((o * node.attrs.group) / cout) * perGroup;
    for (let i = 0; i < perGroup; i++) {
      const factor = (read?.[first + i] ?? 1) / (written?.[o] ?? 1);
      const from = (o * perGroup + i) * taps;
      for (let k = from; k < from + taps; k++) scaled[k] = data[k] * factor;
    }
  }
  const changed = [{ ...value, constant: makeTensor('float32', shape, scaled) }];
  if (bias === ABSENT || !written) return changed;
  const added = graph.value(bias);
  const sums = expectDType(added.constant!, 'float32').data.map((b, o) => b / written[o]);
  return [...changed, { ...added, constant: makeTensor('float32', [cout], sums) }];
}
