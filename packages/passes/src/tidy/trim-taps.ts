import { rewritePass } from '@openbpu/core';
import { PatchBuilder, constantOf } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { expectDType, float32 } from '@openbpu/tensor';

/** The first and last tap of an axis that meet an element of the input at some position, or undefined: none does. */
function live(input: number, output: number, kernel: number, stride: number, dilation: number, begin: number) {
  const meets = (tap: number) => {
    const at = tap * dilation - begin;
    /** Positions `at + stride·i` for i from 0 to output − 1; is one of them in 0..input − 1? */
    const first = Math.max(Math.ceil(-at / stride), 0);
    return first < output && at + stride * first < input;
  };
  const taps = Array.from({ length: kernel }, (_, tap) => tap).filter(meets);
  return taps.length === 0 ? undefined : { first: taps[0], last: taps[taps.length - 1] };
}

/**
 * Before: Conv with outer taps that meet nothing but padding wherever the window stands
 * After: Conv without them, with smaller pads
 * Conditions: the weights are constants; the taps left read as far as before. Where one tap of an axis is left its
 * dilation is 1.
 * Formula: what stands in the padding is 0 and adds nothing.
 */
export const trimTaps = rewritePass<'original'>({
  name: 'trim-taps',
  summary: 'Leaves out the taps of a convolution that meet nothing but padding.',
  rewrite(node, graph) {
    if (!Conv.is(node)) return undefined;
    const weight = constantOf(graph, node.inputs[1]);
    const { shape } = graph.value(node.inputs[0]).type;
    const out = graph.value(node.outputs[0]).type.shape;
    const { kernel, strides, dilations, pads } = node.attrs;
    if (!weight) return undefined;
    const axes = [0, 1].map((i) => live(shape[2 + i], out[2 + i], kernel[i], strides[i], dilations[i], pads[i]));
    const [rows, columns] = axes;
    if (!rows || !columns) return undefined;
    const size = [rows.last - rows.first + 1, columns.last - columns.first + 1];
    if (size[0] === kernel[0] && size[1] === kernel[1]) return undefined;
    const begins = [rows, columns].map(({ first }, i) => pads[i] - first * dilations[i]);
    const steps = size.map((count, i) => (count === 1 ? 1 : dilations[i]));
    const ends = size.map(
      (count, i) => (out[2 + i] - 1) * strides[i] + (count - 1) * steps[i] + 1 - shape[2 + i] - begins[i],
    );
    if ([...begins, ...ends].some((width) => width < 0)) return undefined;
    const build = new PatchBuilder(graph, `leave out taps of "${node.id}"`).remove(node);
    const { data } = expectDType(weight, 'float32');
    const [many, channels] = weight.shape;
    const cut = new Float32Array(many * channels * size[0] * size[1]);
    for (let plane = 0, to = 0; plane < many * channels; plane++)
      for (let y = rows.first; y <= rows.last; y++)
        for (let x = columns.first; x <= columns.last; x++, to++)
          cut[to] = data[(plane * kernel[0] + y) * kernel[1] + x];
    const trimmed = build.constant(node.inputs[1], float32([many, channels, ...size], cut));
    build.node({
      ...node,
      inputs: [node.inputs[0], trimmed, ...node.inputs.slice(2)],
      attrs: { ...node.attrs, kernel: size, dilations: steps, pads: [...begins, ...ends] },
    });
    return build.build();
  },
});
