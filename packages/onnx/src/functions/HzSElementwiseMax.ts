import { HzSElementwiseMax as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { choiceOfTwo } from './scaled-pair';

export const HzSElementwiseMax = defineFunction(op, choiceOfTwo('Max'));
