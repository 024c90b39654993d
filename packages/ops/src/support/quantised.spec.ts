import { float32, int16, int8, perTensor, tensorType } from '@openbpu/tensor';
import { expectQuantised, expectQuantisedType, integersFrom, quantised, quantisedInput, stepsOf } from './quantised';

describe('integer activations', () => {
  it('are int8 or int16', () => {
    expect(expectQuantisedType('int8', 'Op')).toBe('int8');
    expect(expectQuantisedType('int16', 'Op')).toBe('int16');
    expect(() => expectQuantisedType('float32', 'Op')).toThrow('Op takes int8 or int16, not float32');
    expect(() => expectQuantisedType('uint8', 'Op')).toThrow(TypeError);
    expect(quantisedInput(tensorType('int16', [2]), 'Op')).toEqual(tensorType('int16', [2]));
    expect(() => quantisedInput(undefined, 'Op')).toThrow('Op takes int8 or int16, not nothing');
    const quant = perTensor(0.5);
    expect(stepsOf(tensorType('int16', [2], 'none', quant))).toEqual({ dtype: 'int16', quant });
    expect(() => stepsOf(tensorType('int32', [2], 'none', quant))).toThrow(TypeError);
    expect(() => stepsOf(tensorType('int8', [2]))).toThrow(TypeError);
  });

  it('narrows tensors', () => {
    expect(expectQuantised(int8([1], [3])).data[0]).toBe(3);
    expect(() => expectQuantised(float32([1], [3]))).toThrow(TypeError);
  });

  it('come of their indices, or of reals', () => {
    expect(integersFrom('int16', [2, 2], (at) => at * 300)).toEqual(int16([2, 2], [0, 300, 600, 900]));
    expect(integersFrom('int8', [0, 3], () => 1)).toEqual(int8([0, 3], []));
    const reals = float32([5], [0.75, -1e9, 1e9, NaN, -Infinity]);
    expect(quantised(reals, 0.5, 'int8')).toEqual(int8([5], [2, -128, 127, 0, -128]));
    expect(quantised(reals, 0.5, 'int16')).toEqual(int16([5], [2, -32768, 32767, 0, -32768]));
  });
});
