import { ABSENT, Graph, type GraphView, type Node, type Value, type ValueId } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';

/** A float graph that also computes what rounding makes of every tensor between two convolutions. */
export interface RoundedTwin {
  readonly graph: Graph<'calibrated'>;
  /** The tensor that holds a tensor of the calibrated graph where nothing is rounded. */
  float(id: ValueId): ValueId;
  /** The tensor that holds it where everything since the last node with weights is rounded. */
  rounded(id: ValueId): ValueId;
}

/**
 * Before: `x` -> HzCalibration -> Conv -> `y` -> HzCalibration -> Swish -> `z` -> HzCalibration -> …
 * After: `x` -> Conv -> `y` -> Swish -> `z` beside `y` -> HzCalibration -> Swish -> HzCalibration -> `z_rounded`
 *
 * Nodes with weights read floats, so that errors do not run from one to the next: what `z_rounded` differs from `z` in is
 * what rounding does since the last of them.
 */
export function roundedTwin(calibrated: Graph<'calibrated'>): RoundedTwin {
  const values = new Map<ValueId, Value>(calibrated.values);
  const nodes: Node[] = [];
  const rounded = new Map<ValueId, ValueId>();
  /** What a name of the calibrated graph is called where nothing is rounded. */
  const plain = new Map<ValueId, ValueId>();
  const float = (id: ValueId) => plain.get(id) ?? id;
  const named = (id: ValueId) => {
    let name = `${id}_rounded`;
    for (let i = 1; values.has(name); i++) name = `${id}_rounded_${i}`;
    values.set(name, { id: name, type: calibrated.value(id).type });
    return name;
  };
  for (const node of calibrated.nodes) {
    const [input, output] = [node.inputs[0], node.outputs[0]];
    if (HzCalibration.is(node)) {
      plain.set(output, float(input));
      if (node.attrs.kind === 'weight') continue;
      const from = rounded.get(input) ?? float(input);
      const to = named(output);
      nodes.push({ ...node, inputs: [from], outputs: [to] });
      for (const id of [input, output, float(input)]) rounded.set(id, to);
      continue;
    }
    nodes.push({ ...node, inputs: node.inputs.map(float) });
    const differs = node.inputs.some((id) => rounded.has(id));
    if (node.op.weights !== undefined || !differs) continue;
    const outputs = node.outputs.map(named);
    nodes.push({ ...node, id: outputs[0], inputs: node.inputs.map((id) => rounded.get(id) ?? float(id)), outputs });
    node.outputs.forEach((id, i) => rounded.set(id, outputs[i]));
  }
  const outputs = calibrated.outputs.map(float);
  return { graph: new Graph({ ...calibrated.parts(), nodes, values: mentioned(values, nodes, calibrated, outputs), outputs }), float, rounded: (id) => rounded.get(id) ?? float(id) };
}

function mentioned(values: ReadonlyMap<ValueId, Value>, nodes: readonly Node[], { inputs }: GraphView, outputs: readonly ValueId[]): Map<ValueId, Value> {
  const ids = new Set([...inputs, ...outputs, ...nodes.flatMap((node) => [...node.inputs, ...node.outputs])]);
  ids.delete(ABSENT);
  return new Map([...values].filter(([id]) => ids.has(id)));
}
