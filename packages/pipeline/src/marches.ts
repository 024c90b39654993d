import { backend as bayes } from '@openbpu/backend-bayes';
import { backend as bayesE } from '@openbpu/backend-bayes-e';
import { backend as bernoulli2 } from '@openbpu/backend-bernoulli2';
import type { Backend } from '@openbpu/plugin-api';

/** Every march of this project: the one list that commands and documentation read. */
export function marches(): readonly Backend[] {
  return [bernoulli2, bayesE, bayes];
}
