import { rewritePass } from '@openbpu/core';
import { type GraphView, type ValueId, PatchBuilder } from '@openbpu/ir';
import { AveragePool, Conv, MaxPool, Pad, type PadAttrs } from '@openbpu/ops';
import { provenRange } from '../place/proven-range';
import { soleProducer } from './sole-producer';

/**
 * Before: Pad with zeros, height and width only -> Conv | AveragePool | MaxPool; of a lower value -> MaxPool
 * After: the window with larger pads; an average counts the new ones
 * Conditions: nobody else reads the Pad; it cuts nothing. For MaxPool: no input is below the value, which a number from
 * −1e30 down is taken for, and every window meets an element of the input, so that the pads never decide.
 */
export const fusePad = rewritePass<'original'>({
  name: 'fuse-pad',
  summary: 'Folds a border of zeros, or of the lowest number, into the pads of the window that reads it.',
  rewrite(node, graph) {
    const pad = soleProducer(graph, node.inputs[0]);
    if (!pad || !Pad.is(pad)) return undefined;
    const { value } = pad.attrs;
    const border = imageBorder(pad.attrs);
    if (!border || (value !== 0 && !MaxPool.is(node))) return undefined;
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
      if (!meets || !isNeverBelow(value, pad.inputs[0], graph)) return undefined;
      build.node({ ...rebuilt, op: MaxPool, attrs: { ...node.attrs, pads } });
    } else return undefined;
    return build.build();
  },
});

/** Top, left, bottom, right of a border of one value around an image; undefined for any other Pad. */
function imageBorder({ pads, mode }: PadAttrs): readonly number[] | undefined {
  if (mode !== 'constant') return undefined;
  const border = [pads[2], pads[3], pads[6], pads[7]];
  return [pads[0], pads[1], pads[4], pads[5]].every((width) => width === 0) && border.every((width) => width >= 0)
    ? border
    : undefined;
}

/** What says "lower than anything": the lowest float32 and its like. */
const LOWEST = -1e30;

function isNeverBelow(value: number, id: ValueId, graph: GraphView): boolean {
  return value <= LOWEST || provenRange(graph, id).low >= value;
}
