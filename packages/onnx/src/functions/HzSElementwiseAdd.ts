import { HzSElementwiseAdd as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { sumOfTwo } from './sum-of-two';

export const HzSElementwiseAdd = defineFunction(op, sumOfTwo('Add'));
