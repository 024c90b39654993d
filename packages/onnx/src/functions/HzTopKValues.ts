import { HzTopKValues as op } from '@openbpu/ops';
import { defineFunction } from './function';
import { ranking } from './ranking';

export const HzTopKValues = defineFunction(
  op,
  (['int8', 'int16'] as const).map((dtype) => ({
    suffix: dtype === 'int8' ? '' : '_i16',
    when: ({ outputs: [y] }) => y.dtype === dtype,
    inputs: ['x'],
    attributes: ['axis', 'k', 'largest'] as const,
    body: (b) => ranking(b, 'values', dtype),
  })),
);
