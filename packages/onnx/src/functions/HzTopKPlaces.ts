import { HzTopKPlaces as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { ranking } from './ranking';

export const HzTopKPlaces = defineFunction(op, [
  {
    suffix: '',
    when: () => true,
    inputs: ['x'],
    attributes: ['axis', 'k', 'largest'],
    body: (b) => ranking(b, 'places', 'int32'),
  },
]);
