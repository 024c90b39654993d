import { rewritePass } from '@openbpu/core';
import { type Node, PatchBuilder } from '@openbpu/ir';
import { AveragePool, Clip, Conv, MaxPool, Pad, type PadAttrs, Relu, Sigmoid } from '@openbpu/ops';
import { soleProducer } from './sole-producer';

/**
 * Before: Pad with zeros, height and width only -> Conv | AveragePool | MaxPool
 * After: the window with larger pads; an average counts the new ones
 * Conditions: nobody else reads the Pad; it cuts nothing. For MaxPool: no input is below zero, and every window meets
 * an element of the input, so that a zero in the pads never decides.
 */
export const fusePad = rewritePass<'original'>({
  name: 'fuse-pad',
  summary: 'Folds a border of zeros into the pads of the window that reads it.',
  rewrite(node, graph) {
    const pad = soleProducer(graph, node.inputs[0] ?? '');
    const border = pad && Pad.is(pad) ? zeroBorder(pad.attrs) : undefined;
    if (!pad || !border) return undefined;
    const wider = (pads: readonly number[]) => pads.map((width, i) => width + border[i]);
    const build = new PatchBuilder(graph, `fold Pad "${pad.id}" into "${node.id}"`).remove(pad, node);
    const rebuilt = {
      inputs: [pad.inputs[0], ...node.inputs.slice(1)],
      origins: [...pad.origins, ...node.origins],
      outputs: node.outputs,
      id: node.id,
    };
    if (Conv.is(node)) build.node({ ...rebuilt, op: Conv, attrs: { ...node.attrs, pads: wider(node.attrs.pads) } });
    else if (AveragePool.is(node))
      build.node({
        ...rebuilt,
        op: AveragePool,
        attrs: { ...node.attrs, pads: wider(node.attrs.pads), counted: wider(node.attrs.counted) },
      });
    else if (MaxPool.is(node)) {
      const { kernel, dilations } = node.attrs;
      const pads = wider(node.attrs.pads);
      const meets = dilations.every((step) => step === 1) && pads.every((width, i) => width < kernel[i % 2]);
      if (!meets || !isNeverNegative(graph.producer(pad.inputs[0]))) return undefined;
      build.node({ ...rebuilt, op: MaxPool, attrs: { ...node.attrs, pads } });
    } else return undefined;
    return build.build();
  },
});

/** Top, left, bottom, right of a border of zeros around an image; undefined for any other Pad. */
function zeroBorder({ pads, mode, value }: PadAttrs): readonly number[] | undefined {
  if (mode !== 'constant' || value !== 0 || pads.length !== 8) return undefined;
  const border = [pads[2], pads[3], pads[6], pads[7]];
  return [pads[0], pads[1], pads[4], pads[5]].every((width) => width === 0) && border.every((width) => width >= 0)
    ? border
    : undefined;
}

function isNeverNegative(node: Node | undefined): boolean {
  if (!node) return false;
  if (Relu.is(node) || Sigmoid.is(node)) return true;
  return (Conv.is(node) || Clip.is(node)) && node.attrs.min >= 0;
}
