import { type Node, type ValueId, ABSENT } from '@openbpu/ir';
import { HzLut, HzSoftmax, Softmax, floatTable, softmaxTable } from '@openbpu/ops';
import { makeTensor, normalizeAxis } from '@openbpu/tensor';
import type { IntegerGraph } from './integer-graph';

/** Writes a node that stays on the CPU: it reads floats, or, where it can, its table of integers that are there. */
export function keepOnCpu(node: Node, target: IntegerGraph): void {
  if (!readsTable(node, target)) {
    const inputs = node.inputs.map((id) => floatInput(id, target));
    for (const id of node.outputs) target.draft.declare(target.source.value(id));
    target.draft.keep({ ...node, inputs });
  }
  for (const id of node.outputs) target.setFloat(id, id);
}

function floatInput(id: ValueId, target: IntegerGraph): ValueId {
  if (id === ABSENT) return id;
  if (!target.constant(id)) return target.requireFloat(id);
  const raw = target.scales.raw(id);
  target.draft.declare(target.source.value(raw));
  return raw;
}

/** Writes a function of one element, or a Softmax, as the table of an integer tensor; whether it could be done. */
function readsTable(node: Node, target: IntegerGraph): boolean {
  const { id, op, attrs, inputs, outputs, origins, placement } = node;
  const integer = inputs.length === 1 ? target.integerOf(inputs[0]) : undefined;
  if (!integer || placement?.on !== 'cpu') return false;
  const { scale, type } = integer;
  const { dtype } = type;
  if (dtype !== 'int8' && dtype !== 'int16') return false;
  const common = { id, outputs, types: [target.typeOf(outputs[0])], placement, origins };
  const { scalar } = op;
  if (scalar) {
    const values = floatTable((x) => scalar(x, attrs), scale, dtype);
    const table = target.draft.constant(`${id}_table`, makeTensor('float32', [values.length], values));
    target.draft.node({ ...common, op: HzLut, inputs: [integer.id, table], attrs: {} });
    return true;
  }
  if (!Softmax.is(node)) return false;
  const { axis } = node.attrs;
  const values = softmaxTable(scale, type.shape[normalizeAxis(axis, type.shape.length)], dtype);
  const table = target.draft.constant(`${id}_table`, makeTensor('int32', [values.length], values));
  target.draft.node({ ...common, op: HzSoftmax, inputs: [integer.id, table], attrs: { axis } });
  return true;
}
