import { type AnyOp, type RawAttrs, type Value, ABSENT, Graph, verifyGraph } from '@openbpu/ir';
import type { Tensor, TensorType } from '@openbpu/tensor';

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
  const attrs = op.parseAttrs(raw);
  const values = new Map<string, Value>();
  const types = inputs.map(
    (tensor) => tensor && ({ dtype: tensor.dtype, shape: tensor.shape, layout: 'none' } satisfies TensorType),
  );
  const ids = inputs.map((tensor, i) => (tensor ? `in${i}` : ABSENT));
  types.forEach((type, i) => {
    const tensor = inputs[i];
    if (type && tensor)
      values.set(ids[i], fed.includes(i) ? { id: ids[i], type } : { id: ids[i], type, constant: tensor });
  });
  const outputs = op.infer(types, attrs).map((type, i) => {
    values.set(`out${i}`, { id: `out${i}`, type });
    return `out${i}`;
  });
  const node = { id: 'node', op, attrs, inputs: ids, outputs, origins: [] };
  const graph = new Graph({
    stage: 'quantized',
    name: op.name,
    nodes: [node],
    values,
    inputs: fed.map((i) => ids[i]),
    outputs,
  });
  const complaints = verifyGraph(graph);
  if (complaints.length > 0) throw new Error(complaints.join('; '));
  return graph;
}
