import { HzSElementwiseEqual as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { testOfTwo } from './scaled-pair';

export const HzSElementwiseEqual = defineFunction(op, testOfTwo('Equal'));
