import type { GraphView, ValueId } from '@openbpu/ir';
import { type Thresholds, activationForms, activationSteps } from '@openbpu/passes';
import type { ProbedGroup } from './probe-model';

/** Groups of activations that share their threshold, with the steps that their thresholds give them. */
export function probedGroups(
  graph: GraphView,
  groups: readonly (readonly ValueId[])[],
  { activations, channels, floors }: Thresholds,
): ProbedGroup[] {
  const forms = activationForms(graph);
  return groups.map((group) => {
    const [id] = group;
    return {
      activations: group,
      ...activationSteps(channels?.get(id) ?? [activations.get(id)!], floors?.get(id), forms.get(id)?.zero),
    };
  });
}
