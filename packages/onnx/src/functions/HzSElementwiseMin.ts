import { HzSElementwiseMin as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { choiceOfTwo } from './scaled-pair';

export const HzSElementwiseMin = defineFunction(op, choiceOfTwo('Min'));
