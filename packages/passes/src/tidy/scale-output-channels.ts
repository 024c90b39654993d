import { type GraphPatch, type GraphView, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { Conv, ConvTranspose, Gemm } from '@openbpu/ops';
import { type Tensor, expectDType, makeTensor, sizeOf } from '@openbpu/tensor';
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
  const channelOf = ConvTranspose.is(layer)
    ? transposedChannel(weight, layer.attrs.group)
    : (index: number) => Math.floor(index / sizeOf(weight.shape.slice(1)));
  const build = new PatchBuilder(graph, `fold ${after.op.name} "${after.id}" into "${layer.id}"`).remove(layer, after);
  const scaled = Float32Array.from(expectDType(weight, 'float32').data, (w, i) => w * scale[channelOf(i)]);
  const weightId = build.constant(layer.inputs[1], makeTensor('float32', weight.shape, scaled));
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

/** Output channel of an element of a transposed convolution's weight [cin, cout/group, kh, kw]: its group's. */
function transposedChannel({ shape: [cin, perGroup, kh, kw] }: Tensor, group: number): (index: number) => number {
  return (index) => {
    const input = Math.floor(index / (perGroup * kh * kw));
    return Math.floor(input / (cin / group)) * perGroup + (Math.floor(index / (kh * kw)) % perGroup);
  };
}
