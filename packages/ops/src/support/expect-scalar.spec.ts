import { tensorType } from '@openbpu/tensor';
import { expectScalar } from './expect-scalar';

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
