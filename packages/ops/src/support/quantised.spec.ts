import { float32, int8, makeTensor } from '@openbpu/tensor';
import { expectQuantised, expectQuantisedType } from './quantised';

describe('quantised activations', () => {
  it('are int8 and int16', () => {
    expect(expectQuantisedType('int8', 'Op')).toBe('int8');
    expect(expectQuantisedType('int16', 'Op')).toBe('int16');
    expect(() => expectQuantisedType('float32', 'Op')).toThrow('Op takes int8 or int16, not float32');
    expect(() => expectQuantisedType('uint8', 'Op')).toThrow(TypeError);
  });

  it('narrow a tensor or throw', () => {
    const x = int8([1], [1]);
    const y = makeTensor('int16', [1]);
    expect(expectQuantised(x)).toBe(x);
    expect(expectQuantised(y)).toBe(y);
    expect(() => expectQuantised(float32([1], [1]))).toThrow(TypeError);
  });
});
