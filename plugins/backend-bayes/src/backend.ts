import { type Backend, int16Ops, quantiseMap, standardLowering, standardOps } from '@openbpu/plugin-api';
import { features } from './features';
import { constraints } from './generated/constraints';
import { operators } from './generated/operators';
import { recipe } from './recipe';

/** The march of the RDK Ultra. */
export const backend: Backend = {
  march: 'bayes',
  boards: ['RDK Ultra'],
  features,
  operators,
  constraints,
  policy: {
    int16: int16Ops(operators, standardOps().ops),
    sharedScaleRatio: 16,
    quantise: quantiseMap(operators, standardOps().ops),
  },
  lowering: standardLowering,
  recipe,
};
