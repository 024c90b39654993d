import { type Tensor, float32, int16, int8, tensorType } from '@openbpu/tensor';
import { defineElementwiseSum } from './elementwise-sum';

describe('defineElementwiseSum', () => {
  const Plus = defineElementwiseSum('Plus', 'a + b.', 1);
  const Minus = defineElementwiseSum('Minus', 'a - b.', -1);

  it('rounds each product, then the sum, to float32', () => {
    // 0.5 + 2^-26 is 0.5 in float32, a tie that goes to 0; a sum kept in double would go to 1.
    const inputs = [int8([1], [1]), int8([1], [1]), float32([], [0.5]), float32([], [2 ** -26])];
    expect(Plus.eval(inputs, Plus.parseAttrs({}))).toEqual([int8([1], [0])]);
  });

  it('differs by the sign of the second operand only', () => {
    const inputs = [int8([3], [100, -128, 7]), int8([3], [27, 127, 7]), float32([], [1]), float32([], [1])];
    expect(Plus.eval(inputs, Plus.parseAttrs({}))).toEqual([int8([3], [127, -1, 14])]);
    expect(Minus.eval(inputs, Minus.parseAttrs({}))).toEqual([int8([3], [73, -128, 0])]);
  });

  it('goes from any types to either', () => {
    const of = (a: Tensor, b: Tensor, raw = {}) =>
      Plus.eval([a, b, float32([], [1]), float32([], [0.5])], Plus.parseAttrs(raw))[0];
    expect(of(int16([], [-32768]), int8([], [-128]), { dtype: 'int16' })).toEqual(int16([], [-32768]));
    expect(of(int16([], [-32700]), int8([], [-127]), { dtype: 'int16' })).toEqual(int16([], [-32764]));
    expect(of(int8([], [127]), int16([], [-250]))).toEqual(int8([], [2]));
    expect(of(int8([], [127]), int8([], [127]), { dtype: 'int16', high: 150 })).toEqual(int16([], [150]));
  });

  it('takes two int8 tensors and two multipliers', () => {
    const [q, m] = [tensorType('int8', [2, 1]), tensorType('float32', [])];
    expect(Plus.infer([q, tensorType('int8', [3]), m, m], Plus.parseAttrs({}))).toEqual([tensorType('int8', [2, 3])]);
    expect(() => Plus.infer([q, tensorType('int32', [3]), m, m], Plus.parseAttrs({}))).toThrow(
      'Plus takes int8 or int16, not int32',
    );
    expect(() => Plus.infer([q, q, m], Plus.parseAttrs({}))).toThrow(
      'the multiplier of the second operand is a float32 scalar',
    );
    expect(() => Plus.parseAttrs({ low: 0.5 })).toThrow(/low/);
  });
});
