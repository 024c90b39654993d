import { HzSElementwiseSub as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { sumOfTwo } from './sum-of-two';

export const HzSElementwiseSub = defineFunction(op, sumOfTwo('Sub'));
