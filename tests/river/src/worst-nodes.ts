import type { Graph } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import type { ComparedStages } from './compared-stages';
import { activationsOf } from './rounded-parts';

/** How many samples say which nodes matter. */
const PROBES = 4;

/**
 * The nodes on the BPU whose activations alone, rounded as calibration says in an otherwise float model, cost the
 * outputs most: the sum over outputs of 1 − cosine. The worst first.
 */
export async function worstNodes(stages: ComparedStages, calibrated: Graph, count: number): Promise<readonly string[]> {
  const costs: { readonly node: string; readonly cost: number }[] = [];
  for (const node of calibrated.nodes) {
    if (HzCalibration.is(node) || node.placement?.on !== 'bpu') continue;
    const losses = await stages.lossesOf(activationsOf(calibrated, new Set([node.id])), PROBES);
    costs.push({ node: node.id, cost: [...losses.values()].reduce((sum, loss) => sum + loss, 0) });
  }
  return costs
    .sort((a, b) => b.cost - a.cost)
    .slice(0, count)
    .map(({ node }) => node);
}
