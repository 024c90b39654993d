import type { Recipe } from '@openbpu/config';
import { fail } from '@openbpu/diagnostics';
import { type Graph, type Stage, userName } from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import { batched } from '@openbpu/passes';
import { PIPELINE } from './catalogue';

const AT = { name: 'input_batch' };

/**
 * The same model for as many items at once as `input_batch` says. Throws DiagnosticError where its input is of several
 * already, or a node does not treat the items apart.
 */
export function forBatch<S extends Stage>(graph: Graph<S>, { inputBatch }: Pick<Recipe, 'inputBatch'>): Graph<S> {
  if (inputBatch === 1) return graph;
  const several = graph.inputs.find((id) => graph.value(id).type.shape[0] !== 1);
  if (several !== undefined)
    return fail(PIPELINE.batchOfSeveral({ input: several, shape: graph.value(several).type.shape }, AT));
  const made = batched(graph, inputBatch);
  if (!('mixes' in made)) return made;
  const { mixes } = made;
  return fail(PIPELINE.mixesItems({ node: userName(mixes), type: typeName(mixes), batch: inputBatch }, AT));
}
