import { fail } from '@openbpu/diagnostics';
import { ABSENT, constantOf, type GraphView, type Node, userName } from '@openbpu/ir';
import type { ConvLayer, Local, MoveLayer } from '@openbpu/machine';
import { accumulatorBounds, HzPreprocessQuantized, HzSQuantizedConv, HzSQuantizedConvTranspose } from '@openbpu/ops';
import { expectDType, stridesOf } from '@openbpu/tensor';
import { COMPILER } from '../catalogue';
import { defineLowering } from './define-lowering';
import { boundsOf } from './pooling';

export const lowerHzSQuantizedConv = defineLowering(HzSQuantizedConv, (node, graph) => {
  proveAccumulator(node, graph);
  const [x, weights, bias, multiplier] = node.inputs;
  const { kernel, strides, dilations, pads, group, padding, low, high } = node.attrs;
  return [
    {
      kind: 'conv',
      x,
      weights,
      bias,
      ...(multiplier ? { multiplier } : {}),
      y: node.outputs[0],
      kernel,
      strides,
      dilations,
      pads,
      group,
      ...(padding ? { padding } : {}),
      low,
      high,
    },
  ];
});

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

/** A pointwise convolution with int16 weights. */
export const lowerHzPreprocessQuantized = defineLowering(HzPreprocessQuantized, (node, graph) => {
  proveAccumulator(node, graph);
  const [x, weights, bias, multiplier] = node.inputs;
  const [low, high] = boundsOf(graph.value(node.outputs[0]).type);
  return [
    {
      kind: 'conv',
      x,
      weights,
      bias,
      multiplier,
      y: node.outputs[0],
      kernel: [1, 1],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      group: 1,
      low,
      high,
    },
  ];
});

/**
 * Proves for a convolution with inputs (x, weights [cout, …], bias int32 [cout], multiplier?) that no input makes an
 * accumulator overflow: `128·Σ|w| + |bias| < 2³¹` per channel for int8 activations, `32768·Σ|w| + |bias| < 2³¹` for the
 * tail of int16 ones. Where a multiplier follows sums of int16 are exact in double, and those of its two int8 halves
 * stay within int32: `255·Σ|w| < 2³¹`. Fails with CMP001.
 */
export function proveAccumulator(node: Node, graph: GraphView): void {
  const [x, weights, bias, multiplier = ABSENT] = node.inputs;
  const w = constantOf(graph, weights);
  const b = constantOf(graph, bias);
  if (!w || !b) throw new Error(`weights and bias of "${node.id}" are not constant`);
  const wide = graph.value(x).type.dtype === 'int16';
  const inHalves = wide && multiplier !== ABSENT;
  const largest = inHalves ? 255 : wide ? 32768 : 128;
  const elements = w.dtype === 'int16' ? expectDType(w, 'int16').data : expectDType(w, 'int8').data;
  const offsets = expectDType(b, 'int32').data;
  const added = inHalves ? offsets.map(() => 0) : offsets;
  accumulatorBounds(elements, added, largest).forEach((bound, channel) => {
    if (bound >= 2 ** 31)
      fail(COMPILER.accumulatorOverflow({ layer: userName(node), channel, bound }, node.origins[0]));
  });
}
