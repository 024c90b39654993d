import { HzSElementwiseGreaterOrEqual as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { testOfTwo } from './scaled-pair';

export const HzSElementwiseGreaterOrEqual = defineFunction(op, testOfTwo('GreaterOrEqual'));
