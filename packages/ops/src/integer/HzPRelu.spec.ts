import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { HzPRelu } from './HzPRelu';

describe('HzPRelu', () => {
  it('has one multiplier from 0 on and one per channel below', () => {
    const x = int8([1, 2, 3], [-128, 0, 127, -128, -5, 5]);
    expect(HzPRelu.eval([x, float32([], [0.5]), float32([2], [0.25, -1])], {})).toEqual([
      int8([1, 2, 3], [-32, 0, 64, 127, 5, 2]),
    ]);
    expect(HzPRelu.eval([x, float32([], [2]), float32([1], [1])], {})).toEqual([
      int8([1, 2, 3], [-128, 0, 127, -128, -5, 10]),
    ]);
  });

  it('goes from either type to either', () => {
    const [m, below] = [float32([], [0.5]), float32([1], [2])];
    const wide = int16([4], [-32768, -1, 1, 32767]);
    expect(HzPRelu.eval([wide, m, below], {})).toEqual([int8([4], [-128, -2, 0, 127])]);
    expect(HzPRelu.eval([wide, m, below], { dtype: 'int16' })).toEqual([int16([4], [-32768, -2, 0, 16384])]);
    expect(HzPRelu.eval([int8([2], [-128, 127]), float32([], [256]), below], { dtype: 'int16' })).toEqual([
      int16([2], [-256, 32512]),
    ]);
    expect(
      HzPRelu.infer([tensorType('int16', [2]), tensorType('float32', []), tensorType('float32', [1])], {}),
    ).toEqual([tensorType('int8', [2])]);
  });

  it('is a relu at 0 and the identity at 1', () => {
    const all = Array.from({ length: 256 }, (_, i) => i - 128);
    const x = int8([256], all);
    expect(HzPRelu.eval([x, float32([], [1]), float32([1], [0])], {})).toEqual([
      int8(
        [256],
        all.map((q) => Math.max(q, 0)),
      ),
    ]);
    expect(HzPRelu.eval([x, float32([], [1]), float32([1], [1])], {})).toEqual([x]);
  });

  it('takes int8, a scalar and slopes that fit', () => {
    const [x, m] = [tensorType('int8', [1, 2, 3, 3], 'NCHW'), tensorType('float32', [])];
    expect(HzPRelu.infer([x, m, tensorType('float32', [2])], {})).toEqual([x]);
    expect(() => HzPRelu.infer([x, m, tensorType('float32', [3])], {})).toThrow(RangeError);
    expect(() => HzPRelu.infer([x, m], {})).toThrow(TypeError);
    expect(() => HzPRelu.infer([x, tensorType('float32', [1]), tensorType('float32', [2])], {})).toThrow(
      'the multiplier is a float32 scalar',
    );
    expect(() => HzPRelu.infer([tensorType('float32', [1]), m, tensorType('float32', [1])], {})).toThrow('not float32');
  });
});
