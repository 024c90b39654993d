import { HzSElementwiseGreater as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { testOfTwo } from './scaled-pair';

export const HzSElementwiseGreater = defineFunction(op, testOfTwo('Greater'));
