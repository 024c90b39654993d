import { type Backend, quantiseMap, standardLowering, standardOps } from '@openbpu/plugin-api';
import { features } from './features';
import { constraints } from './generated/constraints';
import { operators } from './generated/operators';
import { recipe } from './recipe';

/** The march of the RDK X3. */
export const backend: Backend = {
  march: 'bernoulli2',
  boards: ['RDK X3', 'RDK X3 Module'],
  features,
  operators,
  constraints,
  policy: { int16: {}, sharedScaleRatio: 16, quantise: quantiseMap(operators, standardOps().ops) },
  lowering: standardLowering,
  recipe,
};
