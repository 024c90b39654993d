import { type Graph, type Node, type ValueId, ABSENT, GraphDraft, constantOf } from '@openbpu/ir';
import { HzCalibration, HzCorrected } from '@openbpu/ops';
import { type Tensor, float32, hasDType } from '@openbpu/tensor';

/**
 * Before: Conv(x, w', b') with constants that calibration has changed, HzCalibration nodes between or not
 * After: the same reading HzCorrected(w', w) and HzCorrected(b', b), which give what they gave
 * Conditions: `optimized` is the graph that was calibrated, whose nodes and constants have the same names. A bias that
 * calibration has added is beside zeros. So the float model can be read off the calibrated one.
 */
export function keepOriginals(calibrated: Graph<'calibrated'>, optimized: Graph<'optimized'>): Graph<'calibrated'> {
  const draft = GraphDraft.of(calibrated, 'calibrated');
  const corrected = new Map<ValueId, ValueId>();
  for (const node of calibrated.nodes) {
    const before = HzCalibration.is(node) ? undefined : optimized.node(node.id);
    if (before) node.inputs.forEach((_, index) => keepOriginal(index, node, before));
  }
  for (const node of calibrated.nodes)
    draft.keep({ ...node, inputs: node.inputs.map((id) => corrected.get(id) ?? id) });
  return draft.build(calibrated);

  function keepOriginal(index: number, node: Node, before: Node): void {
    const changed = behindCalibration(calibrated, node.inputs[index]);
    const now = constantOf(calibrated, changed);
    if (!now || !hasDType(now, 'float32') || corrected.has(changed)) return;
    const old =
      constantOf(optimized, before.inputs[index] ?? ABSENT) ?? float32(now.shape, new Float32Array(now.data.length));
    if (now === old || sameElements(now, old)) return;
    const original = draft.constant(`${changed}_original`, old);
    const [given] = draft.node({
      id: draft.nodeNames.free(`${changed}_HzCorrected`),
      op: HzCorrected,
      inputs: [changed, original],
      outputs: [draft.names.free(`${changed}_given`)],
      types: [calibrated.value(changed).type],
    });
    corrected.set(changed, given);
  }
}

/** What a weight calibration reads in place of what it gives; anything else as it is. */
function behindCalibration(graph: Graph<'calibrated'>, id: ValueId): ValueId {
  const producer = id === ABSENT ? undefined : graph.producer(id);
  return producer && HzCalibration.is(producer) && producer.attrs.kind === 'weight' ? producer.inputs[0] : id;
}

function sameElements({ data: a }: Tensor<'float32'>, { data: b }: Tensor): boolean {
  return a.every((value, i) => Object.is(value, b[i]));
}
