import { type GraphPatch, type GraphView, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { type ConvAttrs, type ConvTransposeAttrs, ConvTranspose } from '@openbpu/ops';
import { type Tensor, expectDType, makeTensor } from '@openbpu/tensor';
import type { Affine } from './affine';

/**
 * The patch that folds `after`, an affine map of the channels, into the convolution before it: `w' = w·scale[c]`,
 * `b' = b·scale[c] + shift[c]`. Undefined when somebody else reads the convolution, it has a folded activation, or its
 * parameters are computed.
 */
export function scaleOutputChannels(graph: GraphView, conv: Node<ConvAttrs> | Node<ConvTransposeAttrs>, after: Node, { scale, shift }: Affine): GraphPatch | undefined {
  const weight = constantOf(graph, conv.inputs[1]);
  const biasId = conv.inputs[2] ?? '';
  const bias = constantOf(graph, biasId);
  const { min, max } = conv.attrs;
  const shared = graph.isOutput(conv.outputs[0]) || graph.consumers(conv.outputs[0]).length > 1;
  if (!weight || (biasId !== '' && !bias) || shared || min !== -Infinity || max !== Infinity) return undefined;
  const transposed = ConvTranspose.is(conv);
  const build = new PatchBuilder(graph, `fold ${after.op.name} "${after.id}" into "${conv.id}"`).remove(conv, after);
  const weightId = build.constant(conv.inputs[1], scaled(weight, (i) => scale[channelOf(weight, conv.attrs.group, transposed, i)]));
  const shifted = Float32Array.from(shift, (s, c) => (bias ? expectDType(bias, 'float32').data[c] * scale[c] : 0) + s);
  const newBias = build.constant(bias ? biasId : `${conv.id}_bias`, makeTensor('float32', [shift.length], shifted));
  build.node({ ...conv, attrs: { ...conv.attrs }, op: conv.op as Node<unknown>['op'], inputs: [conv.inputs[0], weightId, newBias], outputs: after.outputs, origins: [...conv.origins, ...after.origins] });
  return build.build();
}

function scaled(weight: Tensor, factor: (index: number) => number): Tensor<'float32'> {
  return makeTensor('float32', weight.shape, Float32Array.from(expectDType(weight, 'float32').data, (w, i) => w * factor(i)));
}

/** Output channel of element `index`: dimension 0, or for a transposed convolution [cin, cout/group, kh, kw] its group's. */
function channelOf({ shape }: Tensor, group: number, transposed: boolean, index: number): number {
  const window = shape[2] * shape[3];
  if (!transposed) return Math.floor(index / (shape[1] * window));
  const cin = Math.floor(index / (shape[1] * window));
  return Math.floor(cin / (shape[0] / group)) * shape[1] + (Math.floor(index / window) % shape[1]);
}
