import { standardOps } from '@openbpu/ops';
import { standardLowering } from './standard-lowering';

/** Integer ops that stay at the edge or on the CPU, or are gone before lowering. */
const NOT_LOWERED = ['HzCalibration', 'HzCorrected', 'HzDequantize', 'HzIndices', 'HzMask', 'HzPreprocess', 'HzUnmask'];

describe('standardLowering', () => {
  it('has one rule for every integer op', () => {
    const names = standardLowering.map(({ op }) => op.name);
    expect(new Set(names).size).toBe(names.length);
    const integer = standardOps()
      .ops.map(({ name }) => name)
      .filter((name) => name.startsWith('Hz'));
    expect(integer.filter((name) => !names.includes(name)).sort()).toEqual(NOT_LOWERED);
  });
});
