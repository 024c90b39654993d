import type { MarchRules } from '@openbpu/plugin-api';

/** What a recipe for the RDK X5 should say in another way. */
export const recipe: MarchRules = {
  march: 'bayes-e',
  board: 'RDK X5',
  keys: ['run_on_cpu', 'run_on_bpu', 'set_node_data_type'].map((key) => ({
    key,
    verdict: 'superseded',
    because: 'node_info replaces it, and it still does its work',
  })),
  coreNum: [1],
  int16Output: true,
  refusedInputs: [],
};
