import { HzArgMin as op } from '@openbpu/ops';
import { placesFunction } from './ranking';

export const HzArgMin = placesFunction(op, 'ArgMin');
