import { type Graph, GraphDraft } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { type Tensor, tensorType } from '@openbpu/tensor';
import type { Vector } from './read-vectors';

/**
 * A vector as a quantised graph of a single node on the BPU: inputs `x0`, `x1`, …, outputs `y0`, …. Throws when it is
 * not well formed.
 */
export function vectorGraph({ op: name, attributes, inputs, parameters }: Vector): Graph<'quantized'> {
  const op = standardOps().get(name);
  if (!op) throw new Error(`there is no op ${name}`);
  const draft = new GraphDraft('quantized');
  const flowing = inputs.map(({ dtype, shape }, i) => {
    draft.input(`x${i}`, tensorType(dtype, shape, shape.length === 4 ? 'NCHW' : 'none'));
    return `x${i}`;
  });
  const ids = [...flowing, ...parameters.map((tensor, i) => draft.constant(`p${i}`, tensor))];
  const types = op.infer(
    ids.map((id) => draft.typeOf(id)),
    op.parseAttrs(attributes),
  );
  const outputs = types.map((_, i) => `y${i}`);
  const placement = { on: 'bpu', subgraph: 0, input: 'int8', output: 'int8' } as const;
  draft.node({ id: 'node', op, attrs: attributes, inputs: ids, outputs, placement });
  return draft.build({ name, outputs });
}

/** What a vector feeds its graph. */
export function feedsOf({ inputs }: Vector): ReadonlyMap<string, Tensor> {
  return new Map(inputs.map((tensor, i) => [`x${i}`, tensor]));
}
