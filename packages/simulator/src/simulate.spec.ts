import { type Program, encodeProgram } from '@openbpu/machine';
import { int8 } from '@openbpu/tensor';
import { simulate } from './simulate';

const PROGRAM: Program = {
  name: 'p',
  march: 'm',
  memory: { ddr: 8, sram: 0, const: 0 },
  tensors: [
    { name: 'x', space: 'ddr', offset: 0, dtype: 'int8', shape: [2], layout: 'linear', ready: 0 },
    { name: 'y', space: 'ddr', offset: 4, dtype: 'int8', shape: [2], layout: 'linear', ready: 1 },
  ],
  inputs: ['x'],
  outputs: ['y'],
  calls: [
    {
      name: 'c',
      instructions: [
        {
          kind: 'move',
          x: { space: 'ddr', offset: 0, dtype: 'int8', shape: [2], strides: [1] },
          y: { space: 'ddr', offset: 4, dtype: 'int8', shape: [2], strides: [1] },
        },
      ],
    },
  ],
};

describe('simulate', () => {
  it('runs encoded programs', () => {
    const x = int8([2], [-128, 127]);
    expect(simulate(encodeProgram(PROGRAM), new Uint8Array(), new Map([['x', x]])).get('y')).toEqual(x);
  });

  it('refuses damaged ones', () => {
    expect(() => simulate(encodeProgram(PROGRAM).subarray(0, 20), new Uint8Array(), new Map())).toThrow(/MAC003/);
  });
});
