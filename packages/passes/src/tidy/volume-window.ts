import { type GraphView, type Node } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import * as z from 'zod';

const ints = z.array(z.int());
const flag = z.union([z.literal(0), z.literal(1)]).default(0);

/** What an ONNX operator says of a window over volumes, as plain JSON. */
const attributes = z.object({
  auto_pad: z.enum(['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER']).default('NOTSET'),
  strides: ints.default([1, 1, 1]),
  dilations: ints.default([1, 1, 1]),
  pads: ints.default([0, 0, 0, 0, 0, 0]),
  kernel_shape: ints.optional(),
  group: z.int().default(1),
  ceil_mode: flag,
  count_include_pad: flag,
});

/** A window that slides over a volume, every list along [depth, height, width]. */
export interface VolumeWindow {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly begin: readonly number[];
  /** No more than the last window reaches. */
  readonly end: readonly number[];
  readonly group: number;
  /** Whether a mean counts pads, or windows may reach beyond them. */
  readonly countsPads: boolean;
}

/** Whether a node is a standard ONNX operator that reads a volume [n, c, d, h, w] and gives one, in float32. */
export function isOverVolumes(node: Node, graph: GraphView, opType: string): boolean {
  if (!OnnxOp.is(node) || node.attrs.opType !== opType || node.attrs.domain !== '') return false;
  if (node.outputs.length !== 1) return false;
  return [node.inputs[0], node.outputs[0]].every((id) => {
    const { dtype, shape } = graph.value(id).type;
    return dtype === 'float32' && shape.length === 5 && !shape.includes(0);
  });
}

/**
 * The window of an ONNX convolution or pool over volumes, its pads written out. Undefined for any other node, and where
 * pads are negative or the attributes are none of ONNX.
 */
export function volumeWindow(node: Node, graph: GraphView, opType: string): VolumeWindow | undefined {
  if (!OnnxOp.is(node) || !isOverVolumes(node, graph, opType)) return undefined;
  const [, weight] = node.inputs;
  const read = attributes.safeParse(node.attrs.attributes);
  const kernel = weight ? graph.value(weight).type.shape.slice(2) : read.data?.kernel_shape;
  if (!read.success || kernel === undefined) return undefined;
  const { auto_pad, strides, dilations, pads, group, ceil_mode, count_include_pad } = read.data;
  const [from, to] = [node.inputs[0], node.outputs[0]].map((id) => graph.value(id).type.shape.slice(2));
  const needed = from.map((size, i) => (to[i] - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1 - size);
  const begin = needed.map((whole, i) => {
    if (auto_pad === 'NOTSET') return pads[i];
    const spread = Math.max(whole, 0) / 2;
    return auto_pad === 'SAME_UPPER' ? Math.floor(spread) : Math.ceil(spread);
  });
  if (begin.some((pad) => pad < 0)) return undefined;
  const end = needed.map((whole, i) => Math.max(whole - begin[i], 0));
  return { kernel, strides, dilations, begin, end, group, countsPads: ceil_mode + count_include_pad > 0 };
}
