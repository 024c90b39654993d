import { type AnyOp, type Graph, type RawAttrs, ABSENT, GraphDraft } from '@openbpu/ir';
import { type Tensor, tensorType } from '@openbpu/tensor';

/**
 * One evaluation of one op. Inputs named in `fed` are inputs of the graph, the others constants; absent ones are
 * undefined.
 */
export interface Example {
  readonly op: AnyOp;
  readonly inputs: readonly (Tensor | undefined)[];
  readonly fed: readonly number[];
  readonly attrs: RawAttrs;
}

/**
 * A graph of a single node `node`, with inputs `in0`, `in1`, … and outputs `out0`, `out1`, …. Throws when it is not
 * well formed.
 */
export function oneOpGraph({ op, inputs, fed, attrs: raw }: Example): Graph<'quantized'> {
  const draft = new GraphDraft('quantized');
  const types = inputs.map((tensor) => tensor && tensorType(tensor.dtype, tensor.shape));
  const ids = inputs.map((tensor, i) => (tensor ? `in${i}` : ABSENT));
  for (const i of fed) draft.input(ids[i], types[i]!);
  inputs.forEach((tensor, i) => {
    if (tensor && !fed.includes(i)) draft.setConstant(ids[i], tensor);
  });
  const outputs = op.infer(types, op.parseAttrs(raw)).map((_, i) => `out${i}`);
  draft.node({ id: 'node', op, attrs: raw, inputs: ids, outputs });
  return draft.build({ name: op.name, outputs });
}
