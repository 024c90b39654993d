import { rewritePass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { Pad, Reshape } from '@openbpu/ops';
import { sameShape } from '@openbpu/tensor';
import { soleProducer } from './sole-producer';

/**
 * Before: Pad of lines [n, c, l] -> Reshape to planes of one row [n, c, 1, l'], as a window along a line has them
 * After: Reshape to [n, c, 1, l] -> Pad, named like they were
 * Conditions: nobody else reads what the Pad gives.
 */
export const padOnPlane = rewritePass<'original'>({
  name: 'pad-on-plane',
  summary: 'Pads a line as the plane of one row that a Reshape makes of it.',
  rewrite(node, graph) {
    const pad = Reshape.is(node) ? soleProducer(graph, node.inputs[0]) : undefined;
    if (!pad || !Pad.is(pad) || pad.attrs.pads.length !== 6) return undefined;
    const plane = ([n, c, l]: readonly number[]) => [n, c, 1, l];
    const { shape } = graph.value(pad.inputs[0]).type;
    if (!sameShape(graph.value(node.outputs[0]).type.shape, plane(graph.value(pad.outputs[0]).type.shape)))
      return undefined;
    const { pads } = pad.attrs;
    const build = new PatchBuilder(graph, `pad the plane of "${node.id}"`).remove(pad, node);
    const [row] = build.node({
      id: node.id,
      op: Reshape,
      inputs: [pad.inputs[0]],
      attrs: { shape: plane(shape) },
      outputs: [build.free(`${pad.inputs[0]}_plane`)],
      origins: node.origins,
    });
    build.node({
      ...pad,
      inputs: [row],
      attrs: { ...pad.attrs, pads: [pads[0], pads[1], 0, pads[2], pads[3], pads[4], 0, pads[5]] },
      outputs: node.outputs,
    });
    return build.build();
  },
});
