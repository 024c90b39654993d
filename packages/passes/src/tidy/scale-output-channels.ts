import { type GraphPatch, type GraphView, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { Conv, ConvTranspose, Gemm } from '@openbpu/ops';
import { type Tensor, expectDType, makeTensor } from '@openbpu/tensor';
import type { Affine } from './affine';

/**
 * The patch that folds `after`, an affine map of the channels, into the layer before it: `w' = w·scale[c]`, `b' =
 * b·scale[c] + shift[c]`, in double, rounded once. Undefined when that is no Conv, ConvTranspose or Gemm, somebody else
 * reads it, it has a folded activation, or its parameters are computed.
 */
export function scaleOutputChannels(
  graph: GraphView,
  layer: Node | undefined,
  after: Node,
  { scale, shift }: Affine,
): GraphPatch | undefined {
  if (!layer || !(Conv.is(layer) || ConvTranspose.is(layer) || Gemm.is(layer))) return undefined;
  const weight = constantOf(graph, layer.inputs[1]);
  const biasId = layer.inputs[2] ?? '';
  const bias = constantOf(graph, biasId);
  const { min = -Infinity, max = Infinity } = layer.attrs as { readonly min?: number; readonly max?: number };
  const shared = graph.isOutput(layer.outputs[0]) || graph.consumers(layer.outputs[0]).length > 1;
  if (!weight || (biasId !== '' && !bias) || shared || min !== -Infinity || max !== Infinity) return undefined;
  const build = new PatchBuilder(graph, `fold ${after.op.name} "${after.id}" into "${layer.id}"`).remove(layer, after);
  const weightId = scale.every((factor) => factor === 1)
    ? layer.inputs[1]
    : build.constant(layer.inputs[1], scaled(weight, scale, ConvTranspose.is(layer) ? layer.attrs.group : undefined));
  const shifted = Float32Array.from(shift, (s, c) => (bias ? expectDType(bias, 'float32').data[c] * scale[c] : 0) + s);
  const newBias = build.constant(bias ? biasId : `${layer.id}_bias`, makeTensor('float32', [shift.length], shifted));
  build.node({
    ...layer,
    attrs: { ...(layer.attrs as object) },
    op: layer.op as Node['op'],
    inputs: [layer.inputs[0], weightId, newBias],
    outputs: after.outputs,
    origins: [...layer.origins, ...after.origins],
  });
  return build.build();
}

/**
 * Weights times what their output channel is scaled by: the first axis, or of a transposed convolution of `groups` the
 * second one of [cin, cout/group, kh, kw], in the group of the input channel.
 */
function scaled(weight: Tensor, scale: Float64Array, groups: number | undefined): Tensor<'float32'> {
  const { data, shape } = expectDType(weight, 'float32');
  const [first, second] = shape;
  const lines = groups === undefined ? first : first * second;
  const channelOf = (line: number) =>
    groups === undefined ? line : Math.floor(Math.floor(line / second) / (first / groups)) * second + (line % second);
  const taps = data.length / lines;
  const result = new Float32Array(data.length);
  for (let line = 0; line < lines; line++) {
    const factor = scale[channelOf(line)];
    for (let i = line * taps; i < (line + 1) * taps; i++) result[i] = data[i] * factor;
  }
  return makeTensor('float32', shape, result);
}
