import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { Conv, Pad, SpaceToDepth } from '@openbpu/ops';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import { type March, forMarch } from './for-march';

/**
 * Before: a Conv of constant weights whose stride s is a power of two from 2 to 64, the same along both axes, in one
 * group and not dilated, which the march refuses
 * After: Pad up to whole blocks -> SpaceToDepth by 2, once for every factor of s -> a Conv of stride 1 and a window of
 * ⌈k / s⌉, its name kept, with zeros where its blocks are larger than the window was
 * Conditions: the input ends with the blocks of the last window, or before; the march takes all of it.
 * Formula: tap ky = s·qy + ry meets in row qy of blocks what is at ry in them. The sums are the same, in integers too.
 */
export class WindowToBlocks implements Pass<'original'> {
  readonly name = 'window-to-blocks';
  readonly summary =
    'Takes a window of even stride over blocks laid out as channels where it is too large for the march.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

/** Of the windows of networks; blocks of larger ones would have more channels than any march takes. */
const LONGEST_STRIDE = 64;

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Conv.is(node)) return undefined;
  const weight = constantOf(graph, node.inputs[1]);
  const { kernel, strides, dilations, pads, group } = node.attrs;
  const [stride] = strides;
  const levels = Math.log2(stride);
  const plain = group === 1 && dilations.every((dilation) => dilation === 1) && strides[1] === stride;
  if (!weight || !plain || levels < 1 || !Number.isInteger(levels) || stride > LONGEST_STRIDE) return undefined;
  const [input, output] = [node.inputs[0], node.outputs[0]].map((id) => graph.value(id).type.shape.slice(2));
  const blocks = kernel.map((size) => Math.ceil(size / stride));
  const ends = blocks.map((count, i) => (output[i] + count - 1) * stride - input[i] - pads[i]);
  if (ends.some((width) => width < 0)) return undefined;
  const { origins } = node;
  const build = new PatchBuilder(graph, `take the window of "${node.id}" over blocks`).remove(node);
  const border = [0, 0, pads[0], pads[1], 0, 0, ...ends];
  let x = node.inputs[0];
  if (border.some((width) => width !== 0)) {
    const [id, inputs] = [build.free(`${node.id}_pad`), [x]];
    [x] = build.node({ id, op: Pad, inputs, attrs: { pads: border }, origins });
  }
  for (let level = 0; level < levels; level++) {
    const [id, inputs] = [build.free(`${node.id}_blocks`), [x]];
    [x] = build.node({ id, op: SpaceToDepth, inputs, attrs: { blocksize: 2 }, origins });
  }
  const laid = build.constant(node.inputs[1], overBlocks(weight, stride, blocks));
  build.node({
    ...node,
    inputs: [x, laid, ...node.inputs.slice(2)],
    attrs: { ...node.attrs, kernel: blocks, strides: [1, 1], pads: [0, 0, 0, 0] },
  });
  return build.build();
}

/** Weights [many, c, kh, kw] as [many, s²·c, ⌈kh / s⌉, ⌈kw / s⌉], channels as SpaceToDepth by 2 orders them. */
function overBlocks(weight: Tensor, stride: number, [rows, columns]: readonly number[]): Tensor {
  const { data } = expectDType(weight, 'float32');
  const [many, channels, height, width] = weight.shape;
  const deep = channels * stride * stride;
  const laid = new Float32Array(many * deep * rows * columns);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [row, column] = [y, x].map((tap) => Math.floor(tap / stride));
      const first = channels * placeIn(y % stride, x % stride, stride);
      for (let of = 0; of < many; of++)
        for (let c = 0; c < channels; c++)
          laid[((of * deep + first + c) * rows + row) * columns + column] =
            data[((of * channels + c) * height + y) * width + x];
    }
  return float32([many, deep, rows, columns], laid);
}

/** Where SpaceToDepth by 2, again and again, brings a place of a block: its lowest bits make the lowest digit. */
function placeIn(y: number, x: number, stride: number): number {
  let place = 0;
  for (let bit = 1, digit = 1; bit < stride; bit *= 2, digit *= 4)
    place += digit * (2 * (Math.floor(y / bit) % 2) + (Math.floor(x / bit) % 2));
  return place;
}
