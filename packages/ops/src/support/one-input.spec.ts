import { tensorType } from '@openbpu/tensor';
import { oneInput } from './one-input';

describe('oneInput', () => {
  it('gives the input, or says whose it is that is missing', () => {
    const type = tensorType('int64', [3]);
    expect(oneInput(type, 'Slice')).toBe(type);
    expect(() => oneInput(undefined, 'Slice')).toThrow('Slice takes one tensor');
  });
});
