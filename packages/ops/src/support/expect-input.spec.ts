import { tensorType } from '@openbpu/tensor';
import { expectScalar, expectVector, oneInput } from './expect-input';

describe('oneInput', () => {
  it('gives the input, or says whose it is that is missing', () => {
    const type = tensorType('int64', [3]);
    expect(oneInput(type, 'Slice')).toBe(type);
    expect(() => oneInput(undefined, 'Slice')).toThrow('Slice takes one tensor');
  });
});

describe('expectScalar', () => {
  it('accepts a float32 of rank 0 and nothing else', () => {
    expect(() => expectScalar(tensorType('float32', []), 'the scale')).not.toThrow();
    expect(() => expectScalar(tensorType('float32', [1]), 'the scale')).toThrow(
      'the scale is a float32 scalar, not float32[1]',
    );
    expect(() => expectScalar(tensorType('int8', []), 'the scale')).toThrow('not int8[]');
    expect(() => expectScalar(undefined, 'the scale')).toThrow('absent');
  });
});

describe('expectVector', () => {
  it('accepts the vector and its absence', () => {
    expect(() => expectVector(tensorType('int32', [3]), 'int32', 3, 'the bias')).not.toThrow();
    expect(() => expectVector(undefined, 'int32', 3, 'the bias')).not.toThrow();
  });

  it.each([tensorType('float32', [3]), tensorType('int32', [4]), tensorType('int32', [3, 1]), tensorType('int32', [])])(
    'refuses %j',
    (type) => {
      expect(() => expectVector(type, 'int32', 3, 'the bias')).toThrow(/the bias is int32\[3\], not/);
    },
  );
});
