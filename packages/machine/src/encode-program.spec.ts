import { encodeProgram } from './encode-program';
import type { Program } from './program';

const EMPTY: Program = {
  name: 'n',
  march: 'm',
  memory: { ddr: 300, sram: 0, const: 0 },
  tensors: [],
  inputs: [],
  outputs: [],
  calls: [],
};

describe('encodeProgram', () => {
  it('has a form that does not change', () => {
    expect(Buffer.from(encodeProgram(EMPTY)).toString('hex')).toBe(
      '42505550' + '02' + '016e' + '016d' + 'ac020000' + '00' + '00' + '00' + '00' + '00',
    );
  });

  it('refuses a program that breaks the rules', () => {
    expect(() => encodeProgram({ ...EMPTY, outputs: ['y'] })).toThrow(/no tensor "y"/);
  });
});
