import { Graph, type Value, verifyGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import type { Tensor, TensorType } from '@openbpu/tensor';
import type { Vector } from './read-vectors';

/**
 * A vector as a quantised graph of a single node on the BPU: inputs `x0`, `x1`, …, outputs `y0`, …. Throws when it is
 * not well formed.
 */
export function vectorGraph({ op: name, attributes, inputs, parameters }: Vector): Graph<'quantized'> {
  const op = standardOps().get(name);
  if (!op) throw new Error(`there is no op ${name}`);
  const values = new Map<string, Value>();
  const add = (id: string, type: TensorType, constant?: Tensor) => {
    values.set(id, constant ? { id, type, constant } : { id, type });
    return id;
  };
  const typeOf = ({ dtype, shape }: Tensor): TensorType => ({
    dtype,
    shape,
    layout: shape.length === 4 ? 'NCHW' : 'none',
  });
  const flowing = inputs.map((tensor, i) => add(`x${i}`, typeOf(tensor)));
  const ids = [
    ...flowing,
    ...parameters.map((tensor, i) => add(`p${i}`, { ...typeOf(tensor), layout: 'none' }, tensor)),
  ];
  const attrs = op.parseAttrs(attributes);
  const outputs = op
    .infer(
      ids.map((id) => values.get(id)!.type),
      attrs,
    )
    .map((type, i) => add(`y${i}`, type));
  const node = {
    id: 'node',
    op,
    attrs,
    inputs: ids,
    outputs,
    origins: [],
    placement: { on: 'bpu', subgraph: 0, input: 'int8', output: 'int8' } as const,
  };
  const graph = new Graph({ stage: 'quantized', name, nodes: [node], values, inputs: flowing, outputs });
  const complaints = verifyGraph(graph);
  if (complaints.length > 0) throw new Error(complaints.join('; '));
  return graph;
}

/** What a vector feeds its graph. */
export function feedsOf({ inputs }: Vector): ReadonlyMap<string, Tensor> {
  return new Map(inputs.map((tensor, i) => [`x${i}`, tensor]));
}
