import { HzArgMax as op } from '@openbpu/ops';
import { placesFunction } from './ranking';

export const HzArgMax = placesFunction(op, 'ArgMax');
