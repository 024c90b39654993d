import { type Graph, GraphDraft, type Node, type NodeId } from '@openbpu/ir';
import { Add, HzCalibration, type HzCalibrationAttrs, Identity, Sub } from '@openbpu/ops';

/** Steps of the second half of a weight within one of the first. */
const FINE = 254;

/** A calibrated model in which weights alone are rounded: every activation passes as it is. */
export function weightsOnly(calibrated: Graph): Graph {
  return roundedWhere(calibrated, ({ attrs }) => attrs.kind === 'weight');
}

/** A calibrated model in which nothing is rounded but what the nodes of these names read and write. */
export function activationsOf(calibrated: Graph, nodes: ReadonlySet<NodeId>): Graph {
  const named = calibrated.nodes.filter(({ id }) => nodes.has(id));
  const beside = new Set(
    named.flatMap(({ inputs, outputs }) => [
      ...inputs.map((id) => calibrated.producer(id)?.id),
      ...outputs.flatMap((id) => calibrated.consumers(id).map((node) => node.id)),
    ]),
  );
  return roundedWhere(calibrated, ({ id, attrs }) => attrs.kind === 'activation' && beside.has(id));
}

function roundedWhere(calibrated: Graph, kept: (node: Node<HzCalibrationAttrs>) => boolean): Graph {
  return GraphDraft.mapped(calibrated, calibrated.stage, (node) =>
    HzCalibration.is(node) && !kept(node) ? { ...node, op: Identity, attrs: {} } : node,
  );
}

/**
 * A calibrated model with weights of 16 bits and activations as they are. A weight is what int8 makes of it and, in
 * steps of 1/254 of that, what int8 makes of the rest.
 */
export function weightsOf16Bits(calibrated: Graph): Graph {
  const draft = GraphDraft.of(calibrated, calibrated.stage);
  for (const node of calibrated.nodes) {
    if (!HzCalibration.is(node)) {
      draft.keep(node);
      continue;
    }
    const { id, attrs, inputs, outputs } = node;
    if (attrs.kind !== 'weight') {
      draft.keep({ ...node, op: Identity, attrs: {} });
      continue;
    }
    const add = (part: string, op: Parameters<typeof draft.node>[0]['op'], read: readonly string[], raw = {}) =>
      draft.node({
        id: draft.nodeNames.free(`${id}_${part}`),
        op,
        inputs: read,
        attrs: raw,
        outputs: [draft.names.free(`${id}_${part}`)],
      })[0];
    const coarse = add('coarse', HzCalibration, inputs, attrs);
    const rest = add('rest', Sub, [inputs[0], coarse]);
    const scales = attrs.scales.map((scale) => scale / FINE);
    const fine = add('fine', HzCalibration, [rest], { ...attrs, scales });
    draft.node({ id, op: Add, inputs: [coarse, fine], outputs });
  }
  return draft.build(calibrated);
}
