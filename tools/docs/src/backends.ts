import { backend as bayesE } from '@openbpu/backend-bayes-e';
import { backend as bernoulli2 } from '@openbpu/backend-bernoulli2';
import type { Backend } from '@openbpu/plugin-api';

/** The marches the documentation speaks of, in the order of its columns. */
export const BACKENDS: readonly Backend[] = [bernoulli2, bayesE];
