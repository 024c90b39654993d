import { ABSENT, type AnyOp, type Graph, type GraphDraft, type ValueId } from '@openbpu/ir';
import { Add, Div, HzQuantize } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type IntegerNode, along, constantRead, integersOf, rawOf, realsOf } from './integer-forms';

/** What the calibrated model makes of the very integers that an integer node reads. */
export interface Exact {
  /** Before it is rounded. */
  readonly real: ValueId;
  /** In the steps of the integer node; undefined of a tail, which rounds nothing. */
  readonly integers?: ValueId;
}

/**
 * Writes into a draft of the quantised model, beside its nodes, what a node of the calibrated one gives: its operator
 * on the reals that the integers stand for, with the constants that it reads there. Undefined where something that it
 * reads has no integers of one form.
 */
export function exactNode(
  draft: GraphDraft<'quantized'>,
  calibrated: Graph<'calibrated'>,
  quantised: Graph<'quantized'>,
  { node, type }: IntegerNode,
): Exact | undefined {
  const inputs: ValueId[] = [];
  for (const id of node.inputs) {
    const read = id === ABSENT ? ABSENT : readBy(id);
    if (read === undefined) return undefined;
    inputs.push(read);
  }
  const { placement: _, ...plain } = node;
  const real = draft.names.free(`${node.id}_exact`);
  draft.declare({ id: real, type: calibrated.value(node.outputs[0]).type });
  draft.keep({ ...plain, id: draft.nodeNames.free(`${node.id}_exactly`), inputs, outputs: [real] });
  if (type.dtype !== 'int8' && type.dtype !== 'int16') return { real };
  const { scale, zero } = type.quant!;
  const step = (op: AnyOp, from: ValueId, by: Float32Array): ValueId => {
    const name = draft.names.free(`${real}_${op.name}`);
    const read = [from, draft.constant(`${name}_by`, along(type, by))];
    return draft.node({ id: draft.nodeNames.free(`${name}_node`), op, inputs: read, outputs: [name] })[0];
  };
  const steps = step(Div, real, scale);
  const shifted = zero ? step(Add, steps, Float32Array.from(zero)) : steps;
  const [integers] = draft.node({
    id: draft.nodeNames.free(`${real}_rounded`),
    op: HzQuantize,
    attrs: type.dtype === 'int16' ? { dtype: 'int16' } : {},
    inputs: [shifted, draft.constant(`${real}_one`, float32([], [1]))],
    outputs: [draft.names.free(`${real}_integers`)],
    types: [type],
  });
  return { real, integers };

  function readBy(id: ValueId): ValueId | undefined {
    const constant = constantRead(calibrated, id);
    if (constant) return draft.constant(`${id}_read`, constant);
    const from = integersOf(calibrated, quantised, rawOf(calibrated, id));
    return from === undefined ? undefined : realsOf(draft, from, quantised.value(from).type);
  }
}
