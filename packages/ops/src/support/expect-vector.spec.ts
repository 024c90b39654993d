import { tensorType } from '@openbpu/tensor';
import { expectVector } from './expect-vector';

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
