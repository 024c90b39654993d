import type { ConvLayer, Local, MoveLayer } from '@openbpu/machine';
import { HzSQuantizedConvTranspose } from '@openbpu/ops';
import { stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';
import { proveAccumulator } from './prove-accumulator';

/**
 * A move that spreads the input over a tensor of zeros, then a plain convolution with stride 1. Where a pad of the
 * transposed convolution is larger than the kernel's reach, the plain one's is negative: then the move does all padding
 * and cropping.
 */
export const lowerHzSQuantizedConvTranspose = defineLowering(HzSQuantizedConvTranspose, (node, graph) => {
  proveAccumulator(node, graph);
  const [x, weights, bias, multiplier] = node.inputs;
  const { kernel, strides, dilations, pads, output_padding, group, low, high } = node.attrs;
  const { dtype, shape } = graph.value(x).type;
  const reach = (side: number) => dilations[side] * (kernel[side] - 1);
  const plain = [
    reach(0) - pads[0],
    reach(1) - pads[1],
    reach(0) - pads[2] + output_padding[0],
    reach(1) - pads[3] + output_padding[1],
  ] as const;
  const inMove = plain.some((pad) => pad < 0) ? plain : [0, 0, 0, 0];
  const spread = [0, 1].map((side) => spreadOver(shape[2 + side], strides[side], inMove[side], inMove[side + 2]));
  const stuffed: Local = { name: 'stuffed', dtype, shape: [shape[0], shape[1], spread[0].length, spread[1].length] };
  const from = stridesOf(shape);
  const to = stridesOf(stuffed.shape);
  const move: MoveLayer = {
    kind: 'move',
    x,
    y: stuffed,
    size: [shape[0], shape[1], spread[0].count, spread[1].count],
    xOffset: spread[0].first * from[2] + spread[1].first * from[3],
    xStrides: from,
    yOffset: spread[0].at * to[2] + spread[1].at * to[3],
    yStrides: [to[0], to[1], to[2] * strides[0], to[3] * strides[1]],
    fill: 0,
  };
  const conv: ConvLayer = {
    kind: 'conv',
    x: stuffed,
    weights,
    bias,
    ...(multiplier ? { multiplier } : {}),
    y: node.outputs[0],
    kernel,
    strides: [1, 1],
    dilations,
    pads: inMove === plain ? [0, 0, 0, 0] : plain,
    group,
    low,
    high,
  };
  return [move, conv];
});

/**
 * Elements `stride` apart in a dimension that begins `before` and ends `after` them: which of them are inside, and
 * where.
 */
function spreadOver(size: number, stride: number, before: number, after: number) {
  const length = (size - 1) * stride + 1 + before + after;
  const first = Math.max(0, Math.ceil(-before / stride));
  const end = Math.min(size, Math.floor((length - 1 - before) / stride) + 1);
  const count = Math.max(0, end - first);
  return { length, first: count === 0 ? 0 : first, count, at: count === 0 ? 0 : before + first * stride };
}
